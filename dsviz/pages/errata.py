"""Sources and errata: what the five documents bring, and what in them is not so, computed on the page."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.errata.claims import ask_claims, show_all, show_claims, show_sources
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.errata.title"), anchor=False)
    st.markdown(passage("errata-look"))

    show_sources()
    claims = ask_claims()
    show_claims(claims)
    show_all(claims)
