"""Check my work: the reader's own tensors, pasted, or from a link of the playground."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

import streamlit as st

from dsviz.conv.errors import ConvError, Refusal
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.examples import Example
from dsviz.export.pytorch_code import nested_list
from dsviz.reading.axes import CHANNELS_LAST
from dsviz.reading.errors import ReadError
from dsviz.reading.paste import Reading, read_tensor
from dsviz.reading.whole import read_setting, setting_texts
from dsviz.saved.link import state_to_text, text_to_state, to_file
from dsviz.saved.state import State
from dsviz.ui.check.own_file import own_taker
from dsviz.ui.check.snippet import take_snippet
from dsviz.ui.inputs.names import SAVED
from dsviz.ui.inputs.texts import Texts, plain
from dsviz.ui.parts.files import show_file
from dsviz.ui.parts.results import shape_text
from dsviz.ui.shell.address import query_param, write_query
from dsviz.ui.shell.words import refused, say

OWNER = "own"
SEEN = "own-link"
BOX_HEIGHT = 120
FIELD_WIDTH = 164  # pixels; two side by side on a phone
SETTINGS = {"stride": "1", "padding": "0", "dilation": "1", "groups": "", "padding_mode": "zeros"}
MOST_PRODUCTS = 10_000_000  # a diagnosis takes a second or two then


class Box(NamedTuple):
    """What a box holds: the tensor, if there is one, and whether all of it could be read."""

    reading: Reading | None
    is_readable: bool


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
    """

    key: str
    example: Example
    others: dict[str, Example]


def ask_own() -> Own | None:
    """Render the boxes for input, kernel, bias and settings; None where they make no layer yet."""
    own = Texts(OWNER, linked=False)
    _take_link(own)
    take_snippet(own)
    st.caption(say("check.own.help"))
    show_file(own_taker(own))
    columns = st.columns(3)
    with columns[0]:
        x = _tensor(own, "x", "input", {})
    weights = columns[1].container()
    with columns[2]:
        bias = _tensor(own, "b", "bias", {})
    settings = _settings(own)
    groups = _groups(settings["groups"])
    with weights:
        shape = None if x.reading is None else x.reading.array.shape
        weight = _tensor(own, "w", "kernel", {"x_shape": shape, "groups": groups})
    if not (x.is_readable and weight.is_readable and bias.is_readable):
        return None
    if x.reading is None or weight.reading is None:
        st.info(say("check.own.needed"))
        return None
    return _own(Pasted(x.reading, weight.reading, bias.reading), settings)


def _take_link(own: Texts) -> None:
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
    texts = {"x": (state.x, "CHW"), "w": (state.weight, "OIHW"), "b": (state.bias, "N")}
    for name, (array, layout) in texts.items():
        own.put(name, "" if array is None else nested_list(array))
        own.put(f"{name}-layout", layout)
    for name, text in (setting_texts(state.spec) | {"padding_mode": state.spec.padding_mode}).items():
        own.put(name, text)


def _tensor(own: Texts, name: str, role: Any, known: dict[str, Any]) -> Box:
    """Render one box, with what is wrong with its text beside it."""
    typed = own.box(
        name,
        st.text_area,
        say(f"check.own.{name}"),
        height=BOX_HEIGHT,
        placeholder=say(f"check.own.{name}.placeholder"),
        help=say("check.paste.help"),
    )
    if not typed.strip():
        return Box(None, True)
    try:
        reading = read_tensor(typed, role=role, **known)
    except ReadError as error:
        st.error(plain(refused(error)))
        return Box(None, False)
    return Box(choose_layout(own, f"{name}-layout", reading), True)


def choose_layout(own: Texts, name: str, reading: Reading) -> Reading:
    """Say in which layout a tensor was taken, and offer the others; give it in the chosen one."""
    layouts = [option.layout for option in reading.options]
    wished = own.get(name)
    if wished in layouts:
        reading = reading.take(wished)
    names = "O" if reading.role == "bias" else reading.layout  # N of a bias counts filters
    axes = ", ".join(say(f"check.axis.{axis}") for axis in names)
    shape = shape_text(reading.shape) or "1"
    st.caption(say("check.taken", shape=shape, layout=reading.layout, axes=axes))
    if len(layouts) > 1:
        key = f"choice-{name}"
        if st.session_state.get(key) != reading.layout:
            st.session_state[key] = reading.layout
        st.segmented_control(
            say("check.layout"),
            layouts,
            key=key,
            required=True,
            on_change=_take_layout,
            args=(own, name, key),
            label_visibility="collapsed",
        )
    return reading


def _take_layout(own: Texts, name: str, key: str) -> None:
    own.put(name, st.session_state[key])


def _settings(own: Texts) -> dict[str, str]:
    found = {}
    with st.container(horizontal=True):
        for name, default in SETTINGS.items():
            with st.container(width=FIELD_WIDTH):
                label, how = say(f"check.own.{name}"), say(f"check.own.{name}.help")
                found[name] = own.box(name, st.text_input, label, default, help=how, autocomplete="off")
    return found


def _setting(name: str, typed: str) -> Any:
    """A setting as ConvSpec takes it; what cannot be read goes to it as it is, and it refuses."""
    setting = read_setting(name, typed)
    return typed.strip() if setting is None else setting


def _groups(typed: str) -> int | None:
    groups: int | None = read_setting("groups", typed)
    return groups if groups and groups > 0 else None


def take_kernel(layout: str) -> None:
    """Take the pasted kernel in another layout."""
    Texts(OWNER, linked=False).put("w-layout", layout)


def _own(pasted: Pasted, settings: dict[str, str]) -> Own | None:
    """Put the tensors together; where they do not fit, say why."""
    example = None
    try:
        example = _example(pasted, settings)
    except Refusal as error:
        st.error(say("check.own.refused", rule=plain(refused(error))))
    if example is None or not _is_affordable(example):
        return None
    others = {}
    for option in pasted.weight.alternatives:
        other = pasted._replace(weight=pasted.weight.take(option.layout))
        with suppress(ConvError):
            others[option.layout] = _example(other, settings)
    return Own(_link_of(State.of(example.layer)), example, others)


def _example(pasted: Pasted, settings: dict[str, str]) -> Example:
    x, weight, bias = pasted
    asked = settings["groups"].strip()
    groups: Any = _groups(asked) or asked or weight.groups or 1
    known = {name: _setting(name, settings[name]) for name in ("stride", "padding", "dilation")}
    spec = ConvSpec(**known, groups=groups, padding_mode=settings["padding_mode"].strip())
    layout = "NHWC" if x.layout in CHANNELS_LAST else "NCHW"
    layer = Layer(x.array, weight.array, bias and bias.array, spec)
    return Example("own", "standard", "", layer, layout)


def _is_affordable(example: Example) -> bool:
    products = example.layer.macs
    if products > MOST_PRODUCTS:
        st.error(say("check.own.large", most=f"{MOST_PRODUCTS:,}", got=f"{products:,}"))
    return products <= MOST_PRODUCTS


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
