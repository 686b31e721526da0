"""A gradient worked out by hand: which numbers are wrong, and the mistake that gives all that was typed."""

from __future__ import annotations

import streamlit as st

from dsviz.check.gradient import Marked, check_gradient
from dsviz.conv.errors import Refusal
from dsviz.conv.tensors import as_tensor
from dsviz.reading.paste import read_tensor
from dsviz.saved.state import shortest
from dsviz.ui.backward.asked import Asked
from dsviz.ui.backward.shown import LETTERS
from dsviz.ui.inputs.names import OWN_GRADIENT
from dsviz.ui.inputs.texts import Texts
from dsviz.ui.shell.words import begun, refused, say
from dsviz.wording.numbers import number

MOST_TOLD = 5  # wrong numbers that are told one by one


def show_own(asked: Asked) -> None:
    """Ask for a gradient of the kind that is shown, and mark it."""
    st.header(say("backward.own"), anchor=False)
    if asked.gradient == "y":
        st.markdown(say("backward.own.forward"))
        return
    letter = LETTERS[asked.gradient]
    if asked.is_refused:
        st.warning(say(f"backward.own.stands_in.{asked.loss}", dy=shortest(asked.dy)))
    text = Texts(f"backward-{asked.id}-{asked.gradient}").box(
        OWN_GRADIENT.name, st.text_area, say("backward.own.field", letter=letter), height=120
    )
    if not text.strip():
        st.info(say("backward.own.nothing", letter=letter))
        return
    try:
        typed = as_tensor(letter, read_tensor(text, role="output").typed)
    except Refusal as error:
        st.warning(say("backward.own.refused", rule=begun(refused(error))))
        return
    _show_marked(check_gradient(asked.layer, asked.dy, asked.gradient, typed), asked.gradient)


def _show_marked(found: Marked, gradient: str) -> None:
    letter = LETTERS[gradient]
    if found.is_right:
        st.success(say("backward.own.right", count=found.right.size, letter=letter))
        return
    lines = [_verdict(found, letter)]
    if found.mistake:
        lines.append(say(f"backward.mistake.{gradient}.{found.mistake}"))
    st.warning("\n\n".join(lines))
    told = [
        say(
            "backward.own.cell",
            name=f"{letter}[{','.join(map(str, at))}]",
            right=number(float(found.right[at])),
            typed=number(float(found.typed[at])),
        )
        for at in found.wrong[:MOST_TOLD]
    ]
    if len(found.wrong) > MOST_TOLD:
        told.append(say("backward.own.more", count=len(found.wrong) - MOST_TOLD))
    if told and not found.mistake:
        st.markdown("\n".join(f"- {line}" for line in told))


def _verdict(found: Marked, letter: str) -> str:
    if found.typed.shape == found.right.shape:
        return say("backward.own.wrong", wrong=len(found.wrong), count=found.right.size, letter=letter)
    shapes = {
        name: "×".join(map(str, each.shape))
        for name, each in (("typed", found.typed), ("right", found.right))
    }
    return say("backward.own.shape", letter=letter, **shapes)
