"""What a separable convolution and the standard one of its shape cost, counted with the numbers put in."""

from __future__ import annotations

import streamlit as st

from dsviz.course.costs import cost_table
from dsviz.examples import Chain
from dsviz.ui.shell.words import say


def show_costs(chain: Chain) -> None:
    """Render the weights and multiplications of both steps beside those of the standard convolution."""
    st.header(say("costs.heading"), anchor=False)
    st.markdown(cost_table(chain, say))
