"""What the reader chooses: a worked example or numbers of one's own, the settings, the view."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.conv.errors import Refusal
from dsviz.conv.numbers import Pair
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.examples.transposed import TRANSPOSED
from dsviz.reading.paste import read_tensor
from dsviz.saved.link import text_to_state
from dsviz.saved.workbench import transposed_of
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.edits import refusal_of_changes
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.handover import OWN, show_way
from dsviz.ui.inputs.names import (
    DILATION,
    EXAMPLE,
    GROUPS,
    KIND,
    OUTPUT_PADDING,
    PAD,
    SAVED,
    STRIDE,
    TRANSPOSED_BIAS,
    TRANSPOSED_INPUT,
    TRANSPOSED_KERNEL,
    VIEW,
)
from dsviz.ui.inputs.texts import Texts
from dsviz.ui.shell.address import query_param
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import begun, refused, say

Array = NDArray[np.float64]

VIEWS = ("scatter", "gather")
MOST = 8  # of a setting
MOST_CELLS = 16  # across: more are no numbers that anybody reads
USUAL = TRANSPOSED["strided"]


@dataclass(frozen=True, eq=False)
class Choices:
    """The transposed layer that is shown, and how."""

    layer: TransposedLayer
    view: str
    name: str


def ask() -> Choices:
    """Ask for a layer; where it cannot be, the sentence stands under the fields and an example stands in."""
    # A guide that lends its own layers to the stage hides what begins with "unguided-".
    with st.container(key="unguided-fields"), Ask("transposed") as asking:
        first, second = st.columns(2)
        with first:
            name = asking.choice(EXAMPLE, (*TRANSPOSED, OWN), look="list")
        with second:
            view = asking.choice(VIEW, VIEWS)
        asking.refuse(refusal_of_changes())
        if name != OWN:
            return Choices(TRANSPOSED[name], view, name)
        text = query_param(SAVED)
        try:
            layer = _own(asking) if text is None else _handed_over(asking, text)
        except Refusal as error:
            asking.refuse(say("transposed.refused", rule=begun(refused(error))))
            layer = USUAL
    return Choices(layer, view, name)


def _handed_over(asking: Ask, text: str) -> TransposedLayer:
    """Return the layer that the Playground's link hands over; there it is changed."""
    narrow, wide = st.columns([1, 3], vertical_alignment="bottom")
    with narrow:
        more = asking.pair(OUTPUT_PADDING, 0, MOST)
    state = text_to_state(text)
    with wide, st.container(horizontal=True):
        kind = {KIND.name: "transposed", OUTPUT_PADDING.name: "x".join(map(str, more))}
        show_way("playground", state, kind, say("transposed.handed"))
        link(page_of("transposed"), say("transposed.handed.typed"), {EXAMPLE.name: OWN})
    return _within_reach(asking, transposed_of(state, more)[0])


def _own(asking: Ask) -> TransposedLayer:
    texts = Texts("transposed-own")
    left, right, narrow = st.columns([3, 3, 2])
    with left:
        x = texts.box(
            TRANSPOSED_INPUT.name, st.text_area, say("transposed.x"), "[[[1, 2], [3, 4]]]", height=100
        )
    with right:
        w = texts.box(
            TRANSPOSED_KERNEL.name,
            st.text_area,
            say("transposed.w"),
            "[[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]]",
            height=100,
            help=say("transposed.w.help"),
        )
    with narrow:
        b = texts.box(TRANSPOSED_BIAS.name, st.text_input, say("transposed.b"), placeholder="[1, -2]")
    settings = _settings(asking)
    tensors = read_tensor(x, role="input").array, read_tensor(w, role="kernel").array
    bias = read_tensor(b, role="bias").array.ravel() if b.strip() else None
    layer = TransposedLayer.from_tensors(_ranked(tensors[0], 3), _ranked(tensors[1], 4), bias, **settings)
    return _within_reach(asking, layer)


def _within_reach(asking: Ask, layer: TransposedLayer) -> TransposedLayer:
    if max(*layer.size, *layer.output_size) <= MOST_CELLS and len(layer.x) <= MOST:
        return layer
    asking.refuse(say("transposed.large", most=MOST_CELLS, channels=MOST))
    return USUAL


def _settings(asking: Ask) -> dict[str, int | Pair]:
    columns = field_row("transposed", 5)
    with columns[0]:
        stride = asking.pair(STRIDE.here(default="2"), 1, MOST)
    with columns[1]:
        padding = asking.pair(PAD.here(default="0"), 0, MOST)
    with columns[2]:
        more = asking.pair(OUTPUT_PADDING, 0, MOST)
    with columns[3]:
        dilation = asking.pair(DILATION, 1, MOST)
    with columns[4]:
        groups = asking.whole(GROUPS.here(default="1"), 1, MOST)
    return {
        "stride": stride,
        "padding": padding,
        "output_padding": more,
        "dilation": dilation,
        "groups": groups,
    }


def _ranked(array: Array, axes: int) -> Array:
    """Give a tensor the axes of length 1 in front that were left out."""
    return array.reshape(*(1,) * max(axes - array.ndim, 0), *array.shape)
