"""Frameworks: the same layer in PyTorch, Keras, TensorFlow and NumPy, and where their defaults part."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.frameworks.code import ask_layer, show_arguments, show_code
from dsviz.ui.frameworks.same_padding import show_layouts, show_same
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.frameworks.title"), anchor=False)
    st.markdown(passage("frameworks-look"))

    layer = ask_layer()
    if layer is not None:
        show_code(layer)
    show_same()
    show_layouts()
    show_arguments()
