"""Arguments: what those of documents 001 and 004 do, tried out on small numbers."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.arguments.tried import show_all, show_tried
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.arguments.title"), anchor=False)
    st.markdown(passage("arguments-look"))

    show_tried()
    show_all()
