"""A Plotly chart on a page: the theme's own colours, a text alternative, drawn once Plotly is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import streamlit as st

from dsviz.ui.engine import drawn
from dsviz.ui.words import say

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CONFIG = {"displayModeBar": False}


def show_chart(
    draw: Callable[[], Figure], *, alt: str, key: str, width: Literal["stretch", "content"] = "stretch"
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
    """
    if not drawn():
        st.caption(say("result.drawing"))
        return
    st.plotly_chart(draw(), width=width, theme=None, config=CONFIG, alt=alt, key=key)
