"""Drawings of layers as boxes on a page."""

from __future__ import annotations

from html import escape

import streamlit as st

from dsviz.course.drawings import Boxes, figure_of
from dsviz.ui.shell.words import language, say


def show_boxes(*drawings: Boxes, line: str = "", row: bool = False) -> None:
    """Render drawings side by side, below each other where there is no room; `line` is said of all.

    In a `row` they keep to one, and on a phone the first stands alone.
    """
    figures = "".join(figure_of(each, language()) for each in drawings)
    words = f"<p>{escape(say(line))}</p>" if line else ""
    st.html(f'<div class="dsviz-boxes{" row" * row}">{figures}{words}</div>')
