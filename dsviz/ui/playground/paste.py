"""One box a tensor: what is pasted into it becomes the layer's, and how it was taken stands below."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

import numpy as np
import streamlit as st

from dsviz.examples.example import Array
from dsviz.export.pytorch_code import answer_text
from dsviz.reading.axes import Role
from dsviz.reading.errors import ReadError
from dsviz.reading.frames import Shape
from dsviz.reading.labels import says_none
from dsviz.reading.paste import Reading
from dsviz.reading.together import BOXES, PLAIN, Choice
from dsviz.saved.link import State
from dsviz.saved.workbench import refusal
from dsviz.ui.inputs.boxes import Boxes
from dsviz.ui.inputs.handover import show_way
from dsviz.ui.inputs.names import ANSWER, HOW, KIND, OUTPUT_PADDING
from dsviz.ui.inputs.said import Said
from dsviz.ui.inputs.texts import is_in_link, plain
from dsviz.ui.parts.taken import ask_shape, show_said, show_taken
from dsviz.ui.playground.bring import (
    BROUGHT,
    TENSORS,
    awaited,
    bring,
    show_brought,
    take_again,
    take_settings,
    with_readings,
)
from dsviz.ui.playground.layer import beginning, current, kept, put
from dsviz.ui.shell.address import query_param
from dsviz.ui.shell.words import refused, say

OWNER, TAKEN = "playground", "play.boxes"
BOX_HEIGHT = 68  # pixels, the least there is: the stage follows


class Taken(NamedTuple):
    """What a box held when its tensor was taken; the array is None where none was."""

    text: str = ""
    choice: Choice = PLAIN
    array: Array | None = None


def show_boxes() -> None:
    """Take what was pasted, and render the boxes, how each was taken, and what else changed."""
    boxes = Boxes(OWNER)
    _follow(boxes)
    if take_boxes(boxes):
        _follow(boxes)
    readings = boxes.readings(x_shape=_x_shape())
    with st.container(key="fields-tensors"):
        for column, box in zip(st.columns(3), BOXES.values(), strict=True):
            with column:
                label, shown = say(f"playground.box.{box}"), say(f"playground.box.{box}.placeholder")
                boxes.show(
                    box, label, height=BOX_HEIGHT, placeholder=shown, help=say("playground.paste.help")
                )
                ask_shape(boxes, box)
    said = boxes.said()
    show_said(said, readings, take_settings, is_transposed=_is_transposed())
    _show_answer(said)
    for role, reading in readings.items():
        if isinstance(reading, ReadError):
            words = say(f"playground.paste.role.{role}")
            st.error(say("playground.paste.wrong", role=words, reason=plain(refused(reading))))
        elif role != "bias":
            box, is_said = BOXES[role], said is not None and role in said.names
            drafted = partial(_drafted, boxes, box)
            show_taken(boxes, box, reading, drafted, is_named=True, is_said=is_said)
    show_brought()


def take_boxes(boxes: Boxes) -> dict[Role, Reading | ReadError]:
    """Put into the layer what has changed in the boxes since they were taken last.

    Returns
    -------
    dict of role to Reading or ReadError
        How the boxes were read; empty where nothing has changed.
    """
    said, before = boxes.spread(), _taken()
    now = {box: Taken(boxes.text(box), boxes.held(box).choice) for box in BOXES.values()}
    if all(taken[:2] == before.get(box, Taken())[:2] for box, taken in now.items()):
        return {}
    found = boxes.readings(x_shape=_x_shape())
    readings = {role: reading for role, reading in found.items() if isinstance(reading, Reading)}
    new = {box for role, box in BOXES.items() if role in readings and _is_new(now[box], before.get(box))}
    without = _without_bias(current(), said, now, before)
    state, notes = with_readings(without, _changed(readings, now, before, without))
    for role, reading in readings.items():
        now[BOXES[role]] = now[BOXES[role]]._replace(array=reading.array)
    st.session_state[TAKEN] = now
    if new:
        bring(state, new, notes, _settings_of(said))
    elif readings or without.bias is None:
        take_again(state, notes)
    return found


def take_whole(state: State) -> None:
    """Make a layer the reader's with its settings, and write its tensors into the boxes, as taken."""
    boxes = Boxes(OWNER)
    boxes.fill_layer(state.x, state.weight, state.bias)
    st.session_state[TAKEN] = {
        box: Taken(boxes.text(box), boxes.held(box).choice, state.tensors[TENSORS[box]])
        for box in BOXES.values()
    }
    put(state)
    st.session_state.pop(BROUGHT, None)


def _is_transposed() -> bool:
    return query_param(KIND) == "transposed"


def _settings_of(said: Said | None) -> Mapping[str, str] | None:
    """Return the settings that a snippet says of the kind of layer that is shown."""
    if said is None:
        return None
    call = said.heard.transposed if _is_transposed() else None
    if call is None:
        return said.settings
    return {name: text for name, text in call.settings.items() if name != OUTPUT_PADDING.name}


def _show_answer(said: Said | None) -> None:
    """Say that the answer of a snippet is not taken here, with the way to the page that checks it."""
    if said is None or said.answer is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = plain(said.answer.name) or say("taken.unnamed")
        st.markdown(say("playground.answer", name=name), width="content")
        answer = answer_text(said.answer.array)
        if is_in_link(answer):
            more = {ANSWER.name: answer, HOW.name: "paste"}
            show_way("check", current(), more, say("playground.answer.check"))


def _changed(
    readings: dict[Role, Reading], now: dict[str, Taken], before: dict[str, Taken], state: State
) -> dict[Role, Reading]:
    """Leave out what is as it was: its numbers may have been changed on the stage since."""
    found = {}
    for role, reading in readings.items():
        box = BOXES[role]
        held = before.get(box, Taken())
        is_same = held.array is not None and np.array_equal(held.array, reading.array)
        if now[box][:2] != held[:2] or not is_same or reading.groups not in (None, state.spec.groups):
            found[role] = reading
    return found


def _is_new(now: Taken, before: Taken | None) -> bool:
    return before is None or now.text != before.text


def _without_bias(state: State, said: Said | None, now: dict[str, Taken], before: dict[str, Taken]) -> State:
    """Leave the bias out where its box was emptied or says none, or where a snippet has only a kernel."""
    is_emptied = not now["b"].text.strip() and before.get("b", Taken()).array is not None
    is_emptied = is_emptied or says_none(now["b"].text)
    is_without = said is not None and "kernel" in said.names and "bias" not in said.names and not said.is_lone
    return state.replace(bias=None) if is_emptied or is_without else state


def _follow(boxes: Boxes) -> None:
    """Empty the boxes whose tensor was replaced in another way: they would tell of other numbers."""
    state, taken = kept().state, _taken()
    for box, held in taken.items():
        tensor = state.tensors[TENSORS[box]]
        if held.array is not None and (tensor is None or not np.array_equal(held.array, tensor)):
            if boxes.text(box) == held.text:
                boxes.fill(box, None)
            taken[box] = Taken()


def _taken() -> dict[str, Taken]:
    taken: dict[str, Taken] = st.session_state.setdefault(TAKEN, {})
    return taken


def _x_shape() -> Shape | None:
    """Return the shape of the input there is; that of the layer to begin with decides nothing."""
    x = kept().state.x
    return None if np.array_equal(x, beginning().x) else x.shape


def _drafted(boxes: Boxes, box: str, layout: str) -> State | None:
    """Make the draft of the layer in which the tensor of one box is taken in another order.

    None while another tensor has not come yet: what is there in its place is of another layer.
    """
    why = refusal(current())
    if why is not None and awaited(why):
        return None
    choice = boxes.held(box).choice._replace(layout=layout)
    found = boxes.readings(x_shape=_x_shape(), choices={box: choice})
    readings = {role: reading for role, reading in found.items() if isinstance(reading, Reading)}
    return with_readings(current(), readings)[0]
