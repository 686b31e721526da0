"""The ratio of separable to standard, over the filters and over the kernel, with document 000's claim."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache, partial
from math import prod
from typing import TYPE_CHECKING

import streamlit as st

from dsviz import content
from dsviz.conv.numbers import Pair
from dsviz.cost.formulas import document_003_separable
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.words import language, say
from dsviz.wording.claim import CLAIM, CLAIM_KERNEL, FILTERS, KERNELS, claim_told, marks_told, ratio_rows
from dsviz.wording.three_ways import ThreeWays, kernel_text

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CHARTS_CACHED = 64


def show_ratio(layer: ThreeWays) -> None:
    """Render both charts and the places where document 000's claim fails."""
    st.header(say("cost.claim"), anchor=False)
    st.markdown(claim_told(say))
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
    show_table("ratio", ratio_rows(say), topic="cost.claim.table", formats={"times": "%.2f", "ratio": "%.5f"})


@lru_cache(maxsize=CHARTS_CACHED)
def filters_of(chosen: tuple[Pair, int, int], spoken: str) -> Figure:
    """Draw the ratio over N; `chosen` is the reader's ((Kh, Kw), C, N)."""
    from dsviz.figures.ratio import over_filters

    def say_so(key: str, **values: object) -> str:
        return content.label(key, spoken, **values)

    marks = marks_told(say_so)
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
