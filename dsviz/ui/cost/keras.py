"""Document 004's layer of 442 parameters, with its summary, and what else it could have."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dsviz.cost import Count, count, depthwise, pointwise, standard
from dsviz.export.listings import listing
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.words import say


def show_keras() -> None:
    """Render document 004's layer of 442 parameters, and what else it could have."""
    st.header(say("cost.keras"), anchor=False)
    st.markdown(say("cost.keras.text"))
    st.code(listing("004-summary"), language=None)
    show_table("keras-442", keras_rows(), topic="cost.keras")
    st.caption(say("cost.keras.note"))


def keras_rows() -> list[dict[str, Any]]:
    """Count document 004's layer with each habit of bias, and the standard one of its shape."""
    kinds = {"keras": (False, True), "torch": (True, True), "free": (False, False)}
    rows = []
    for name, (first, last) in kinds.items():
        pair = (depthwise(10, 3, bias=first, padding="same"), pointwise(10, 32, bias=last))
        rows.append(_keras_row(name, count(pair, 224)))
    full = count(standard(10, 32, 3, bias=True, padding="same"), 224)
    return [*rows, _keras_row("standard", full)]


def _keras_row(name: str, counted: Count) -> dict[str, Any]:
    return {
        "layer": say(f"cost.keras.{name}"),
        "sum": say(f"cost.keras.{name}.sum"),
        "parameters": counted.parameters,
        "macs": counted.macs,
        "document": say(f"cost.keras.{name}.document"),
    }
