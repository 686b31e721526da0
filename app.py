"""The front door: one moving example, and the way to every lesson."""

import streamlit as st

from dsviz.examples import get
from dsviz.ui.engine import await_torch
from dsviz.ui.lesson import show_stage
from dsviz.ui.page import SECTIONS, link, open_page
from dsviz.ui.words import passage, say

open_page("home")
st.title(say("page.home.title"), anchor=False)
st.markdown(passage("home"))

show_stage(get("standard-guide"))

sections = {name: pages for name, pages in SECTIONS.items() if name != "start"}
for name, column in zip(sections, st.columns(len(sections)), strict=True):
    with column:
        st.markdown(f"**{say(f'section.{name}')}**")
        for page in sections[name]:
            link(page, say(f"page.{page.key}.title"))
            st.caption(say(f"page.{page.key}.line"))

await_torch()
