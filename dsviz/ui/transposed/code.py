"""The same transposed convolution in PyTorch, Keras and NumPy."""

from __future__ import annotations

import streamlit as st

from dsviz.conv.rewritten import transposed
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_trace import GatherTrace
from dsviz.export.transposed_code import keras_code, numpy_code, torch_code
from dsviz.ui.parts.sums_taken import Taken, show_sums_takeaway
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import say


def show_code(layer: TransposedLayer) -> None:
    """Render the programs, one a tab."""
    st.header(say("transposed.code"), anchor=False)
    programs = {"PyTorch": torch_code(layer), "NumPy": numpy_code(layer)}
    if layer.spec.groups == 1:
        programs["Keras"] = keras_code(layer)
    for tab, program in zip(st.tabs(list(programs)), programs.values(), strict=True):
        tab.code(program, language="python")
    if "Keras" not in programs:
        st.caption(say("transposed.code.groups"))
    show_sums_takeaway(
        Taken(
            "transposed",
            say("page.transposed.title"),
            "transposed",
            transposed(layer),
            lambda: GatherTrace(layer, backend()),
            {"pytorch": programs["PyTorch"], "numpy": programs["NumPy"]},
        )
    )
