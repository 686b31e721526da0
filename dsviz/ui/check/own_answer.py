"""Check my work: what a snippet fills besides the boxes of the tensors: settings, the box of the answer."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dsviz.export.pytorch_code import answer_text
from dsviz.ui.inputs.boxes import Boxes
from dsviz.ui.inputs.handover import OWN
from dsviz.ui.inputs.names import ANSWER, AXES, CELLS, HOW, STEP
from dsviz.ui.inputs.said import Said
from dsviz.ui.inputs.texts import Texts, plain
from dsviz.ui.shell.address import write_query
from dsviz.ui.shell.words import language, say
from dsviz.wording.said_settings import settings_in_words

BEFORE = "own-before"


def take_snippet(boxes: Boxes, usual: Mapping[str, str]) -> None:
    """Spread a snippet over the boxes, its settings over their fields, and put its answer into its box.

    A snippet with input and kernel is another layer: the settings before belonged to other numbers.

    Parameters
    ----------
    boxes : Boxes
    usual : mapping of str to str
        The settings of a layer that nobody has set, as they are typed.
    """
    said = boxes.spread()
    if said is None:
        return
    before = {name: boxes.texts.get(name, text) for name, text in usual.items()}
    now = {**(usual if {"input", "kernel"} <= said.names.keys() else before), **said.settings}
    for name, text in now.items():
        boxes.texts.put(name, text)
    back = {
        name: text for name, text in before.items() if name not in said.settings and text.strip() != now[name]
    }
    st.session_state[BEFORE] = (said.texts, back, now)
    if said.answer is not None:
        answers = Texts(OWN)
        for name in (AXES.name, CELLS.name):
            answers.put(name, "")
        answers.put(ANSWER.name, answer_text(said.answer.array))
        write_query({HOW.name: "paste", STEP.name: None})


def show_set_back(boxes: Boxes) -> None:
    """Say which settings went back with the tensors of a snippet, and offer to keep them."""
    texts, back, now = st.session_state.get(BEFORE, ((), {}, {}))
    if not back or texts != boxes.all_texts() or any(boxes.texts.get(name) != now[name] for name in now):
        return
    went = settings_in_words({name: plain(now[name]) or "1" for name in back}, language())
    kept = settings_in_words({name: plain(text) for name, text in back.items()}, language())
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(say("check.own.set_back", settings=went), width="content")
        words = say("check.own.keep", settings=kept)
        st.button(words, key="keep-own", on_click=_keep, args=(boxes.texts, back))


def _keep(texts: Texts, settings: Mapping[str, str]) -> None:
    for name, text in settings.items():
        texts.put(name, text)


def say_answer(said: Said | None) -> None:
    """Say that the answer of a snippet stands in the box of the answer."""
    if said is not None and said.answer is not None:
        name = plain(said.answer.name) or say("taken.unnamed")
        st.markdown(say("check.own.answer", name=name))
