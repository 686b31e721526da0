"""Check my work: an answer typed or pasted, marked cell by cell, and the one mistake behind it named."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.check.answer import ask_answer, ask_way, diagnosis, show_sheet
from dsviz.ui.check.diagnosis import show_verdict
from dsviz.ui.check.line import show_line
from dsviz.ui.check.opened import name_of_step, opened, show_step
from dsviz.ui.check.readings import better_reading
from dsviz.ui.check.sum import show_sum
from dsviz.ui.check.work import ask_work
from dsviz.ui.inputs.handover import show_exercises
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.check.title"), anchor=False)
    st.markdown(passage("check-look"))

    # How things stand, before the boxes: the verdicts themselves are below the fold of a phone.
    answers, sums = st.empty(), st.empty()
    work = ask_work()
    if work is not None:
        way, step = ask_way(work), opened(work)
        given, words = st.columns(2)
        with given:
            answer = ask_answer(work, way)
            found = diagnosis(work, answer)
            better = better_reading(work, answer, found)
            if not answer.is_pasted:
                show_sheet(work, answer, found, name_of_step(work, step), is_judged=better is None)
        with words:
            stands = show_verdict(work, answer, found, better)
            show_line(answers, "line-own" if work.is_own else "line-phone", stands)
        # A pasted answer stands in its box; its marks come behind the verdict.
        if answer.is_pasted:
            show_sheet(work, answer, found, name_of_step(work, step), is_judged=better is None)
        show_step(work, found, step)
        show_line(sums, "line-sum", show_sum(work))
    _show_others()


def _show_others() -> None:
    """Say where what is no output of an ordinary layer is checked, with the links."""
    st.markdown(say("check.others"))
    with st.container(horizontal=True):
        link(page_of("backward"), say("page.backward.title"))
        show_exercises("transposed")
