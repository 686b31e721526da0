"""The page on frameworks, second half: "same" against padding on two stages, one tensor in two layouts."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st

from dsviz.content import joined
from dsviz.conv.convolve import convolve
from dsviz.conv.coverage import never_read
from dsviz.conv.errors import Refusal
from dsviz.conv.geometry import output_size, same_padding
from dsviz.conv.layer import Layer
from dsviz.conv.numbers import Pair
from dsviz.conv.spec import ConvSpec
from dsviz.conv.trace import Trace
from dsviz.course.scenes import stage_scene
from dsviz.examples.depthwise import TENSORFLOW
from dsviz.examples.example import Example
from dsviz.export.pytorch_code import nested_list
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import SAME_KERNEL, SAME_SIDE, SAME_STRIDE, STEP_PYTORCH, STEP_TENSORFLOW
from dsviz.ui.parts.cache import layout_of
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import begun, language, passage, refused, say
from dsviz.wording.numbers import number

SEED = 1
# The cell by which both layouts are compared: channel, row, column.
CELL = (1, 0, 2)
# Under these names the link holds each stage's step.
STEP = {"tensorflow": STEP_TENSORFLOW.name, "pytorch": STEP_PYTORCH.name}
DROPS = tuple(STEP.values())


def show_same() -> None:
    """Render "same" of TensorFlow and PyTorch's padding on two stages, with what each leaves unread."""
    st.header(say("frameworks.same"), anchor=False)
    st.markdown(passage("frameworks-same"))
    with Ask("frameworks") as ask:
        first, second, third = field_row("same", 3)
        with first:
            side = ask.whole(SAME_SIDE.here(drops=DROPS), 1, 8)
        with second:
            kernel = ask.whole(SAME_KERNEL.here(drops=DROPS), 1, 5)
        with third:
            stride = ask.whole(SAME_STRIDE.here(drops=DROPS), 1, 4)
    half = (kernel // 2, kernel // 2)
    ways = {"tensorflow": same_padding(side, kernel, stride), "pytorch": half}
    for place, (name, pads) in zip(st.columns(2), ways.items(), strict=True):
        with place:
            _show_way(name, side, kernel, stride, pads)
    st.markdown(_one_row())


def show_layouts() -> None:
    """Render one tensor in both layouts, and where one of its numbers lies."""
    example = TENSORFLOW
    st.header(say("frameworks.layouts"), anchor=False)
    st.markdown(passage("frameworks-layouts"))
    for column, layout in zip(st.columns(2), ("NCHW", "NHWC"), strict=True):
        with column:
            st.markdown(say(f"frameworks.{layout}"))
            st.code(layout_of(example, backend(), layout), language=None)
    height, width = example.layer.size
    channel, row, column_at = CELL
    facts = {
        "value": int(example.layer.x[channel, row, column_at]),
        "nchw": f"x[0, {channel}, {row}, {column_at}]",
        "nhwc": f"x[0, {row}, {column_at}, {channel}]",
        "first": (channel * height + row) * width + column_at,
        "last": (row * width + column_at) * example.layer.in_channels + channel,
    }
    st.markdown(say("frameworks.place", **facts))


@lru_cache(maxsize=128)
def _same_example(name: str, side: int, kernel: int, stride: int, pads: Pair) -> Example:
    draw = np.random.default_rng(SEED)
    x = draw.integers(0, 5, (1, side, side))
    weight = np.arange(1, kernel**2 + 1).reshape(1, 1, kernel, kernel)
    spec = ConvSpec(stride=stride, padding=(pads, pads))
    return Example(
        f"same-{name}",
        "standard",
        "",
        Layer(x, weight, spec=spec),
        own=True,
    )


@lru_cache(maxsize=128)
def _same_scene(example: Example, title: str, link: str, engine: str, lang: str) -> dict[str, Any]:
    return stage_scene(Trace(example.layer, engine), lang, title=title, param=link, paused=True)


def _show_way(name: str, side: int, kernel: int, stride: int, pads: Pair) -> None:
    title = say(f"frameworks.same.{name}", stride=stride, pad=pads[0])
    st.markdown(f"**{title}**")
    try:
        unread = never_read(side, kernel, stride, pads)
    except Refusal as error:
        st.warning(say("frameworks.refused", rule=begun(refused(error))))
        return
    places = output_size(side, kernel, stride, sum(pads))
    facts = say(
        "frameworks.same.facts",
        before=pads[0],
        after=pads[1],
        out=f"{places} × {places}",
        starts=_listed([window * stride - pads[0] for window in range(places)]),
    )
    st.markdown(joined([facts, _unread(unread, side)], language(), "sentence"))
    example = _same_example(name, side, kernel, stride, pads)
    stage_view(_same_scene(example, title, STEP[name], backend(), language()), key=f"stage-{name}")
    show_takeaway(example, title=title, key=f"takeaway-{name}", link=STEP[name])


def _unread(positions: tuple[int, ...], side: int) -> str:
    """Say which rows and columns no window reads, those of the input apart from those of the padding."""
    inside = [position for position in positions if 0 <= position < side]
    outside = [position for position in positions if position not in inside]
    if not positions:
        return say("frameworks.unread.none")
    parts = []
    if inside:
        parts.append(say("frameworks.unread.input", places=_listed(inside)))
    if outside:
        parts.append(say("frameworks.unread.padding", places=_listed(outside)))
    return joined(parts, language(), "sentence")


def _listed(numbers: list[int]) -> str:
    return joined(map(number, numbers), language())


def _one_row() -> str:
    """Compute the case of one row, which can be done in the head."""
    x, kernel = [[[1, 2, 3, 4]]], [[[[1, 10, 100]]]]
    ways = {"same": ((0, 0), same_padding(4, 3, 2)), "torch": ((0, 0), (1, 1))}
    found = {
        name: convolve(x, kernel, stride=(1, 2), padding=padding, backend=backend())
        for name, padding in ways.items()
    }
    return say("frameworks.row", **{name: nested_list(y[0, 0]) for name, y in found.items()})
