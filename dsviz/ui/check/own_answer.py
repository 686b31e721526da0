"""Check my work: a snippet that holds the answer too fills the box of the answer with it."""

from __future__ import annotations

import streamlit as st

from dsviz.export.pytorch_code import nested_list
from dsviz.ui.inputs.boxes import Boxes, Said
from dsviz.ui.inputs.handover import OWN
from dsviz.ui.inputs.names import ANSWER, AXES, CELLS, HOW, STEP
from dsviz.ui.inputs.texts import Texts, plain
from dsviz.ui.shell.address import write_query
from dsviz.ui.shell.words import say


def take_snippet(boxes: Boxes) -> None:
    """Spread a snippet over the boxes, its settings over their fields, and put its answer into its box."""
    said = boxes.spread()
    if said is None:
        return
    for name, text in said.settings.items():
        boxes.texts.put(name, text)
    if said.answer is not None:
        answers = Texts(OWN)
        for name in (AXES.name, CELLS.name):
            answers.put(name, "")
        answers.put(ANSWER.name, nested_list(said.answer.array))
        write_query({HOW.name: "paste", STEP.name: None})


def say_answer(said: Said | None) -> None:
    """Say that the answer of a snippet stands in the box of the answer."""
    if said is not None and said.answer is not None:
        name = plain(said.answer.name) or say("taken.unnamed")
        st.markdown(say("check.own.answer", name=name))
