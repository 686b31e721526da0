"""One slice of a tensor as a grid to type into: fractions are read, a bad cell keeps what was typed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from dsviz.examples.changes import Change, ChangeError
from dsviz.examples.example import Array
from dsviz.reading.cell import read_cell
from dsviz.reading.errors import ReadError
from dsviz.saved.link import State
from dsviz.ui.inputs.texts import plain
from dsviz.ui.playground.layer import change, current
from dsviz.ui.shell.engine import painted
from dsviz.ui.shell.words import refused, say
from dsviz.wording.numbers import MINUS

SLICE, GRID = "play.grid.slice", "play.grid"
COLUMN = 74  # pixels
MOST_CELLS = 64 * 64  # of a slice; every one of them travels to the browser
Place = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Grid:
    """What the grid was given, and what it and the layer agreed on last.

    The grid keeps its own edits on top of what it was given; given anything new, it would forget where the
    reader is typing. So it gets new numbers only when they were changed somewhere else.
    """

    name: str
    given: Array
    agreed: Array
    version: int

    @property
    def key(self) -> str:
        """The widget's key: another one makes another grid."""
        return f"{GRID}.{self.version}"


def show_grid(state: State) -> None:
    """Render the choice of slice, and the slice as a grid."""
    # The grid brings pandas, which takes 0.4 s to import: after the stage, not before it.
    if not painted():
        st.caption(say("playground.grid.waiting"))
        return
    names = slices(state)
    name = st.selectbox(say("playground.grid.slice"), list(names), key=SLICE)
    values = rows_of(state, names[name])
    if values.size > MOST_CELLS:
        st.caption(say("playground.grid.large", most=f"{MOST_CELLS:,}", got=f"{values.size:,}"))
        return
    held: Grid | None = st.session_state.get(GRID)
    if held is None or held.name != name or not np.array_equal(held.agreed, values):
        held = Grid(name, values, values, held.version + 1 if held else 0)
        st.session_state[GRID] = held
    st.data_editor(
        [{str(column): written(value) for column, value in enumerate(row)} for row in held.given.tolist()],
        key=held.key,
        hide_index=False,
        on_change=_take,
        width="content",
        column_config={
            "_index": st.column_config.Column(say("playground.grid.row")),
            **{str(column): st.column_config.TextColumn(width=COLUMN) for column in range(values.shape[1])},
        },
        alt=say("playground.grid.alt", name=name),
    )
    wrong = _typed(held)[1]
    if wrong:
        st.warning("\n\n".join(wrong))
    st.caption(say("playground.grid.help"))


def slices(state: State) -> dict[str, tuple[str, Place]]:
    """Name the slices of a layer's tensors: which tensor, and its leading indices.

    Examples
    --------
    >>> list(slices(State(np.ones((2, 3, 3)), np.ones((1, 2, 2, 2)), [4])))
    ['x[0]', 'x[1]', 'w[0,0]', 'w[0,1]', 'b']
    """
    named: dict[str, tuple[str, Place]] = {f"x[{c}]": ("x", (c,)) for c in range(len(state.x))}
    for place in np.ndindex(*state.weight.shape[:2]):
        named[f"w[{place[0]},{place[1]}]"] = ("w", place)
    return named | ({} if state.bias is None else {"b": ("b", ())})


def rows_of(state: State, which: tuple[str, Place]) -> Array:
    """Return a slice as rows; the bias is one row."""
    tensor, place = which
    if tensor == "b":
        rows: Array = state.bias[np.newaxis]
    else:
        rows = (state.x if tensor == "x" else state.weight)[place]
    return rows


def written(value: float) -> str:
    """Write a number in full, so that nothing is lost when it is read again.

    Examples
    --------
    >>> written(-3.0), written(1 / 3)
    ('−3', '0.3333333333333333')
    """
    return (str(int(value)) if value.is_integer() else repr(value)).replace("-", MINUS)


def _take() -> None:
    """Put what was typed into the layer: the grid's callback."""
    held: Grid = st.session_state[GRID]
    typed, _ = _typed(held)
    tensor, place = slices(current())[held.name]
    changed = np.argwhere(typed != held.agreed).tolist()
    if changed:
        change(
            Change(tensor, (column,) if tensor == "b" else (*place, row, column), float(typed[row, column]))
            for row, column in changed
        )
        st.session_state[GRID] = replace(held, agreed=typed)


def _typed(held: Grid) -> tuple[Array, list[str]]:
    """Read the cells that were typed into: the numbers, and a sentence for each that is none."""
    values, wrong = held.given.copy(), []
    edited = st.session_state.get(held.key, {}).get("edited_rows", {})
    for row, cells in edited.items():
        for column, text in cells.items():
            try:
                values[int(row), int(column)] = _number(text or "")
            except (ReadError, ChangeError) as error:
                # A cell has one line, so only the sentence: where it went wrong is seen.
                reason = refused(error, placed=False)
                wrong.append(say("playground.grid.wrong", row=row, column=column, reason=plain(reason)))
    return values, wrong


def _number(text: str) -> float:
    """Read a cell as every other text is read; one number, of a size that a change may have."""
    if not text.strip():
        raise ReadError("cell-empty")
    return Change("x", (0, 0, 0), read_cell(text)).value
