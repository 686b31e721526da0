"""One dimension: rows of numbers, causal and dilated, and the causal depthwise layer of Mamba."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.inputs.handover import show_exercises
from dsviz.ui.one_dimension.causal import show_causal
from dsviz.ui.one_dimension.row import ask_row, show_code, show_note, show_stage
from dsviz.ui.one_dimension.volume import show_volume
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.one_dimension.title"), anchor=False)
    st.markdown(passage("one_dimension-look"))

    name, trace = ask_row()
    if trace is not None:
        show_stage(name, trace)
        with st.container(key="unguided-below"):
            show_note(name, trace)
            show_causal(trace)
            show_code(name, trace)
    show_volume()
    link(page_of("several"), say("one_dimension.several"), {"chain": "causal"})
    show_exercises("row")
