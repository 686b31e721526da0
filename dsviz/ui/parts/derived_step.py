"""The choice of the step that is derived in LaTeX or Markdown, beside the downloads."""

from __future__ import annotations

from math import prod

import numpy as np
import streamlit as st

from dsviz.conv.layer import Layer
from dsviz.slides.naming import AS_USUAL, Naming
from dsviz.ui.shell.words import say

MOST_LISTED = 200  # steps in a list; more are typed


def ask_step(layer: Layer, key: str, stands: int | None, naming: Naming = AS_USUAL) -> int | None:
    """Render the choice of the step to derive and to draw; None for every number.

    Parameters
    ----------
    layer : Layer
    key : str
        One for each such choice on a page.
    stands : int or None
        The step on the stage: it is chosen, wherever the stage goes, until the reader chooses another. None
        for every number.
    naming : Naming
        What its output numbers are called.
    """
    shape, outputs = layer.output_shape, prod(layer.output_shape)
    name = f"{key}-step-{outputs}"
    shift = 1 if outputs > MOST_LISTED else 0  # typed, 0 is for all
    at_first = (-1 if stands is None else stands) + shift
    chosen = f"{name}-chosen"  # by the reader, as long as the files stand open
    if name not in st.session_state:
        st.session_state[chosen] = False
    if not st.session_state[chosen]:
        st.session_state[name] = at_first

    def take() -> None:
        st.session_state[chosen] = st.session_state[name] != at_first

    if outputs > MOST_LISTED:
        typed = st.number_input(say("downloads.of.step"), 0, outputs, key=name, on_change=take, width=320)
        return typed - 1 if typed else None

    def words(at: int) -> str:
        if at < 0:
            return say("downloads.of.all")
        named = naming.cell(*map(int, np.unravel_index(at, shape)))
        return say("downloads.of.stage", cell=named) if at == stands else named

    picked = st.selectbox(
        say("downloads.of"), range(-1, outputs), key=name, format_func=words, on_change=take, width=260
    )
    return picked if picked is not None and picked >= 0 else None
