"""A Plotly chart on a page: the theme's own colours, a text alternative, drawn once Plotly is there."""

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
) -> None:
    """Put a chart, or until Plotly is loaded a line that says it is being drawn.

    Parameters
    ----------
    draw : callable
        Gives the figure; called only when Plotly is there.
    alt : str
        What the chart shows, for those who do not see it.
    key : str
    width : {"stretch", "content"}
    room : {"", "low", "tall"}
        The height kept free from the beginning, so that what stands below does not jump; the style sheet
        knows it by the ``room-``.
    """
    with st.container(key=f"room-{room}-{key}") if room else nullcontext():
        if painted():
            st.plotly_chart(draw(), width=width, theme=None, config=CONFIG, alt=alt, key=key)
        else:
            st.caption(say("result.drawing"))
