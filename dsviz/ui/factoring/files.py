"""The lesson on factoring, taken away: the standard layer, and the pair that stands in for it."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from dsviz.content import joined
from dsviz.examples import Chain, Example
from dsviz.ui.factoring.kernels import separable_of
from dsviz.ui.factoring.lesson import Chosen
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.shown import Shown
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say


@lru_cache(maxsize=128)
def pair_of(kernel: str, multiplier: int, engine: str) -> Chain:
    """Write the nearest separable kernel as the two layers it is, on the standard kernel's own input.

    Examples
    --------
    >>> depthwise, pointwise = pair_of("factoring-cs231n", 2, "numpy").layers
    >>> depthwise.layer.weight.shape, pointwise.layer.x.shape, pointwise.layer.weight.shape
    ((6, 1, 3, 3), (6, 3, 3), (2, 6, 1, 1))
    """
    first, last = separable_of(kernel, multiplier, engine)
    name = f"{kernel.partition(':')[0]}-m{multiplier}"
    depthwise = Example(f"{name}-depthwise", "depthwise", "", first, own=True)
    pointwise = Example(f"{name}-pointwise", "pointwise", "", last, own=True)
    return Chain(name, "", (depthwise, pointwise))


def show_files(chosen: Chosen) -> None:
    """Offer both layers whose outputs the page compares, a row of files each."""
    pair = pair_of(chosen.kernel, chosen.multiplier, backend())
    kernel = say(f"factoring.kernel.{chosen.name}")
    compared: dict[str, Shown] = {"exact": chosen.example, "separable": pair}
    for kind, shown in compared.items():
        name = say(f"downloads.factoring.{kind}", m=chosen.multiplier)
        st.markdown(f"**{name}**")
        show_takeaway(
            shown, title=joined([kernel, name], language(), "colon"), key=f"takeaway-factoring-{kind}"
        )
