"""An answer worked out by hand: which numbers are wrong, and the mistake that gives all that was typed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.check.worked import Marked
from dsviz.conv.errors import Refusal
from dsviz.reading.paste import read_tensor
from dsviz.ui.inputs.names import OWN_ANSWER
from dsviz.ui.inputs.texts import Texts
from dsviz.ui.shell.words import begun, refused, say
from dsviz.wording.numbers import number

MOST_TOLD = 5  # wrong numbers that are told one by one


def show_own_answer(
    owner: str, letter: str, nothing: str, check: Callable[[NDArray[np.float64]], Marked], mistakes: str
) -> None:
    """Ask for an answer, and mark it.

    Parameters
    ----------
    owner : str
        Whose answer it is; each keeps its own text.
    letter : str
        What the tensor is called, such as "dx".
    nothing : str
        Said where nothing is typed.
    check : callable
        Compares what was typed with what is right.
    mistakes : str
        What the keys of the sentences on mistakes begin with.
    """
    text = Texts(owner).box(OWN_ANSWER.name, st.text_area, say("worked.field", letter=letter), height=120)
    if not text.strip():
        st.info(nothing)
        return
    try:
        read = read_tensor(text, role="output", open_cells=True)
    except Refusal as error:
        st.warning(say("worked.refused", rule=begun(refused(error))))
        return
    if np.isnan(read.typed).all():
        st.info(nothing)
        return
    # What else a text may be, such as rows with a slash between them, is meant where nothing else fits.
    ways = [check(typed) for typed in (read.typed, *(other.array for other in read.doubts))]
    fitting = [found for found in ways if found.typed.shape == found.right.shape]
    _show_marked([*fitting, ways[0]][0], letter, mistakes)


def _show_marked(found: Marked, letter: str, mistakes: str) -> None:
    count = found.right.size
    if found.is_right:
        key = "worked.right" if found.is_exact else "worked.right.shown"
        st.success(say(key, count=count, letter=letter))
        return
    is_fitting = found.typed.shape == found.right.shape
    if is_fitting and not found.wrong:
        st.info(say("worked.open", open=found.open, count=count, letter=letter))
        return
    lines = [_verdict(found, letter)]
    if found.mistake:
        lines.append(say(f"{mistakes}.{found.mistake}"))
    st.warning("\n\n".join(lines))
    if not found.mistake:
        _show_wrong_cells(found, letter)


def _show_wrong_cells(found: Marked, letter: str) -> None:
    told = [
        say(
            "worked.cell",
            name=f"{letter}[{','.join(map(str, at))}]",
            right=number(float(found.right[at])),
            typed=number(float(found.typed[at])),
        )
        for at in found.wrong[:MOST_TOLD]
    ]
    if len(found.wrong) > MOST_TOLD:
        told.append(say("worked.more", count=len(found.wrong) - MOST_TOLD))
    if told:
        st.markdown("\n".join(f"- {line}" for line in told))


def _verdict(found: Marked, letter: str) -> str:
    if found.typed.shape == found.right.shape:
        return say("worked.wrong", wrong=len(found.wrong), count=found.right.size, letter=letter)
    shapes = {
        name: "×".join(map(str, each.shape))
        for name, each in (("typed", found.typed), ("right", found.right))
    }
    return say("worked.shape", letter=letter, **shapes)
