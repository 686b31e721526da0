"""A sheet of cells on a page: to write an answer into, or to show one, each cell with its mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dsviz.stage.bundles import bundle

MARKS = ("right", "wrong", "open", "unread")


@dataclass(frozen=True)
class Sheet:
    """What a sheet shows.

    Attributes
    ----------
    source : str
        Where the numbers come from; only another source replaces what a reader has written.
    shape : (N, Ho, Wo)
    cells : sequence of str, length N*Ho*Wo
    marks : sequence of str
        "right", "wrong", "open", "unread" (no number) or "none" for each cell.
    writable : bool
    looked : str
        The name of the cell to point at, such as ``"y[1,0,2]"``.
    show, at : str
        When `show` changes, what the CSS selector `at` finds on the page is scrolled to.
    words : dict
        What each mark is called.
    """

    source: str
    shape: tuple[int, ...]
    cells: Sequence[str]
    marks: Sequence[str]
    writable: bool = True
    looked: str = ""
    show: str = ""
    at: str = ""
    words: dict[str, str] = field(default_factory=dict)


@cache
def _component() -> ComponentRenderer:
    css, js = (bundle(f"answer_grid.{kind}", "dsviz.ui") for kind in ("css", "js"))
    return st.components.v2.component("dsviz_sheet", css=css, js=js)


def answer_grid(sheet: Sheet, *, key: str, on_cells: Callable[[], None] | None = None) -> None:
    """Mount a sheet.

    Parameters
    ----------
    sheet : Sheet
    key : str
    on_cells : callable, optional
        Called before the rerun when a reader has left a cell; ``st.session_state[key].cells`` holds them.
    """
    data: dict[str, Any] = asdict(sheet)
    # In a list, as the stage: for a dict Streamlit looks for data frames in it.
    _component()(key=key, data=[data], on_cells_change=on_cells)
