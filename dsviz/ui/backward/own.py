"""A gradient worked out by hand, compared with the right one."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dsviz.check.gradient import check_gradient
from dsviz.saved.state import shortest
from dsviz.ui.backward.asked import Asked
from dsviz.ui.backward.shown import LETTERS
from dsviz.ui.parts.own_answer import show_own_answer
from dsviz.ui.shell.words import say


def show_own(asked: Asked) -> None:
    """Ask for a gradient of the kind that is shown, and mark it."""
    st.header(say("backward.own"), anchor=False)
    if asked.gradient == "y":
        st.markdown(say("backward.own.forward"))
        return
    letter = LETTERS[asked.gradient]
    if asked.is_refused:
        st.warning(say(f"backward.own.stands_in.{asked.loss}", dy=shortest(asked.dy)))
    show_own_answer(
        f"backward-{asked.id}-{asked.gradient}",
        letter,
        say("backward.own.nothing", letter=letter),
        partial(check_gradient, asked.layer, asked.dy, asked.gradient),
        f"backward.mistake.{asked.gradient}",
    )
