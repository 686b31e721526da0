"""The Non-local block, which is what document 000's code really is: shapes, costs, where a place looks."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.non_local.block import ask_block, show_odd_sizes, show_shapes, show_verdict
from dsviz.ui.non_local.costs import show_costs, show_parameters
from dsviz.ui.non_local.map import show_attention
from dsviz.ui.non_local.walk import show_walk
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.non_local.title"), anchor=False)
    st.markdown(passage("non_local-look"))

    block = ask_block()
    show_verdict(block)
    show_attention(block)
    show_shapes(block)
    show_walk()
    show_parameters(block)
    st.markdown(say("non_local.pointwise"))
    link(page_of("pointwise"), say("page.pointwise.title"))
    show_costs(block)
    show_odd_sizes()
    st.markdown(passage("non_local"))
