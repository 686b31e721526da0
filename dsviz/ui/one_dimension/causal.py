"""What causal means, with numbers: the inputs each output reads, and what a change of the last one does."""

from __future__ import annotations

import streamlit as st

from dsviz.conv.trace import Trace
from dsviz.course.rows import causal
from dsviz.ui.shell.words import language, say


def show_causal(trace: Trace) -> None:
    """Render what each output of filter 0 reads and adds up, and whether any of it comes later."""
    st.header(say("one_dimension.causal"), anchor=False)
    st.markdown(causal(trace, language()))
