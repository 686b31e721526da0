"""A class: a sheet for every student to download, and the answers that came back, marked.

Names and answers live in the reader's own session only, and in no link.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from dsviz.content import joined
from dsviz.conv.errors import Refusal
from dsviz.exercises.class_report import Report, class_report
from dsviz.exercises.exercise import TOPICS
from dsviz.exercises.returned import read_returned, text_of
from dsviz.exercises.roster import Handout, RosterError, handout, read_roster
from dsviz.export.handouts import form_csv, handouts_csv, handouts_html
from dsviz.ui.inputs.texts import plain
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.file_names import file_name
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.words import language, refused, say
from dsviz.wording.expected import mistake_name

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

NAMES, FILE, ANSWERS = "class-names", "class-file", "class-answers"
REPLACED = "class-replaced"  # whether the file's names stand where others stood
FIRST_NAMES = 5  # that are repeated as they were read
MOST_SHOWN = 8  # refused lines
MEGABYTES = 2
# Of answers to another sheet some are right by chance: small numbers.
LEAST_ASKED, CHANCE = 20, 0.1


class Sheet(NamedTuple):
    """What every student's sheet is drawn from."""

    topics: tuple[str, ...]
    level: int
    seed: int
    exercises: int


def name_of(file: str, what: Sheet) -> str:
    """Name the files of a sheet, those of no other sheet alike.

    >>> name_of("exercises", Sheet(("stride", "size"), 2, 7, 3))
    'exercises-stride-size-2-7-x3'
    """
    topics = "topics" if what.topics == TOPICS else "-".join(what.topics)
    return f"{file}-{topics}-{what.level}-{what.seed}-x{what.exercises}"


@st.fragment
def show_roster(what: Sheet, place: str) -> None:
    """Render, once it is opened, the names of a class, its files, and its answers."""
    opened = st.expander(say("exercises.class"), key="class-open", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.markdown(say("exercises.class.text", count=what.exercises, seed=what.seed))
        typed = st.text_area(
            say("exercises.class.names"), key=NAMES, height=140, placeholder="Ada\nEmmy\n1017"
        )
        unread = _ask_for_file()
        names, wrong = _read(typed)
        _show_refused((*unread, *wrong))
        if names:
            handouts = [handout(name, *what) for name in names]
            st.caption(say("exercises.class.count", count=len(names), names=_first(names)))
            _show_files(handouts, what, place)
            _show_answers(handouts, what.seed)


def _ask_for_file() -> tuple[RosterError, ...]:
    """Ask for a file of names, which goes into their field; return why one cannot be read."""
    file = st.file_uploader(
        say("exercises.class.file"), ["csv", "txt"], key=FILE, on_change=_take_file, max_upload_size=MEGABYTES
    )
    try:
        if file is not None:
            text_of(file.getvalue())
            if st.session_state.get(REPLACED):
                st.caption(say("exercises.class.replaced"))
    except RosterError as error:
        return (error,)
    return ()


def _take_file() -> None:
    file, before = st.session_state[FILE], st.session_state.get(NAMES, "")
    st.session_state.pop(REPLACED, None)
    if file is not None:
        with suppress(RosterError):  # said where the file is asked for
            now = st.session_state[NAMES] = text_of(file.getvalue())
            st.session_state[REPLACED] = bool(before.strip()) and before.split() != now.split()


def _first(names: Sequence[str]) -> str:
    """List the first names as they were read: the cells of a line are one name."""
    more = ("…",) if len(names) > FIRST_NAMES else ()
    return joined([plain(name) for name in names[:FIRST_NAMES]] + list(more), language(), "semicolon")


def _read(typed: str) -> tuple[tuple[str, ...], tuple[Refusal, ...]]:
    try:
        return read_roster(typed)
    except RosterError as error:
        return (), (error,)


def _show_files(handouts: Sequence[Handout], what: Sheet, place: str) -> None:
    files: dict[str, tuple[Callable[[], str], str, str]] = {
        "sheets": (partial(handouts_html, handouts, language(), place), ".html", "text/html"),
        "key": (partial(handouts_html, handouts, language(), place, solved=True), "-key.html", "text/html"),
        "csv": (partial(handouts_csv, handouts, language(), place), ".csv", "text/csv"),
        "form": (partial(form_csv, handouts, language()), "-form.csv", "text/csv"),
    }
    with st.container(horizontal=True):
        for kind, (write, end, mime) in files.items():
            st.download_button(
                say(f"exercises.class.{kind}"),
                write,
                file_name=file_name(f"{name_of('class', what)}{end}"),
                mime=mime,
                key=f"class-{kind}",
                on_click="ignore",
                icon=":material/download:",
            )


def _show_answers(handouts: Sequence[Handout], seed: int) -> None:
    file = st.file_uploader(
        say("exercises.class.answers"),
        ["csv", "txt"],
        key=ANSWERS,
        help=say("exercises.class.answers.help"),
        max_upload_size=MEGABYTES,
    )
    if file is None:
        return
    try:
        texts, wrong = read_returned(text_of(file.getvalue()), handouts)
    except RosterError as error:
        _show_refused([error])
        return
    _show_refused(wrong)
    if texts:
        report = class_report(handouts, texts)
        _ask_for_other_sheet(report, seed)
        show_report(report, len(handouts))


def _ask_for_other_sheet(report: Report, seed: int) -> None:
    """Ask whether answers were given to another sheet, where hardly any number is right."""
    right, given = (sum(getattr(each, what) for each in report.marked) for what in ("right", "given"))
    if given >= LEAST_ASKED and right <= given * CHANCE:
        st.warning(say("exercises.class.other", right=right, given=given, seed=seed))


def show_report(report: Report, of: int) -> None:
    """Render what a class made of its sheets: who, which exercise, which mistakes."""
    students = len(report.students)
    st.markdown(say("exercises.class.handed_in", count=students, of=of))
    counts = named(report)
    if counts:
        st.markdown(
            "\n".join(
                f"- {say('exercises.class.made', count=count, of=students, mistake=name)}"
                for name, count in counts.items()
            )
        )
        show_chart(
            partial(_chart, counts, students),
            alt=say("exercises.class.chart", count=len(counts), of=students),
            key="class-mistakes",
        )
    show_table("class-exercises", exercise_rows(report), topic="exercises.class.table")
    show_table("class-students", student_rows(report), topic="exercises.class.table")


def named(report: Report) -> dict[str, int]:
    """Return how many students made each mistake, by its name."""
    return {mistake_name(name, language()): count for name, count in report.mistakes.items()}


def exercise_rows(report: Report) -> list[Mapping[str, object]]:
    """Make a row for every exercise of the sheet, of those who answered it."""
    rows: list[Mapping[str, object]] = []
    for number in sorted({each.number for each in report.marked}):
        found = [each for each in report.of_exercise(number) if each.given]
        whole = sum(each.right == each.asked for each in found)
        numbers = {"right": sum(each.right for each in found), "asked": sum(each.asked for each in found)}
        rows.append({"exercise": number, "students": len(found), "whole": whole, **numbers})
    return rows


def student_rows(report: Report) -> list[Mapping[str, object]]:
    """Make a row for every student who handed something in."""
    rows: list[Mapping[str, object]] = []
    for student in report.students:
        found = report.of_student(student)
        made = dict.fromkeys(slip.mistake for each in found for slip in each.slipped)
        rows.append(
            {
                "student": student,
                "exercises": sum(each.given > 0 for each in found),
                "right": sum(each.right for each in found),
                "asked": sum(each.asked for each in found),
                "mistakes": joined(
                    [mistake_name(each, language()) for each in made], language(), "semicolon"
                ),
            }
        )
    return rows


def _chart(counts: Mapping[str, int], of: int) -> Figure:
    # Plotly takes 0.3 s to import.
    from dsviz.figures.mistakes import mistakes

    return mistakes(counts, of, x_title=say("exercises.class.axis"))


def _show_refused(wrong: Sequence[Refusal]) -> None:
    if wrong:
        lines = [
            f"- {say('exercises.class.refused', reason=plain(refused(error)))}"
            for error in wrong[:MOST_SHOWN]
        ]
        if len(wrong) > MOST_SHOWN:
            lines.append(f"- {say('exercises.class.more', count=len(wrong) - MOST_SHOWN)}")
        st.warning("\n".join(lines))
