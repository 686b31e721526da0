"""Each layer's size and receptive field, every sum written out; and what these layers are an example of."""

from __future__ import annotations

import streamlit as st

from dsviz.course.chain_sums import layers_table
from dsviz.course.chains import Chosen, note
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import say


def show_layers(chosen: Chosen) -> None:
    """Render the table of the layers."""
    st.header(say("several.layers"), anchor=False)
    st.markdown(say("several.layers.text"))
    with st.container(key="wide-several"):
        st.markdown(layers_table(chosen.run, say))


def show_note(chosen: Chosen) -> None:
    """Say what these layers are an example of; of two that compute the same, that they do."""
    for paragraph in note(chosen, backend(), say):
        st.markdown(paragraph)
