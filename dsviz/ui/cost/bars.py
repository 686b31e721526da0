"""Standard, grouped and separable as bars, on the cost page beside the formulas that give their lengths."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from dsviz.cost import Count
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.shell.words import say

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

# Way -> the words above its bar, and its steps: what is counted, and its words.
WAYS = {
    "standard": ("cost.layer.standard", {"standard": "cost.side.one"}),
    "grouped": ("cost.layer.grouped", {"grouped": "cost.side.one"}),
    "separable": (
        "cost.side.both",
        {"depthwise": "cost.side.depthwise", "pointwise": "cost.side.pointwise"},
    ),
}


def show_bars(counts: Mapping[str, Count]) -> None:
    """Render the weights of the three ways as bars; their MACs are in the same proportion."""
    bars = [_words(way, counts) for way in WAYS]
    alt = say("cost.side.alt", bars="; ".join(bars))
    show_chart(partial(_figure, counts), alt=alt, key="side-by-side", room="low")


def _words(way: str, counts: Mapping[str, Count]) -> str:
    percent = f"{100 * counts[way].weights / counts['standard'].weights:.4g}"
    return say("cost.side.bar", layer=say(WAYS[way][0]), weights=f"{counts[way].weights:,}", percent=percent)


def _figure(counts: Mapping[str, Count]) -> Figure:
    from dsviz.figures.side_by_side import side_by_side

    whole = counts["standard"].weights
    steps = [
        [(say(words), 100 * counts[step].weights / whole) for step, words in parts.items()]
        for _, parts in WAYS.values()
    ]
    return side_by_side([_words(way, counts) for way in WAYS], steps, x_title=say("cost.side.bars"))
