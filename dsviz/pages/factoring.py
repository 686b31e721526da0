"""What factoring costs: a standard kernel as a depthwise separable one, and what is lost on the way."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.factoring.files import show_files
from dsviz.ui.factoring.lesson import ask_kernel, show_errors, show_outputs, show_rank, show_verdict
from dsviz.ui.lessons.lesson import show_words
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.factoring.title"), anchor=False)
    st.markdown(passage("factoring-look"))

    st.markdown(passage("factoring-two"))
    chosen = ask_kernel()
    show_verdict(chosen)
    show_rank(chosen)
    show_errors(chosen)
    show_outputs(chosen)
    show_files(chosen)
    show_words("factoring")
