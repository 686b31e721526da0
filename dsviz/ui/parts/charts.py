"""The one way to a chart: the theme's own colours, a text alternative, drawn once Plotly is there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Literal

import streamlit as st

from dsviz.ui.shell.engine import painted
from dsviz.ui.shell.words import say

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CONFIG = {"displayModeBar": False}


def show_chart(
    draw: Callable[[], Figure],
    *,
    alt: str,
    key: str,
    width: Literal["stretch", "content"] = "stretch",
    room: Literal["", "low", "tall"] = "",
    on_click: Callable[[], None] | None = None,
) -> None:
    """Render a chart, or until Plotly is loaded a line that says it is being drawn.

    Parameters
    ----------
    draw : callable
        Returns the figure; called only when Plotly is there.
    alt : str
        What the chart shows, for those who do not see it.
    key : str
    width : {"stretch", "content"}
    room : {"", "low", "tall"}
        The height kept free from the beginning, so that what stands below does not jump; the style sheet
        knows it by the ``room-``.
    on_click : callable, optional
        Called before the rerun when a reader clicks a marker; the session state of ``key`` has the points.
    """
    with st.container(key=f"room-{room}-{key}") if room else nullcontext():
        if painted():
            st.plotly_chart(
                _on_paper(draw()),
                width=width,
                theme=None,
                config=CONFIG,
                alt=alt,
                key=key,
                on_select=on_click or "ignore",
                selection_mode="points",
            )
        else:
            st.caption(say("result.drawing"))


def _on_paper(figure: Figure) -> Figure:
    if st.context.theme.type != "dark":
        return figure
    from dsviz.figures.dark import on_dark_paper

    return on_dark_paper(figure)
