"""The front door: one moving example, and the way to every lesson."""

from __future__ import annotations

import streamlit as st

from dsviz.examples import Example, get
from dsviz.ui.lessons.boxes import show_kinds
from dsviz.ui.lessons.lesson import show_stage
from dsviz.ui.shell.page import SECTIONS, link
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.home.title"), anchor=False)
    st.markdown(passage("home"))

    example = get("standard-guide")
    assert isinstance(example, Example)
    show_stage(example)
    show_kinds()

    sections = {name: pages for name, pages in SECTIONS.items() if name != "start"}
    for name, column in zip(sections, st.columns(len(sections)), strict=True):
        with column:
            st.markdown(f"**{say(f'section.{name}')}**")
            for page in sections[name]:
                link(page, say(f"page.{page.key}.title"))
                st.caption(say(f"page.{page.key}.line"))
