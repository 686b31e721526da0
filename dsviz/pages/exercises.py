"""Exercises: predict, type, be corrected; and sheets for a class."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.exercises.answer import first_answer, marked, show_answer, show_score
from dsviz.ui.exercises.exercise import ask_exercise, show_check, show_files, show_stages, show_task
from dsviz.ui.exercises.sheet import show_sheet
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.exercises.title"), anchor=False)
    st.markdown(passage("exercises-look"))

    asked = ask_exercise()
    marking = marked(asked)
    show_task(asked)
    show_stages(asked, second=marking is not None and marking.knows_the_first)
    show_answer(asked, marking)
    if marking is not None and marking.is_right:
        show_files(asked)
    show_check(asked, first_answer(asked))
    show_score()
    show_sheet(asked)
