"""Transposed convolution: every input number stamps the kernel, and the stamps add up."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.inputs.handover import show_exercises
from dsviz.ui.shell.engine import the_rest_waits
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import passage, say
from dsviz.ui.transposed.asked import ask
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
    asked = ask()
    show_view(asked)
    the_rest_waits()
    show_own(asked)
    show_output(asked.layer)
    show_output_padding(asked.layer)
    show_size(asked.layer)
    show_rewritten(asked.layer)
    show_code(asked)
    st.markdown(passage("transposed"))
    link(page_of("backward"), say("page.backward.title"))
    show_exercises("transposed")
