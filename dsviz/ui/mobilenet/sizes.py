"""The sizes document 002's network takes: a verdict on the chosen one, and why."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from dsviz.cost.architectures import accepted_sides
from dsviz.cost.result import Count, LayerCount
from dsviz.course.results import shape_text
from dsviz.ui.mobilenet.network import Chosen, counted
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.words import passage, say

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

LEAST_DRAWN = 64  # pixels: how far the sides are drawn at least


def show_size_verdict(chosen: Chosen) -> None:
    """Say whether document 002's network takes the size, and what to change where it does not."""
    least, most = accepted_sides()
    height, width = chosen.size
    values = {"least": least, "most": most, "height": height, "width": width}
    if not chosen.taken:
        last = _last_map(counted(chosen)).out_shape
        st.error(say("mobilenet.size.refused", **values, last=shape_text(last)))
    elif chosen.document_002:
        key = "remedied" if chosen.adaptive else "taken"
        st.success(say(f"mobilenet.size.{key}", **values))


def _last_map(network: Count) -> LayerCount:
    return next(row for row, after in zip(network, network.layers[1:], strict=False) if after.name == "pool")


def show_sizes(chosen: Chosen) -> None:
    """Draw which sides document 002's network takes, and follow the chosen size through it."""
    show_size_verdict(chosen)
    sides, (least, most) = range(1, max(LEAST_DRAWN, *chosen.size) + 1), accepted_sides()
    last = [_last_side(side) for side in sides]
    words = {"least": least, "most": most}
    height, width = chosen.size
    marks = {height: say("mobilenet.height"), width: say("mobilenet.width")}
    if height == width:
        marks = {height: say("mobilenet.sides.both")}
    titles = (say("mobilenet.sides.x"), say("mobilenet.sides.y"), say("mobilenet.sides.band", **words))

    def draw() -> Figure:
        from dsviz.figures.networks import sides_chart

        return sides_chart(sides, last, (least, most), marks, titles)

    show_chart(draw, alt=say("mobilenet.sides.alt", **words), key="sides-chart")
    st.header(say("mobilenet.sizes.heading"), anchor=False)
    rows = [
        {"name": row.name, "in": shape_text(row.in_shape), "out": shape_text(row.out_shape)}
        for row in counted(chosen)
        if row.in_shape[1:] != row.out_shape[1:] or row.name in ("stem.conv", "classifier")
    ]
    show_table("document-002-sizes", rows, topic="mobilenet.table")
    st.markdown(passage("mobilenet-sizes"))
    st.code(passage("mobilenet-remedy"), language="python")


@lru_cache(maxsize=256)
def _last_side(side: int) -> int:
    return _last_map(counted(Chosen(True, size=(side, side), adaptive=True))).out_shape[1]
