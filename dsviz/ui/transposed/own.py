"""The output of a transposed convolution worked out by hand, compared with the right one."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dsviz.check.transposed import check_transposed
from dsviz.ui.parts.own_answer import show_own_answer
from dsviz.ui.shell.words import say
from dsviz.ui.transposed.choices import Choices


def show_own(chosen: Choices) -> None:
    """Ask for the output, and mark it."""
    with st.container(key="unguided-own"):
        st.header(say("transposed.own"), anchor=False)
        show_own_answer(
            f"transposed-{chosen.name}",
            "y",
            say("transposed.own.nothing"),
            partial(check_transposed, chosen.layer),
            "transposed.mistake",
        )
