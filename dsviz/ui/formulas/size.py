"""The size of an output: the formula with a reader's numbers in it, and what one output sees beside it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dsviz.conv.errors import Refusal
from dsviz.conv.geometry import kernel_reach, output_size, receptive_field, same_padding, torch_same_padding
from dsviz.conv.numbers import Pair
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


def axes_of(
    size: Pair, kernels: Pair, strides: Pair, dilations: Pair, way: str, own: Pair
) -> tuple[Axis, ...]:
    """Return the two axes of a layer with the padding that its way of padding gives.

    Raises
    ------
    ConvError
        Where the kernel does not fit, or PyTorch's "same" has a stride.

    Examples
    --------
    >>> [axis.pads for axis in axes_of((224, 225), (7, 3), (2, 2), (1, 1), "tensorflow", (0, 0))]
    [(2, 3), (1, 1)]
    """
    axes = []
    for n, kernel, stride, dilation, pad in zip(size, kernels, strides, dilations, own, strict=True):
        pads = pads_of(way, n, kernel, stride, dilation, pad)
        output_size(n, kernel, stride, sum(pads), dilation)
        axes.append(Axis(n, kernel, stride, dilation, pads))
    return tuple(axes)


def pads_of(way: str, n: int, kernel: int, stride: int, dilation: int, pad: int) -> Pair:
    """Return the padding before and after along one axis.

    Examples
    --------
    >>> pads_of("tensorflow", 224, 7, 2, 1, 0), pads_of("torch", 5, 4, 1, 1, 0), pads_of("own", 5, 3, 1, 1, 2)
    ((2, 3), (1, 2), (2, 2))
    """
    if way == "tensorflow":
        return same_padding(n, kernel, stride, dilation)
    if way == "torch":
        return torch_same_padding(kernel, stride, dilation)
    return (pad, pad) if way == "own" else (0, 0)


def out_of(axis: Axis) -> int:
    """Return how many outputs an axis gives."""
    return output_size(axis.size, axis.kernel, axis.stride, sum(axis.pads), axis.dilation)


def _show_axes(axes: tuple[Axis, ...]) -> None:
    for place, name, axis, letters in zip(st.columns(2), AXES, axes, LETTERS, strict=True):
        with place:
            st.latex(output_size_of(axis, letters))
            st.markdown(say(f"formulas.size.{name}", **_facts(axis)))


def _facts(axis: Axis) -> dict[str, Any]:
    padded, reach = axis.size + sum(axis.pads), kernel_reach(axis.kernel, axis.dilation)
    left = padded - reach - (out_of(axis) - 1) * axis.stride
    before, after = axis.pads
    return {
        "out": f"{out_of(axis):,}",
        "before": before,
        "after": after,
        "reach": reach,
        "left": left,
        "padded": f"{padded:,}",
    }


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


def vgg_rows() -> list[dict[str, Any]]:
    """Count two and three 3x3 layers from 64 to 64 channels against the one whose window is as large.

    Examples
    --------
    >>> [(row["sees"], row["small"], row["large"]) for row in vgg_rows()]
    [('5 × 5', 73728, 102400), ('7 × 7', 110592, 200704)]
    """
    rows = []
    for layers in (2, 3):
        side = receptive_field([(3,)] * layers).size
        small, large = layers * _weights(3), _weights(side)
        rows.append(
            {
                "layers": f"{layers} × (3×3)",
                "sees": f"{side} × {side}",
                "formula": f"{9 * layers} × C²",
                "small": small,
                "one": f"{side * side} × C²",
                "large": large,
                "percent": 100 * small / large,
            }
        )
    return rows


def _weights(kernel: int) -> int:
    from dsviz.cost import count, standard

    return count(standard(64, 64, kernel, padding="same"), 8).weights
