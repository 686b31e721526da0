"""A gradient worked out by hand, compared with the right one."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dsviz.check.gradient import check_gradient
from dsviz.course.scenes import LETTERS
from dsviz.saved.state import shortest
from dsviz.ui.backward.choices import Choices
from dsviz.ui.parts.own_answer import show_own_answer
from dsviz.ui.shell.words import say


def show_own(chosen: Choices) -> None:
    """Ask for a gradient of the kind that is shown, and mark it."""
    st.header(say("backward.own"), anchor=False)
    if chosen.gradient == "y":
        st.markdown(say("backward.own.forward"))
        return
    letter = chosen.called(LETTERS[chosen.gradient])
    if chosen.is_refused:
        st.warning(say(f"backward.own.stands_in.{chosen.loss}", dy=shortest(chosen.upstream)))
    show_own_answer(
        f"backward-{chosen.key}-{chosen.gradient}",
        letter,
        say("backward.own.nothing", letter=letter),
        partial(check_gradient, chosen.layer, chosen.dy, chosen.gradient),
        f"backward.mistake.{chosen.gradient}",
    )
