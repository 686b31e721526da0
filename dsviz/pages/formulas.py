"""Sizes and formulas: the size of an output for real layers, and the efficiency ratio line by line."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.formulas.ratio import show_letters, show_ratio
from dsviz.ui.formulas.size import show_sizes
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.formulas.title"), anchor=False)
    st.markdown(passage("formulas-look"))

    show_sizes()
    show_ratio()
    show_letters()
