"""Standard, grouped and separable as bars, on the cost page beside the formulas that give their lengths."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from dsviz import content
from dsviz.cost import Count
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.shell.words import language, say
from dsviz.wording.three_ways import WAYS, bar_told, shares_of

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CHARTS_CACHED = 64


def show_bars(counts: Mapping[str, Count]) -> None:
    """Render the weights of the three ways as bars; their MACs are in the same proportion."""
    bars = tuple(bar_told(way, counts, say) for way in WAYS)
    alt = say("cost.side.alt", bars=content.joined(bars, language(), "semicolon"))
    show_chart(partial(bars_of, bars, shares_of(counts), language()), alt=alt, key="side-by-side", room="low")


@lru_cache(maxsize=CHARTS_CACHED)
def bars_of(bars: tuple[str, ...], shares: tuple[tuple[float, ...], ...], spoken: str) -> Figure:
    """Draw the bars, named `bars`; a bar's steps are percentages of the standard layer's weights."""
    from dsviz.figures.side_by_side import side_by_side

    steps = [
        [(content.label(words, spoken), share) for words, share in zip(parts.values(), own, strict=True)]
        for (_, parts), own in zip(WAYS.values(), shares, strict=True)
    ]
    return side_by_side(list(bars), steps, x_title=content.label("cost.side.bars", spoken))
