"""Check my work: what was pasted stands on the sheet too, where one cell of it can be corrected."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from dsviz.reading.answers import as_its_layer
from dsviz.reading.axes import Array
from dsviz.reading.errors import ReadError
from dsviz.reading.paste import Reading, read_tensor
from dsviz.reading.picked import read_or_picked
from dsviz.reading.shown_digits import Shown
from dsviz.reading.typed import Manner, Typed
from dsviz.ui.check.work import Work, diagnosed
from dsviz.ui.inputs.names import ANSWER, CELLS
from dsviz.ui.inputs.texts import Texts, cells_text
from dsviz.ui.shell.engine import backend
from dsviz.wording.numbers import number

CARRIED = "answer-carried"  # the text that was written onto the sheet last


def read_answer(work: Work, text: str) -> Reading:
    """Read a pasted answer for the shape of the layer's output; raises a `ReadError`.

    Of a batch it is the answer to the picture that is chosen, of a text of several tensors the output.
    """
    known: dict[str, Any] = {"role": "output", "output_shape": work.trace.output.shape, "open_cells": True}
    known["line"] = work.line
    read = partial(_of_picture, work, known)
    reading = read_or_picked(text, "output", Manner(open_cells=True), read)
    layouts = [option.layout for option in reading.options]
    if "CHW" in layouts and not any(option.fits for option in reading.options):
        # No order gives the right shape: the answer is wrong as it stands, and is not turned to look better.
        return reading.take("CHW", "usual")
    # How a document prints its tensors says nothing of a reader's maps; four axes are the document's own.
    is_last = work.example.layout == "NHWC" and (work.is_own or len(reading.shape) == 4)
    return as_its_layer(reading, is_last, partial(_fit, work, reading.telling.shown))


def _fit(work: Work, shown: Shown | None, numbers: Array) -> tuple[bool, int, bool, int]:
    return diagnosed(work, backend(), numbers.tobytes(), numbers.shape, shown).fit


def _of_picture(work: Work, known: dict[str, Any], text: str | Typed) -> Reading:
    reading = read_tensor(text, **known)
    if reading.pictures > 1 and reading.pictures == len(work.pictures):
        return read_tensor(text, picture=work.picture, **known)
    return reading


def cells_of(numbers: Array) -> tuple[str, ...]:
    """Write the cells; an open one is empty."""
    return tuple("" if np.isnan(value) else number(value) for value in numbers.ravel())


def carry_to_sheet(work: Work, typed: Texts) -> None:
    """Write a pasted answer of the right shape onto the sheet where that is empty, each text once."""
    text = typed.get(ANSWER.name)
    if not text.strip() or typed.get(CELLS.name) or st.session_state.get(CARRIED) == text:
        return
    st.session_state[CARRIED] = text
    try:
        numbers = read_answer(work, text).array
    except ReadError:
        return
    if numbers.shape == work.trace.output.shape:
        typed.put(CELLS.name, cells_text(cells_of(numbers)))
