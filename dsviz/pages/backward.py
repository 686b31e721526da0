"""Backward pass: the three gradients of a layer, every number a sum of products."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.backward.choices import ask
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
    chosen = ask()
    show_stage(chosen)
    the_rest_waits()
    show_knots(chosen)
    show_own(chosen)
    show_results(chosen)
    show_descent(chosen)
    show_code(chosen)
    st.markdown(passage("backward"))
    show_exercises("dx", "dw", "db")
