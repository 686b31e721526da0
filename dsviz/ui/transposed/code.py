"""The same transposed convolution in PyTorch, Keras and NumPy."""

from __future__ import annotations

import streamlit as st

from dsviz.export.remarks import remarked
from dsviz.export.transposed_code import keras_code, numpy_code, torch_code
from dsviz.ui.parts.programs import show_programs
from dsviz.ui.parts.transposed import show_transposed_takeaway
from dsviz.ui.shell.words import language, say
from dsviz.ui.transposed.choices import Choices


def show_code(chosen: Choices) -> None:
    """Render the programs, one a tab."""
    layer = chosen.layer
    st.header(say("transposed.code"), anchor=False)
    programs = {"PyTorch": torch_code(layer), "NumPy": numpy_code(layer)}
    if layer.spec.groups == 1:
        programs["Keras"] = keras_code(layer)
    programs = {name: remarked(program, language()) for name, program in programs.items()}
    show_programs(programs)
    if "Keras" not in programs:
        st.caption(say("transposed.code.groups"))
    files = {name.lower(): program for name, program in programs.items()}
    show_transposed_takeaway(layer, chosen.view, files, chosen.name, is_guided=True)
