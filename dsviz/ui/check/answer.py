"""Check my work: the answer, typed cell by cell or pasted, and what is right and wrong about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice

import numpy as np
import streamlit as st

from dsviz.check.diagnosis import Diagnosis
from dsviz.exercises.exercise import cell_name
from dsviz.export.pytorch_code import nested_list
from dsviz.reading.axes import Array
from dsviz.reading.cell import read_cell
from dsviz.reading.errors import ReadError
from dsviz.reading.shown_digits import Shown, shown_in
from dsviz.ui.check.answer_grid import Sheet, answer_grid
from dsviz.ui.check.carried import carry_to_sheet, cells_of, read_answer
from dsviz.ui.check.layouts import ask_layout
from dsviz.ui.check.work import Work, diagnosed
from dsviz.ui.check.wrong_answers import wrong_answers
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import ANSWER, AXES, CELLS, HOW, STEP
from dsviz.ui.inputs.steps import turn
from dsviz.ui.inputs.texts import BETWEEN, LONGEST_CELL, Texts, cells_text, is_in_link, plain
from dsviz.ui.shell.address import sent, write_query
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, refused, say
from dsviz.wording.numbers import MINUS

WAYS = ("grid", "paste")
MOST_WRITABLE = 200
MOST_SHOWN = 1200
LOADED = "answer-loaded"  # how often a page put other numbers into the sheet
EXAMPLES_SHOWN = "answer-examples"
SHOWN_STEP = "check-step"  # the part of the page that shows one step
BOX_HEIGHT = 120
# What to do with a text that is no answer, beside what is wrong with it.
BESIDE = {
    **dict.fromkeys(("one-tensor", "one-tensor-or-list", "none-of-role"), "check.paste.program"),
    **dict.fromkeys(("cell-number", "character", "word-known"), "check.paste.numbers"),
}


@dataclass(frozen=True, eq=False)
class Answer:
    """An answer as far as it could be read.

    Attributes
    ----------
    numbers : ndarray, shape (N, Ho, Wo), or None
        NaN for a cell left open; None where nothing is there to check.
    cells : tuple of str
        As typed.
    unread : tuple of (int, str)
        The cells that hold no number, and why.
    others : tuple of (str, ndarray)
        The same numbers in the layouts that were not taken.
    is_pasted, is_refused : bool
    shown : Shown or None
        What their text shows of their digits, where they do not tell.
    """

    numbers: Array | None
    cells: tuple[str, ...] = ()
    unread: tuple[tuple[int, str], ...] = ()
    others: tuple[tuple[str, Array], ...] = ()
    is_pasted: bool = False
    is_refused: bool = False
    shown: Shown | None = None


def ask_way(work: Work) -> str:
    """Render the choice between sheet and pasting, and what fills or empties either; return the way."""
    typed = Texts(work.example.id)
    with Ask("check") as ask:
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        with left:
            way = ask.choice(HOW, WAYS)
        with right, st.container(horizontal=True, horizontal_alignment="right"):
            words, explained = say("check.example.show"), say("check.example.help")
            st.button(words, on_click=_show_one, args=(work, way), help=explained)
            st.button(say("check.clear"), on_click=_clear, args=(typed, way), type="tertiary")
    return way


def ask_answer(work: Work, way: str) -> Answer:
    """Render the box to paste into; return the answer that stands in it or on the sheet."""
    typed = Texts(work.example.id)
    if way == "paste":
        return _pasted(work, typed)
    if work.trace.output.size > MOST_WRITABLE:
        st.info(say("check.large", most=MOST_WRITABLE, count=work.trace.output.size))
        return Answer(None, is_refused=True)
    return _written(work, typed)


def show_sheet(
    work: Work, answer: Answer, found: Diagnosis | None, looked: str, *, is_judged: bool = True
) -> None:
    """Render the sheet: to write on, or what was pasted; every cell with its mark, if it is judged."""
    right = work.trace.output
    shape = right.shape if answer.numbers is None else answer.numbers.shape
    if answer.is_pasted and (answer.numbers is None or answer.numbers.size > MOST_SHOWN):
        return
    if not answer.is_pasted and right.size > MOST_WRITABLE:
        return
    cells = answer.cells or ("",) * right.size
    if found is not None and is_judged and (found.given_maps or found.given_shape):
        # Some maps alone stand among the others, which are open; maps that were flattened stand apart.
        shape, cells = right.shape, cells_of(found.typed)
    sheet = Sheet(
        source=f"{work.key}:{st.session_state.get(LOADED, 0)}:{answer.is_pasted and hash(cells)}",
        shape=shape,
        cells=cells,
        marks=_marks(answer, found, len(cells)) if is_judged else ("none",) * len(cells),
        writable=not answer.is_pasted,
        looked=looked,
        show=str(turn() or ""),
        at=f".st-key-{SHOWN_STEP}",
        words={mark: say(f"check.mark.{mark}") for mark in ("right", "wrong", "open", "unread")},
    )
    answer_grid(sheet, key="sheet", on_cells=None if answer.is_pasted else _taker(work))
    st.caption(say("check.marks"))
    for at, reason in answer.unread:
        cell = cell_name("y", tuple(map(int, np.unravel_index(at, right.shape))))
        st.error(say("check.unread", cell=cell, reason=plain(reason)))
    if not is_in_link(BETWEEN.join(cells)):
        st.caption(say("check.long"))


def diagnosis(work: Work, answer: Answer) -> Diagnosis | None:
    """Compare an answer with the layer's; None where there is nothing to compare."""
    if answer.numbers is None or np.isnan(answer.numbers).all():
        return None
    return diagnosed(work, backend(), answer.numbers.tobytes(), answer.numbers.shape, answer.shown)


def better_layout(work: Work, answer: Answer) -> str | None:
    """Name the layout in which every pasted number would be right, where that is not the one taken."""
    right = work.trace.output
    for layout, array in answer.others:
        if array.shape != right.shape:
            continue
        if diagnosed(work, backend(), array.tobytes(), array.shape, answer.shown).is_right:
            return layout
    return None


def _written(work: Work, typed: Texts) -> Answer:
    carry_to_sheet(work, typed)
    right = work.trace.output
    found = typed.get(CELLS.name).split(BETWEEN)
    cells = tuple(cell[:LONGEST_CELL] for cell in [*found, *[""] * right.size][: right.size])
    numbers, unread = np.full(right.size, np.nan), []
    for at, cell in enumerate(cells):
        if cell.strip():
            try:
                numbers[at] = read_cell(cell)
            except ReadError as error:
                unread.append((at, refused(error, placed=False)))
    shown = shown_in("\n".join(cells))
    return Answer(numbers.reshape(right.shape), cells, tuple(unread), shown=shown)


def _pasted(work: Work, typed: Texts) -> Answer:
    text = typed.box(
        ANSWER.name,
        st.text_area,
        say("check.answer"),
        height=BOX_HEIGHT,
        placeholder=say("check.answer.placeholder"),
        help=say("check.paste.help"),
    )
    if not text.strip():
        return Answer(None, is_pasted=True)
    try:
        reading = read_answer(work, text)
    except ReadError as error:
        st.error(plain(refused(error)))
        if error.rule in BESIDE:
            st.caption(say(BESIDE[error.rule]))
        return Answer(None, is_pasted=True, is_refused=True)
    for note in reading.notes:
        st.caption(plain(note.sentence(language())))
    reading = ask_layout(typed, AXES.name, reading)
    if not is_in_link(text):
        st.caption(say("check.long"))
    cells = cells_of(reading.array)
    others = tuple((option.name, option.array) for option in reading.alternatives)
    return Answer(reading.array, cells, (), others, is_pasted=True, shown=reading.telling.shown)


def _marks(answer: Answer, found: Diagnosis | None, count: int) -> tuple[str, ...]:
    if found is not None and found.marks is None:
        return ("none",) * count
    marks = ["open"] * count if found is None or found.marks is None else found.marks.ravel().tolist()
    for at, _ in answer.unread:
        marks[at] = "unread"
    return tuple(marks)


def _taker(work: Work) -> Callable[[], None]:
    def take() -> None:
        cells = sent("sheet", "cells")
        if cells:
            Texts(work.example.id).put(CELLS.name, cells_text(map(str, cells)))

    return take


def _reload() -> None:
    st.session_state[LOADED] = st.session_state.get(LOADED, 0) + 1
    write_query({STEP.name: None})


def _clear(typed: Texts, way: str) -> None:
    typed.put(ANSWER.name if way == "paste" else CELLS.name, "")
    _reload()


def _show_one(work: Work, way: str) -> None:
    """Fill in an answer with a mistake in it, another one each time."""
    turn = st.session_state.get(EXAMPLES_SHOWN, 0)
    st.session_state[EXAMPLES_SHOWN] = turn + 1
    made = next(islice(cycle(wrong_answers(work, way)), turn, None), None)
    typed = Texts(work.example.id)
    output = work.trace.output if made is None else made.output
    if way == "paste":
        typed.put(AXES.name, "CHW")
        typed.put(ANSWER.name, nested_list(output))
    else:
        cells = (nested_list(np.array(value)).replace("-", MINUS) for value in output.ravel())
        typed.put(CELLS.name, cells_text(cells))
    _reload()
