"""Parameters and cost: standard, grouped and separable, counted, and measured beside it."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.cost.keras import show_keras
from dsviz.ui.cost.layer import ask_layer, show_formulas, show_side_by_side, show_yolo
from dsviz.ui.cost.ratio import show_ratio
from dsviz.ui.cost.rules import show_rules
from dsviz.ui.cost.time import show_time
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.cost.title"), anchor=False)
    st.markdown(passage("cost-look"))

    chosen = ask_layer()
    show_formulas(chosen)
    show_side_by_side(chosen)
    show_ratio(chosen)
    show_rules(chosen)
    show_keras()
    show_time(chosen)
    show_yolo()
