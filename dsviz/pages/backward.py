"""Backward pass: the three gradients of a layer, every number a sum of products."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.backward.asked import ask
from dsviz.ui.backward.code import show_code
from dsviz.ui.backward.descent import show_descent
from dsviz.ui.backward.knots import show_knots
from dsviz.ui.backward.own import show_own
from dsviz.ui.backward.shown import show_results, show_stage
from dsviz.ui.inputs.handover import show_exercises
from dsviz.ui.shell.engine import the_rest_waits
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.backward.title"), anchor=False)
    st.markdown(passage("backward-look"))
    asked = ask()
    show_stage(asked)
    the_rest_waits()
    show_knots(asked)
    show_own(asked)
    show_results(asked)
    show_descent(asked)
    show_code(asked)
    st.markdown(passage("backward"))
    show_exercises("dx", "dw")
