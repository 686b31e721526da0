"""Playground: any input, kernel and bias, seen moving; the whole layer is in the link."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.lessons.lesson import answers
from dsviz.ui.playground.grid import show_grid
from dsviz.ui.playground.kinds import (
    ROW,
    TRANSPOSED,
    show_row_code,
    show_row_ways,
    show_title,
    show_transposed,
)
from dsviz.ui.playground.layer import Opened, good_one, opened
from dsviz.ui.playground.numbers import show_draw, show_kernels, show_ways_out
from dsviz.ui.playground.own_file import show_numbers_file
from dsviz.ui.playground.paste import show_boxes
from dsviz.ui.playground.settings import ask_settings
from dsviz.ui.playground.tools import show_file, show_picture, show_too_large
from dsviz.ui.playground.views import show_code, show_facts, show_result, show_stage
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    kind = show_title()
    st.markdown(passage("playground-look"))

    # In one container: a sentence that comes or goes leaves what is below it in its place, the open tab too.
    with st.container():
        show_boxes()
        mine = opened()
        shown, misfit = good_one(mine)
        ask_settings(mine.state, is_transposed=kind == TRANSPOSED)
        show_too_large()
        if kind == ROW:
            show_row_ways(mine.state)
        if misfit is not None and kind != TRANSPOSED:
            show_ways_out(misfit)
    if kind == TRANSPOSED:
        show_transposed(mine.state)
        return
    show_stage(shown, editing=misfit is None)
    show_facts(shown.layer)
    if kind == ROW:
        show_row_code(shown.layer)

    _show_tools(mine)
    with answers():
        show_result(shown.layer)
        show_code(shown.layer)


def _show_tools(mine: Opened) -> None:
    """Render the tabs in which the layer is changed: its numbers, a drawing, kernels, a picture, files."""
    ways = ("grid", "draw", "kernel", "picture", "file")
    names = [say(f"playground.tab.{way}") for way in ways]
    grid, draw, kernel, picture, file = st.tabs(names, key="play.tab")
    with grid:
        show_grid(mine.state)
    with draw:
        show_draw()
    with kernel:
        show_kernels()
    with picture:
        show_picture()
    with file:
        show_file()
        show_numbers_file()
