"""Playground: a tensor of a file of numbers, put into its box and into the layer."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.course.results import shape_text
from dsviz.reading.errors import ReadError
from dsviz.reading.together import BOXES, Choice
from dsviz.saved.state import State
from dsviz.saved.workbench import refusal
from dsviz.ui.inputs.boxes import Boxes
from dsviz.ui.parts.files import show_file
from dsviz.ui.playground.bring import show_brought
from dsviz.ui.playground.layer import current
from dsviz.ui.playground.numbers import show_ways_out
from dsviz.ui.playground.paste import OWNER, take_boxes, take_whole
from dsviz.ui.shell.words import say

ROLES = {letter: role for role, letter in BOXES.items()}
TAKEN = "play.numbers.taken"


def show_numbers_file() -> None:
    """Render the upload of a file of numbers, and beside it what was taken last."""
    show_file(take, take_layer)
    taken = st.session_state.get(TAKEN)
    if taken is None:
        return
    why = refusal(current())
    (st.success if why is None else st.info)(taken)
    show_brought("numbers")
    if why is not None:
        show_ways_out(why, beside="numbers")


def take(name: str, numbers: NDArray[np.float64], layout: str) -> None:
    """Put a tensor into its box, and take it from there.

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
    boxes, role = Boxes(OWNER), ROLES[name]
    boxes.fill(name, numbers, Choice(layout, is_known=bool(layout)))
    reading = take_boxes(boxes).get(role)
    if isinstance(reading, ReadError):
        boxes.fill(name, None)
        raise reading
    if reading is not None:
        values = {"typed": shape_text(reading.shape) or "1", "shape": shape_text(reading.array.shape)}
        words = say(f"playground.paste.role.{role}")
        st.session_state[TAKEN] = say("playground.numbers.taken", role=words, layout=reading.layout, **values)


def take_layer(state: State) -> None:
    """Make a whole layer of a file the reader's, with its settings."""
    take_whole(state)
    st.session_state[TAKEN] = say("playground.numbers.layer", shape=shape_text(state.weight.shape))
