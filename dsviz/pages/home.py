"""The front door: three ways in, one moving example, the kinds of layer, and the way to every lesson."""

from __future__ import annotations

import streamlit as st

from dsviz.examples import Example, get
from dsviz.ui.inputs.names import GUIDE
from dsviz.ui.lessons.boxes import show_kinds
from dsviz.ui.lessons.lesson import show_stage
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.shell.page import SECTIONS, link, page_of
from dsviz.ui.shell.words import passage, say

# Door -> the page behind it, and what its link holds.
DOORS: dict[str, tuple[str, dict[str, str]]] = {
    "teach": ("standard", {GUIDE.name: "standard.1"}),
    "explore": ("playground", {}),
    "check": ("check", {}),
}


def show() -> None:
    """Render the page."""
    st.title(say("page.home.title"), anchor=False)
    st.markdown(passage("home"))
    show_doors()

    example = get("depthwise-tensorflow")
    assert isinstance(example, Example)
    show_stage(example, files=False)
    show_kinds()
    show_takeaway(example)

    sections = {name: pages for name, pages in SECTIONS.items() if name != "start"}
    for name, column in zip(sections, st.columns(len(sections)), strict=True):
        with column:
            st.header(say(f"section.{name}"), anchor=False)
            for page in sections[name]:
                link(page, _with_line(f"page.{page.key}.title", f"page.{page.key}.line"))


def show_doors() -> None:
    """Render a link for each of the three kinds of reader, side by side."""
    for door, column in zip(DOORS, st.columns(len(DOORS), gap="small"), strict=True):
        page, query = DOORS[door]
        with column, st.container(border=True, key=f"door-{door}"):
            link(page_of(page), _with_line(f"door.{door}", f"door.{door}.line"), query)


def _with_line(words: str, line: str) -> str:
    """Write a link's words and the line under them: one element for the server to send, not two."""
    return f"{say(words)} :small[{say(line)}]"
