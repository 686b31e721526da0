"""The pages, a module each with its ``show()``, and the one that a browser asks for.

They are functions to Streamlit, not files: files it would look for on the disk in every run of a page,
each of them twice.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module

import streamlit as st

from dsviz.ui.inputs.classroom import show_as_asked
from dsviz.ui.parts.turns import Busy, show_busy
from dsviz.ui.shell.engine import await_torch
from dsviz.ui.shell.page import BESIDE, SECTIONS, open_frame, open_page
from dsviz.ui.shell.returning import ask_when_back, is_returning, settle_brought
from dsviz.ui.shell.words import say, settle_language

OLD_HOME = "app"  # the front door had this address too


def serve() -> None:
    """Run the page that the browser asks for, and have Streamlit draw the sidebar."""
    is_returning()  # told by what comes with a session's first run, before anything is rendered
    settle_language()
    open_frame()
    sections = {
        say(f"section.{section}"): [page.made(partial(_show, page.key)) for page in pages]
        for section, pages in SECTIONS.items()
    }
    hidden = [page.made(partial(_show, page.key), is_beside=True) for page in BESIDE]
    old_home = st.Page(partial(_show, "home"), title=OLD_HOME, url_path=OLD_HOME, visibility="hidden")
    sections[""] = [*hidden, old_home]
    st.navigation(sections, expanded=True).run()


def _show(key: str) -> None:
    open_page(key)
    show_as_asked()
    try:
        import_module(f"{__name__}.{key}").show()
    except Busy as busy:
        show_busy(busy)
    settle_brought()
    await_torch()
    ask_when_back()
