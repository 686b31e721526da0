"""The paths from the chosen output to one input number, each written out."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dsviz.conv.chain_paths import Place
from dsviz.course.chain_sums import walks
from dsviz.course.chains import Chosen
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import INPUT_CHANNEL, INPUT_COLUMN, INPUT_ROW
from dsviz.ui.several.run import ask_place
from dsviz.ui.shell.words import say

PLACE = (INPUT_CHANNEL, INPUT_ROW, INPUT_COLUMN)


def show_walks(chosen: Chosen) -> None:
    """Ask for an input number, and write every path to it with its weights; they add up to the gradient."""
    st.subheader(say("several.walks"), anchor=False)
    told, lines, more = walks(chosen, _ask_source(chosen), say)
    st.markdown(told)
    if lines:
        st.code("\n".join(lines), language=None, wrap_lines=True)
    if more:
        st.caption(more)


def _ask_source(chosen: Chosen) -> Place:
    """Ask for a place of the input, at first that of most paths."""
    shape = chosen.paths.shape
    channel, row, column = (int(at) for at in np.unravel_index(int(chosen.paths.argmax()), shape))
    with Ask("several") as ask:
        return ask_place(ask, "several-source", PLACE, shape, (channel, row, column), spare=3)
