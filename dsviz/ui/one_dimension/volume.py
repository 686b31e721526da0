"""Three dimensions in a paragraph and a picture: the same sum, over one more axis."""

from __future__ import annotations

import streamlit as st

from dsviz.course.rows import volume
from dsviz.ui.shell.words import language, say


def show_volume() -> None:
    """Render one window of a 3-D convolution."""
    st.header(say("one_dimension.volume"), anchor=False)
    text, drawn = volume(language())
    st.markdown(text)
    st.html(drawn)
