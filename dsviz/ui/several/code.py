"""The layers in a row as programs."""

from __future__ import annotations

import streamlit as st

from dsviz.course.chains import Chosen
from dsviz.export.chain_code import chain_programs
from dsviz.ui.parts.programs import show_programs
from dsviz.ui.shell.words import say


def show_code(chosen: Chosen) -> None:
    """Render all the layers in PyTorch and in NumPy."""
    st.header(say("several.code"), anchor=False)
    st.markdown(say("several.code.text"))
    show_programs(chain_programs(chosen.run), wrap_lines=True)
