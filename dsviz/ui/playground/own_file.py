"""Playground: a tensor of a file of numbers, put into the layer, with what else had to change."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.reading.axes import Known, Role, options
from dsviz.reading.paste import Reading
from dsviz.saved.state import State
from dsviz.saved.workbench import refusal
from dsviz.ui.parts.files import BOXES, show_file
from dsviz.ui.parts.results import shape_text
from dsviz.ui.playground.layer import beginning, current, put
from dsviz.ui.playground.numbers import show_ways_out
from dsviz.ui.playground.paste import with_tensor
from dsviz.ui.shell.words import say

ROLES = {letter: role for role, letter in BOXES.items()}
TAKEN, NOTES = "play.numbers.taken", "play.numbers.notes"


def show_numbers_file() -> None:
    """Render the upload of a file of numbers, and beside it what was taken last."""
    show_file(take)
    taken = st.session_state.get(TAKEN)
    if taken is None:
        return
    why = refusal(current())
    (st.success if why is None else st.info)(taken)
    for note in st.session_state[NOTES]:
        st.info(note)
    if why is not None:
        show_ways_out(why, beside="numbers")


def take(name: str, numbers: NDArray[np.float64], layout: str) -> None:
    """Put a tensor into the reader's layer.

    Parameters
    ----------
    name : {"x", "w", "b"}
    numbers : ndarray, in the order of axes of the file
    layout : str
        That order; "" where the file does not tell it.

    Raises
    ------
    ReadError
        Where the numbers have too many axes for their role.
    """
    role, state = ROLES[name], current()
    reading = _read(role, numbers, layout, state)
    taken, notes = with_tensor(state, role, reading)
    put(taken)
    values = {"typed": shape_text(reading.shape) or "1", "shape": shape_text(reading.array.shape)}
    words = say(f"playground.paste.role.{role}")
    st.session_state[TAKEN] = say("playground.numbers.taken", role=words, layout=reading.layout, **values)
    st.session_state[NOTES] = notes


def _read(role: Role, numbers: NDArray[np.float64], layout: str, state: State) -> Reading:
    """Take the order of axes that the file tells, else the one that a pasted tensor would have."""
    is_own = not np.array_equal(state.x, beginning().x)
    known = Known(x=state.x.shape) if role == "kernel" and (layout or is_own) else Known()
    reading = Reading(numbers, options(numbers, role, known), role)
    return reading.take(layout) if layout in [each.layout for each in reading.options] else reading
