"""Which layers in a row are shown, and which of their outputs: the page's choices, and the engine's run."""

from __future__ import annotations

import streamlit as st

from dsviz.course.chains import Chosen, middle_of, run_of
from dsviz.examples.chains import CHAINS
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.edits import refusal_of_changes
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import CHAIN, COLUMN, FILTER, ROW
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.params import Param

Place = tuple[int, int, int]
PLACE = (FILTER, ROW, COLUMN)


def ask_output() -> Chosen:
    """Ask for the layers, and for the output that is looked at; without a choice it is the middle one."""
    with Ask("several") as ask:
        which, beside = st.columns([1, 1], vertical_alignment="bottom")
        with which:
            chosen = ask.choice(CHAIN, tuple(CHAINS), look="list")
        ask.refuse(refusal_of_changes())
        run = run_of(chosen, backend())
        with beside:
            shape = run.layers[-1].output_shape
            place = ask_place(ask, "several", PLACE, shape, middle_of(shape))
    return Chosen(chosen, run, place)


def ask_place(
    ask: Ask, row: str, params: tuple[Param, ...], shape: tuple[int, ...], usual: Place, spare: int = 0
) -> Place:
    """Ask for a place of a map, along the axes where there is a choice.

    Parameters
    ----------
    ask : Ask
    row : str
        Names the fields' row.
    params : tuple of Param
        For channel, row and column.
    shape : (channels, rows, columns)
    usual : (channel, row, column)
        Where none is chosen.
    spare : int
        How many fields' room is left empty beside them.
    """
    open_axes = [axis for axis, count in enumerate(shape) if count > 1]
    place = [0, 0, 0]
    fields = field_row(row, len(open_axes) + spare)
    for column, axis in zip(fields, open_axes, strict=False):
        with column:
            place[axis] = ask.whole(params[axis].here(default=str(usual[axis])), 0, shape[axis] - 1)
    return place[0], place[1], place[2]
