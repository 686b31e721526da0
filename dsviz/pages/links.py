"""What a link can hold, for a teacher who prepares a lesson."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.links.title"), anchor=False)
    st.markdown(passage("links"))
