"""The documents' code: cleaned where it must be, to be copied, with what it prints."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.listings.code import show_code
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.listings.title"), anchor=False)
    st.markdown(passage("listings-look"))

    show_code()
