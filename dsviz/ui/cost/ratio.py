"""The ratio of separable to standard, over the filters and over the kernel, with document 000's claim."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache, partial
from math import prod
from typing import TYPE_CHECKING

import streamlit as st

from dsviz import content
from dsviz.conv.numbers import Pair
from dsviz.cost.formulas import document_003_separable, least_out_channels, separable_ratio
from dsviz.ui.cost.layer import Chosen, kernel_text
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.words import language, say

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

# Document 000: with 3x3 kernels the parameters become 1/8 to 1/9.
CLAIM = (Fraction(1, 9), Fraction(1, 8))
CLAIM_KERNEL = 3
KERNELS = (3, 5, 7)
FILTERS = (1, 8, 128)
LISTED = (1, 8, 32, 64, 72, 128, 1024)
CHARTS_CACHED = 64


def show_ratio(layer: Chosen) -> None:
    """Render both charts and the places where document 000's claim fails."""
    st.header(say("cost.claim"), anchor=False)
    least = least_out_channels(CLAIM_KERNEL, CLAIM[1])
    st.markdown(say("cost.claim.text", least=least, one=separable_ratio(CLAIM_KERNEL, 1)))
    left, right = st.columns(2)
    chosen = (layer.kernel, layer.in_channels, layer.out_channels)
    with left:
        show_chart(
            partial(filters_of, chosen, language()), alt=say("cost.claim.n.alt"), key="ratio-n", room="tall"
        )
    with right:
        show_chart(
            partial(kernels_of, chosen, language()), alt=say("cost.claim.k.alt"), key="ratio-k", room="tall"
        )
    show_table("ratio", ratio_rows(), topic="cost.claim.table", formats={"times": "%.2f", "ratio": "%.5f"})


def ratio_rows() -> list[dict[str, object]]:
    """List the ratio for 3x3 kernels, and whether it lies where document 000 puts it."""
    rows: list[dict[str, object]] = []
    for n in LISTED:
        ratio = separable_ratio(CLAIM_KERNEL, n)
        holds = CLAIM[0] <= ratio <= CLAIM[1]
        rows.append(
            {
                "n": n,
                "exact": str(ratio),
                "ratio": float(ratio),
                "times": float(1 / ratio),
                "claim": say("cost.claim.holds" if holds else "cost.claim.fails"),
            }
        )
    return rows


@lru_cache(maxsize=CHARTS_CACHED)
def filters_of(chosen: tuple[Pair, int, int], spoken: str) -> Figure:
    """Draw the ratio over N; `chosen` is the reader's ((Kh, Kw), C, N)."""
    from dsviz.figures.ratio import over_filters

    least = least_out_channels(CLAIM_KERNEL, CLAIM[1])
    marks = {1: content.label("cost.claim.one", spoken)}
    if least is not None:
        marks[least] = content.label("cost.claim.least", spoken, least=least)
    words = _words("n", chosen, spoken) | {"claim": content.label("cost.claim.band", spoken)}
    kernel, _, out_channels = chosen
    return over_filters(
        KERNELS, (kernel, out_channels), band=CLAIM, marks=marks, words=words, other=_of_document_003(*chosen)
    )


@lru_cache(maxsize=CHARTS_CACHED)
def kernels_of(chosen: tuple[Pair, int, int], spoken: str) -> Figure:
    """Draw the ratio over K; `chosen` is the reader's ((Kh, Kw), C, N)."""
    from dsviz.figures.ratio import over_kernels

    words = _words("k", chosen, spoken) | {"claim": content.label("cost.claim.k.band", spoken)}
    kernel, _, out_channels = chosen
    claim = (CLAIM_KERNEL, *CLAIM)
    return over_kernels(
        FILTERS, (kernel, out_channels), claim=claim, words=words, other=_of_document_003(*chosen)
    )


def _of_document_003(kernel: Pair, in_channels: int, out_channels: int) -> Fraction:
    """Return the ratio by document 003's number of weights, which is its 1/C + 1/K²."""
    printed = document_003_separable(kernel, in_channels, out_channels)
    return Fraction(printed, prod(kernel) * in_channels * out_channels)


def _words(axis: str, chosen: tuple[Pair, int, int], spoken: str) -> dict[str, str]:
    kernel, _, out_channels = chosen
    return {
        "x": content.label(f"cost.claim.{axis}.x", spoken),
        "y": content.label("cost.claim.y", spoken),
        "curve": content.label(f"cost.claim.{axis}.curve", spoken),
        "chosen": content.label("cost.claim.chosen", spoken, K=kernel_text(kernel), N=f"{out_channels:,}"),
        "other": content.label("cost.claim.other", spoken),
    }
