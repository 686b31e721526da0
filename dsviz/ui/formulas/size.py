"""The size of an output: the formula with a reader's numbers in it, and what one output sees beside it."""

from __future__ import annotations

import streamlit as st

from dsviz.conv.errors import Refusal
from dsviz.conv.geometry import kernel_reach, receptive_field
from dsviz.cost.vgg import vgg_rows
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import (
    DILATION,
    HEIGHT,
    KERNEL_SIDE,
    PAD,
    PADDING,
    STACK,
    STRIDE,
    WIDTH,
)
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.words import begun, passage, refused, say
from dsviz.wording.formulas import Axis, output_size_of, receptive_field_of
from dsviz.wording.sizes import axes_of, told

WAYS = ("tensorflow", "torch", "valid", "own")
MOST = {"size": 4096, "kernel": 31, "stride": 31, "dilation": 31, "pad": 496, "stack": 12}
LETTERS = (("H_o", "H", "K_h"), ("W_o", "W", "K_w"))
AXES = ("rows", "columns")


def show_sizes() -> None:
    """Render the tool: what is asked for, the formula with its numbers, the receptive field, the why."""
    st.header(say("formulas.size"), anchor=False)
    axes, stack = _ask_axes()
    if axes:
        _show_axes(axes)
        _show_stack(axes, stack)
    with st.expander(say("formulas.size.why"), expanded=False):
        st.markdown(passage("formulas-size"))


def _ask_axes() -> tuple[tuple[Axis, ...], int]:
    """Ask for a layer; return its two axes, none where it has no output, and how many follow one another."""
    with Ask("formulas") as ask:
        way = ask.choice(PADDING, WAYS)
        columns = field_row("size", 7 if way == "own" else 6)
        with columns[0]:
            height = ask.whole(HEIGHT.here(default="224"), 1, MOST["size"])
        with columns[1]:
            width = ask.whole(WIDTH.here(default="224"), 1, MOST["size"])
        with columns[2]:
            kernels = ask.pair(KERNEL_SIDE.here(default="7"), 1, MOST["kernel"])
        with columns[3]:
            strides = ask.pair(STRIDE.here(default="2"), 1, MOST["stride"])
        with columns[4]:
            dilations = ask.pair(DILATION, 1, MOST["dilation"])
        with columns[5]:
            stack = ask.whole(STACK, 1, MOST["stack"])
        own = (0, 0)
        if way == "own":
            with columns[6]:
                own = ask.pair(PAD, 0, MOST["pad"])
        try:
            return axes_of((height, width), kernels, strides, dilations, way, own), stack
        except Refusal as error:
            ask.refuse(say("fields.refused", rule=begun(refused(error))))
    return (), stack


def _show_axes(axes: tuple[Axis, ...]) -> None:
    for place, name, axis, letters in zip(st.columns(2), AXES, axes, LETTERS, strict=True):
        with place:
            st.latex(output_size_of(axis, letters))
            st.markdown(told(name, axis, say))


def _show_stack(axes: tuple[Axis, ...], stack: int) -> None:
    """Render what one output sees of the input, after one and more of such layers."""
    st.markdown(f"**{say('formulas.field')}**")
    rows = [(1, axis.kernel, axis.stride, axis.pads[0], axis.dilation) for axis in axes]
    layers = [[row[1:] for _ in range(stack)] for row in rows]
    fields = [[receptive_field(own[:n]) for n in range(1, stack + 1)] for own in layers]
    formula, words = st.columns([3, 4])
    with formula:
        reach = kernel_reach(axes[0].kernel, axes[0].dilation)
        st.latex(receptive_field_of(fields[0], [reach] * stack))
    with words:
        high, wide = (own[-1] for own in fields)
        st.markdown(
            say(
                "formulas.field.text",
                count=stack,
                high=high.size,
                wide=wide.size,
                down=high.jump,
                across=wide.jump,
            )
        )
    show_vgg()


def show_vgg() -> None:
    """Render VGG's argument: small kernels one after another against one large one."""
    st.markdown(say("formulas.vgg"))
    show_table("vgg", vgg_rows(), topic="formulas.vgg", formats={"percent": "%.1f"})
