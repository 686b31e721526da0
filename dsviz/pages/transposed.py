"""Transposed convolution: every input number stamps the kernel, and the stamps add up."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.inputs.handover import show_exercises
from dsviz.ui.shell.engine import the_rest_waits
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import passage, say
from dsviz.ui.transposed.choices import ask
from dsviz.ui.transposed.code import show_code
from dsviz.ui.transposed.own import show_own
from dsviz.ui.transposed.shown import (
    show_output,
    show_output_padding,
    show_rewritten,
    show_size,
    show_view,
)


def show() -> None:
    """Render the page."""
    st.title(say("page.transposed.title"), anchor=False)
    st.markdown(passage("transposed-look"))
    chosen = ask()
    show_view(chosen)
    the_rest_waits()
    show_own(chosen)
    show_output(chosen.layer)
    show_output_padding(chosen.layer)
    show_size(chosen.layer)
    show_rewritten(chosen.layer)
    show_code(chosen)
    st.markdown(passage("transposed"))
    link(page_of("backward"), say("page.backward.title"))
    show_exercises("transposed")
