"""The choice of the step that is derived in LaTeX or Markdown, beside the downloads."""

from __future__ import annotations

from math import prod

import numpy as np
import streamlit as st

from dsviz.conv.layer import Layer
from dsviz.slides.naming import AS_USUAL, Naming
from dsviz.ui.inputs.steps import linked_step
from dsviz.ui.shell.words import say

MOST_LISTED = 200  # steps in a list; more are typed


def choose_step(layer: Layer, key: str, link: str, naming: Naming = AS_USUAL) -> int | None:
    """Render the choice of the step to derive; None for every number.

    Parameters
    ----------
    layer : Layer
    key : str
        One for each such choice on a page.
    link : str
        The query parameter that holds the step that is chosen at first; "" for every number.
    naming : Naming
        What its output numbers are called.
    """
    shape, outputs = layer.output_shape, prod(layer.output_shape)
    name = f"{key}-step-{outputs}"
    if name not in st.session_state:
        # Kept, for the stage writes every step it stops at into the link: what was chosen here would be lost.
        st.session_state[f"{name}-linked"] = linked_step(shape, link) if link else None
    linked = st.session_state[f"{name}-linked"]
    usual = 0 if linked is None else linked + 1
    if outputs > MOST_LISTED:
        typed = st.number_input(say("downloads.of.step"), 0, outputs, usual, key=name, width=320)
        return typed - 1 if typed else None

    def words(at: int) -> str:
        if at < 0:
            return say("downloads.of.all")
        named = naming.cell(*map(int, np.unravel_index(at, shape)))
        return say("downloads.of.linked", cell=named) if at == linked else named

    chosen = st.selectbox(
        say("downloads.of"),
        range(-1, outputs),
        index=usual,
        key=name,
        format_func=words,
        width=190,
    )
    return chosen if chosen is not None and chosen >= 0 else None
