"""Check my work: the reader's own tensors, pasted, or from a link of the playground."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from dsviz.check.closeness import PRINTED
from dsviz.conv.errors import ConvError, Refusal
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.examples import Example
from dsviz.reading.axes import CHANNELS_LAST, Role
from dsviz.reading.errors import ReadError
from dsviz.reading.paste import Reading
from dsviz.reading.shown_digits import Shown
from dsviz.reading.together import BOXES
from dsviz.reading.whole import read_setting
from dsviz.saved.link import state_to_text, text_to_state, to_file
from dsviz.saved.state import State
from dsviz.ui.check.own_answer import say_answer, show_set_back, take_snippet
from dsviz.ui.check.own_digits import link_digits, take_digits
from dsviz.ui.check.own_file import own_taker, put_layer
from dsviz.ui.check.own_shapes import Readings, each_picture, is_affordable, is_row, other_layers
from dsviz.ui.inputs.boxes import Boxes
from dsviz.ui.inputs.names import SAVED
from dsviz.ui.inputs.texts import Texts, plain
from dsviz.ui.parts.files import show_file
from dsviz.ui.parts.taken import ask_shape, show_said, show_taken
from dsviz.ui.shell.address import query_param, write_query
from dsviz.ui.shell.words import refused, say
from dsviz.wording.rows import settings_of_a_row

Printed = tuple[tuple[str, Shown | None], ...]

OWNER = "own"
SEEN = "own-link"
BOX_HEIGHT = 120
FIELD_WIDTH = 164  # pixels; two side by side on a phone
SETTINGS = {"stride": "1", "padding": "0", "dilation": "1", "groups": "", "padding_mode": "zeros"}


class Pasted(NamedTuple):
    """The tensors as they were read; they need not fit each other."""

    x: Reading
    weight: Reading
    bias: Reading | None


@dataclass(frozen=True, eq=False)
class Own:
    """The reader's own layer.

    Attributes
    ----------
    key : str
        What the link holds of it.
    example : Example
    others : dict of str to Example
        The layers that the kernel's other layouts would make.
    readings : callable
        Makes those of other layouts of input and kernel together, by these: a wrong answer asks for them.
    pictures, picture : tuple of Example, int
        The layer with each picture of a batch, and which of them it is, counted from 0.
    line : str
        Whose layer over a row it is, as their texts were read; "" for none.
    printed : tuple of (name, Shown or None)
        The tensors, each with what its text shows of its digits.
    """

    key: str
    example: Example
    others: dict[str, Example]
    readings: Readings = dict
    pictures: tuple[Example, ...] = ()
    picture: int = 0
    line: str = ""
    printed: Printed = ()


def ask_own() -> Own | None:
    """Render the boxes for input, kernel, bias and settings; None where they make no layer yet."""
    boxes = Boxes(OWNER)
    _take_link(boxes)
    take_snippet(boxes, SETTINGS)
    st.caption(say("check.own.help"))
    show_file(own_taker(boxes), partial(put_layer, boxes))
    settings = {name: boxes.texts.get(name, default) for name, default in SETTINGS.items()}
    readings = boxes.readings(groups=_groups(settings["groups"]))
    for column, (role, box) in zip(st.columns(3), BOXES.items(), strict=True):
        with column:
            _show_box(boxes, box, readings.get(role), settings)
    show_said(boxes.said(), readings, partial(_take_settings, boxes.texts))
    say_answer(boxes.said())
    show_set_back(boxes)
    _ask_settings(boxes.texts)
    pasted = _pasted(readings)
    if pasted is None and not any(isinstance(reading, ReadError) for reading in readings.values()):
        st.info(say("check.own.needed"))
    return None if pasted is None else _own(pasted, settings)


def _take_link(boxes: Boxes) -> None:
    """Fill the boxes from a link that was not written by this page."""
    asked = query_param(SAVED)
    if asked is None or st.session_state.get(SEEN) == asked:
        return
    st.session_state[SEEN] = asked
    try:
        state = text_to_state(asked)
    except Refusal as error:
        st.warning(say("check.own.damaged", reason=plain(refused(error))))
        return
    put_layer(boxes, state)
    take_digits(boxes)


def _show_box(boxes: Boxes, box: str, reading: Reading | ReadError | None, settings: dict[str, str]) -> None:
    """Render one box, with how its text was taken, or what is wrong with it, beside it."""
    boxes.show(
        box,
        say(f"check.own.{box}"),
        height=BOX_HEIGHT,
        placeholder=say(f"check.own.{box}.placeholder"),
        help=say("check.paste.help"),
    )
    ask_shape(boxes, box)
    if isinstance(reading, ReadError):
        st.error(plain(refused(reading)))
    elif reading is not None:
        show_taken(boxes, box, reading, partial(_drafted, boxes, box, settings))


def _drafted(boxes: Boxes, box: str, settings: dict[str, str], layout: str) -> State | None:
    """Make the draft of the layer in which the tensor of one box is taken in another order."""
    choice = boxes.held(box).choice._replace(layout=layout)
    pasted = _pasted(boxes.readings(groups=_groups(settings["groups"]), choices={box: choice}))
    if pasted is None:
        return None
    x, weight, bias = pasted
    with suppress(ConvError):
        return State(x.array, weight.array, bias and bias.array, _spec(pasted, settings))
    return None


def _pasted(readings: Mapping[Role, Reading | ReadError]) -> Pasted | None:
    """Return the tensors where all that stand in the boxes could be read, input and kernel among them."""
    x, weight, bias = (readings.get(role) for role in BOXES)
    if isinstance(x, Reading) and isinstance(weight, Reading) and not isinstance(bias, ReadError):
        return Pasted(x, weight, bias)
    return None


def _take_settings(texts: Texts, settings: Mapping[str, str]) -> None:
    for name, default in SETTINGS.items():
        texts.put(name, settings.get(name, default))


def _ask_settings(texts: Texts) -> None:
    with st.container(horizontal=True):
        for name, default in SETTINGS.items():
            with st.container(width=FIELD_WIDTH):
                label, how = say(f"check.own.{name}"), say(f"check.own.{name}.help")
                texts.box(name, st.text_input, label, default, help=how, autocomplete="off")


def _setting(name: str, typed: str) -> Any:
    """A setting as ConvSpec takes it; what cannot be read goes to it as it is, and it refuses."""
    setting = read_setting(name, typed)
    return typed.strip() if setting is None else setting


def _groups(typed: str) -> int | None:
    groups: int | None = read_setting("groups", typed)
    return groups if groups and groups > 0 else None


def take_layouts(**layouts: str) -> None:
    """Take the pasted tensors in other layouts: x, w."""
    boxes = Boxes(OWNER)
    for box, layout in layouts.items():
        boxes.choose(box, boxes.held(box).choice._replace(layout=layout, is_known=False))


def _own(pasted: Pasted, settings: dict[str, str]) -> Own | None:
    """Put the tensors together; where they do not fit, say why."""
    example = None
    try:
        example = _example(pasted, settings)
    except Refusal as error:
        st.error(say("check.own.refused", rule=plain(refused(error))))
    if example is None or not is_affordable(example):
        return None
    others = {}
    for option in pasted.weight.alternatives:
        other = pasted._replace(weight=pasted.weight.take(option.name))
        with suppress(ConvError):
            others[option.name] = _example(other, settings)
    make = partial(_with, pasted, settings)
    readings = partial(other_layers, *pasted, make)
    pictures = tuple(_example(pasted._replace(x=each), settings) for each in each_picture(pasted.x))
    printed = tuple(
        (name, None if reading is None else reading.telling.shown)
        for name, reading in zip(PRINTED, pasted, strict=True)
    )
    link_digits({box: shown for box, (_, shown) in zip(BOXES.values(), printed, strict=True)})
    key = _link_of(State.of(example.layer))
    line = pasted.x.telling.framework if is_row(pasted.x, pasted.weight) else ""
    return Own(key, example, others, readings, pictures, pasted.x.picture, line, printed)


def _with(pasted: Pasted, settings: dict[str, str], x: Reading, weight: Reading) -> Example:
    return _example(pasted._replace(x=x, weight=weight), settings)


def _example(pasted: Pasted, settings: dict[str, str]) -> Example:
    x, weight, bias = pasted
    layout = "NHWC" if x.layout in CHANNELS_LAST else "NCHW"
    layer = Layer(x.array, weight.array, bias and bias.array, _spec(pasted, settings))
    return Example("own", "standard", "", layer, layout)


def _spec(pasted: Pasted, settings: dict[str, str]) -> ConvSpec:
    asked = settings["groups"].strip()
    groups: Any = _groups(asked) or asked or pasted.weight.groups or 1
    known = {name: _setting(name, settings[name]) for name in ("stride", "padding", "dilation")}
    if is_row(pasted.x, pasted.weight):
        known = settings_of_a_row(known)
    return ConvSpec(**known, groups=groups, padding_mode=settings["padding_mode"].strip())


def _link_of(state: State) -> str:
    """Write the tensors into the link; where they are too many, say so, and give another key."""
    try:
        text = state_to_text(state)
    except ReadError as error:
        write_query({SAVED.name: None})
        st.caption(say("check.own.long", rule=error))
        return hashlib.sha256(to_file(state)).hexdigest()
    if query_param(SAVED) != text:
        write_query({SAVED.name: text})
        st.session_state[SEEN] = text
    return text
