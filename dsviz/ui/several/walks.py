"""The paths from the chosen output to one input number, each written out."""

from __future__ import annotations

from itertools import islice

import numpy as np
import streamlit as st

from dsviz.conv.chain_paths import Path, Place, paths_between
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import INPUT_CHANNEL, INPUT_COLUMN, INPUT_ROW
from dsviz.ui.several.run import Chosen, ask_place, cell
from dsviz.ui.shell.words import say
from dsviz.wording.numbers import number, term

PLACE = (INPUT_CHANNEL, INPUT_ROW, INPUT_COLUMN)
MOST = 30  # paths that are written out


def show_walks(chosen: Chosen) -> None:
    """Ask for an input number, and write every path to it with its weights; they add up to the gradient."""
    st.subheader(say("several.walks"), anchor=False)
    source = _ask_source(chosen)
    name, count = cell("x", *source), int(chosen.paths[source])
    if not count:
        st.markdown(say("several.walks.none", output=chosen.output, input=name))
        return
    total = number(float(chosen.gradient[source]))
    words = {"output": chosen.output, "input": name, "total": total}
    st.markdown(say("several.walks.text", count=count, **words))
    walked = islice(paths_between(chosen.run, chosen.place, source), MOST)
    st.code("\n".join(line_of(path, chosen.names) for path in walked), language=None, wrap_lines=True)
    if count > MOST:
        st.caption(say("several.walks.more", count=count - MOST))


def line_of(path: Path, names: tuple[str, ...]) -> str:
    """Write a path: its numbers from the output to the input, then its weights and their product.

    Examples
    --------
    >>> line_of(Path(((0, 0, 0), (0, 0, 1), (0, 0, 2)), (4.0, -1.0)), ("x", "z1", "y"))
    'y[0,0,0] ← z1[0,0,1] ← x[0,0,2]:  4×(−1) = −4'
    """
    numbers = " ← ".join(cell(name, *place) for name, place in zip(names[::-1], path.places, strict=True))
    first, *rest = path.weights
    product = "×".join([number(first), *map(term, rest)])
    return f"{numbers}:  {product} = {number(path.product)}" if rest else f"{numbers}:  {product}"


def _ask_source(chosen: Chosen) -> Place:
    """Ask for a place of the input, at first that of most paths."""
    shape = chosen.paths.shape
    channel, row, column = (int(at) for at in np.unravel_index(int(chosen.paths.argmax()), shape))
    with Ask("several") as ask:
        return ask_place(ask, "several-source", PLACE, shape, (channel, row, column), spare=3)
