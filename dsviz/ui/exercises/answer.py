"""The answer to an exercise: a field for every number, the marks, the named mistake, the visit's score."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import numpy as np
import streamlit as st

from dsviz.check.diagnosis import OPEN, RIGHT, WRONG, Diagnosis, Finding
from dsviz.exercises.exercise import Exercise, cell_name
from dsviz.exercises.marking import UNREADABLE, Marking, mark
from dsviz.export.given import tables_of
from dsviz.export.workings import workings
from dsviz.ui.inputs.texts import plain
from dsviz.ui.shell.words import language, refused, say
from dsviz.wording.diagnosis import either, reason
from dsviz.wording.exercises import name_of
from dsviz.wording.numbers import number

MARKS = {RIGHT: "✓", WRONG: "✗", UNREADABLE: "?"}
FIELD, FIELD_OF_WEIGHT, GAP = 92, 112, 8  # pixels
NUMBER_FIELD = 160
SCORE, CHECKED = "exercises-score", "exercises-checked"
MOST_SAID = 3  # slips of one answer


def checked(asked: Exercise) -> dict[str, str]:
    """Return what was typed when it was checked last; empty before the first check."""
    answers: dict[str, dict[str, str]] = st.session_state.get(CHECKED, {})
    return answers.get(asked.id, {})


def marked(asked: Exercise) -> Marking | None:
    """Return the marks of what was checked last; None before the first check."""
    texts = checked(asked)
    return mark(asked, texts) if texts else None


def first_answer(asked: Exercise) -> list[str]:
    """Return the cells of the first layer's output as they were checked last; none before the first check."""
    first = [each.name for each in asked.maps[:1]]
    return [text for name, text in checked(asked).items() if name.partition("[")[0] in first]


def show_answer(asked: Exercise, marking: Marking | None) -> None:
    """Render the fields, and under them what the check found."""
    st.header(say("exercises.answer"), anchor=False)
    answers = asked.answers()
    with st.form(f"answer-{asked.id}", border=False, enter_to_submit=True):
        if asked.counted:
            with st.container(horizontal=True):
                for name in answers:
                    _field(asked, name, marking, NUMBER_FIELD)
        else:
            _show_maps(asked, marking)
        st.form_submit_button(
            say("exercises.check"), type="primary", on_click=_check, args=(asked, list(answers))
        )
    if marking is not None:
        _show_marking(asked, marking)
        _show_workings(asked, marking)


def show_score() -> None:
    """Say how many exercises of this visit were right."""
    score = st.session_state.get(SCORE, {})
    if score:
        firsts = list(score.values())
        st.caption(
            say(
                "exercises.score",
                right=sum(right == of for right, of, _ in firsts),
                asked=len(firsts),
                numbers=sum(right for right, _, _ in firsts),
                of=sum(of for _, of, _ in firsts),
                done=sum(done for _, _, done in firsts),
            )
        )


def _show_maps(asked: Exercise, marking: Marking | None) -> None:
    with st.container(horizontal=True, gap="medium"):
        for table in tables_of(asked):
            across = len(table.names[0])
            with st.container(width=across * (_width(asked) + GAP), gap="small"):
                for line in table.names:
                    with st.container(horizontal=True, gap=None, wrap=False):
                        for cell in line:
                            _field(asked, cell, marking, _width(asked))


def _width(asked: Exercise) -> int:
    """How wide the field of a cell is: the name of a weight has an index more."""
    return FIELD_OF_WEIGHT if asked.topic == "dw" else FIELD


def _field(asked: Exercise, name: str, marking: Marking | None, width: int) -> None:
    sign = MARKS.get(marking.marks[name], "") if marking else ""
    st.text_input(
        f"{name_of(name, language())} {sign}".strip(),
        key=_key(asked, name),
        width=width,
        autocomplete="off",
        placeholder="?",
        max_chars=20,
    )


def _key(asked: Exercise, name: str) -> str:
    return f"typed-{asked.id}-{name}"


def _check(asked: Exercise, answers: list[str]) -> None:
    texts = {name: st.session_state.get(_key(asked, name), "") for name in answers}
    st.session_state.setdefault(CHECKED, {})[asked.id] = texts
    marking = mark(asked, texts)
    if marking.count(OPEN) or marking.count(UNREADABLE):
        return  # Whoever checks a part has not given an answer yet.
    right, of, done = st.session_state.setdefault(SCORE, {}).get(
        asked.id, (marking.count(RIGHT), len(answers), False)
    )
    st.session_state[SCORE][asked.id] = (right, of, done or marking.is_right)


def _show_marking(asked: Exercise, marking: Marking) -> None:
    if marking.is_right:
        st.success(say("exercises.right", count=len(marking.marks)))
        return
    lines = [
        say("exercises.unreadable", cell=name_of(name, language()), reason=plain(refused(why, placed=False)))
        for name, why in marking.unread.items()
    ]
    counts = {"right": marking.count(RIGHT), "wrong": marking.count(WRONG), "open": marking.count(OPEN)}
    unread = marking.count(UNREADABLE)
    key = "exercises.so_far.unread" if unread else "exercises.so_far"
    lines.append(say(key, count=len(marking.marks), unread=unread, **counts))
    lines += [line for name, found in marking.diagnoses.items() for line in _of_map(name, found)]
    lines += [line for name, found in marking.explained.items() for line in _of_number(marking, name, found)]
    lines += [say("exercises.follows")] if marking.follows else []
    (st.warning if marking.count(WRONG) or marking.count(UNREADABLE) else st.info)("\n\n".join(lines))


def _of_map(name: str, found: Diagnosis) -> Iterator[str]:
    """Say what explains the wrong numbers of a map, without giving the right ones away."""
    lines = list(dict.fromkeys(_said("exercises.mistake", name, each) for each in found.mistakes))
    if len(lines) > 1:
        yield say("exercises.mistakes")
    yield from (f"- {line}" for line in lines) if len(lines) > 1 else lines
    if lines:
        return
    for each in found.partly[:MOST_SAID]:
        yield _said("exercises.partly", name, each)
    if not found.partly:
        yield from _of_cells(name, found)


def _of_cells(name: str, found: Diagnosis) -> Iterator[str]:
    wrong = found.wrong_cells
    for cell in wrong[:MOST_SAID]:
        slips = [slip for slip in found.slips if slip.cell == cell]
        if slips:
            yield _said("exercises.slip", name, slips[0], either(slips, language()))
        if not slips:
            typed = number(float(found.typed[cell]))
            yield say("exercises.unexplained", cell=cell_name(name, tuple(cell)), typed=typed)
    if len(wrong) > MOST_SAID:
        yield say("exercises.slips.more", count=len(wrong) - MOST_SAID)


def _said(key: str, name: str, finding: Finding, why: str = "") -> str:
    where = "" if finding.cell is None else cell_name(name, tuple(finding.cell))
    typed = "" if finding.typed is None or np.isnan(finding.typed) else number(finding.typed)
    return say(key, reason=why or reason(finding, language()), map=name, cell=where, typed=typed)


def _of_number(marking: Marking, name: str, mistakes: tuple[str, ...]) -> Iterator[str]:
    asked = name_of(name, language())
    if mistakes:
        reasons = [say(f"exercises.wrong.{each}") for each in mistakes]
        either = reduce(lambda one, other: say("exercises.expected.or", first=one, last=other), reasons)
        yield say("exercises.number", asked=asked, reason=either)
    else:
        yield say("exercises.number.unexplained", asked=asked, typed=number(marking.typed[name]))


def _show_workings(asked: Exercise, marking: Marking) -> None:
    """Show how it is worked out: at once when it is right, else behind a click."""
    with st.expander(say("exercises.show"), expanded=marking.is_right and bool(asked.counted)):
        lines = [
            say("exercises.answer.line", name=name_of(name, language()), working=line)
            if asked.counted
            else line
            for name, line in workings(asked).items()
        ]
        st.code("\n".join(lines), language=None, wrap_lines=True)
