"""Grouped convolution: the channels in separate bands, from one group to one group for each channel."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.grouped.lesson import (
    ask_shape,
    show_code,
    show_counts,
    show_depthwise,
    show_facts,
    show_layer,
    show_streams,
)
from dsviz.ui.lessons.lesson import answers, show_words
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.grouped.title"), anchor=False)
    st.markdown(passage("grouped-look"))

    shape, groups = ask_shape()
    show_layer(shape, groups)
    show_facts(shape, groups)
    show_counts(shape, groups)
    with answers():
        show_depthwise(shape)
        show_words("grouped")
        show_streams()
        show_code(shape, groups)
