"""The arguments of documents 001 and 004: what each does, and six of them tried out on small numbers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import streamlit as st

from dsviz.content import joined
from dsviz.conv.convolve import compute
from dsviz.conv.layouts import nchw_to_nhwc
from dsviz.course.results import shape_text
from dsviz.examples.arguments import (
    ACTIVATIONS,
    KERNEL,
    RECTANGLE,
    RESULT,
    fans,
    glorot_bound,
    glorot_uniform,
    l1,
    l2,
    max_norm,
    non_negative,
)
from dsviz.examples.depthwise import TENSORFLOW
from dsviz.export.arguments import ARGUMENTS
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import IN_CHANNELS, KERNEL_SIDE, MULTIPLIER, SEED, TRIED
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.words import language, say
from dsviz.wording.formulas import matrix
from dsviz.wording.numbers import is_cut, number

# Of PyTorch only: the documents do not name them.
NOT_THEIRS = ("in_channels", "padding_mode", "groups", "device", "dtype")


def show_tried() -> None:
    """Render the choice of an argument, and what it does to numbers."""
    with Ask("tried") as ask:
        name = ask.choice(TRIED, tuple(SHOWN), is_titled=False)
    st.markdown(say(f"tried.{name}.text"))
    SHOWN[name]()


def show_all() -> None:
    """List every argument of the documents' layers with what it does."""
    st.header(say("tried.all"), anchor=False)
    entries = []
    for argument in ARGUMENTS:
        if argument.id not in NOT_THEIRS:
            spelled = argument.keras_separable or argument.tf_layers
            name = spelled.partition("=")[0].partition(" ")[0]
            does = say(f"does.{argument.id}")
            entries.append(joined([f"- `{name}`", does], language(), "colon"))
    middle = (len(entries) + 1) // 2
    for column, part in zip(st.columns(2), (entries[:middle], entries[middle:]), strict=True):
        column.markdown("\n".join(part))


def _activation() -> None:
    show_table("activations", activation_rows(), topic="tried.activation")


OUTPUTS = ("y0", "y1", "y2", "y3")


def activation_rows() -> list[dict[str, object]]:
    """Apply each activation to the four numbers of the depthwise example's channel 0.

    Examples
    --------
    >>> list(activation_rows()[1].values())
    ['relu', '0', '12', '17', '0']
    >>> activation_rows()[3]["y1"], activation_rows()[4]["y1"]
    ('≈ 0.999994', '≈ 1')
    """
    rows: list[dict[str, object]] = []
    for name, function in ACTIVATIONS.items():
        values = [_rounded(value) for value in function(RESULT).ravel().tolist()]
        rows.append({"name": name, **dict(zip(OUTPUTS, values, strict=True))})
    return rows


def _rounded(value: float) -> str:
    return f"≈ {number(value)}" if is_cut(value) else number(value)


def _initializer() -> None:
    with Ask("tried") as ask:
        columns = field_row("initializer", 4)
        with columns[0]:
            height, width = ask.pair(KERNEL_SIDE, 1, 5)
        with columns[1]:
            channels = ask.whole(IN_CHANNELS.here(default="1"), 1, 8192)
        with columns[2]:
            multiplier = ask.whole(MULTIPLIER, 1, 64)
        with columns[3]:
            seed = ask.whole(SEED, 0, 999_999)
    shape = (height, width, channels, multiplier)
    inputs, outputs = fans(shape)
    bound = glorot_bound(shape)
    st.latex(
        rf"\sqrt{{\frac{{6}}{{\text{{fan}}_{{in}} + \text{{fan}}_{{out}}}}}} = "
        rf"\sqrt{{\frac{{6}}{{{inputs} + {outputs}}}}} = {bound:.4f}"
    )
    st.markdown(say("tried.initializer.numbers", bound=f"{bound:.4f}", shape=shape_text(shape)))
    st.latex(matrix(glorot_uniform(shape, seed)[:, :, 0, 0]))


def _regularizer() -> None:
    sizes = " + ".join(f"{abs(each):.0f}" for each in KERNEL.ravel())
    squares = " + ".join(f"{each**2:.0f}" for each in KERNEL.ravel())
    st.latex(matrix(KERNEL))
    st.latex(
        rf"\text{{L1}}(0.01): 0.01 \times ({sizes}) = {l1(KERNEL):.2f} \qquad "
        rf"\text{{L2}}(0.01): 0.01 \times ({squares}) = {l2(KERNEL):.2f}"
    )
    st.markdown(say("tried.regularizer.activity", number=f"{l2(RESULT):.2f}"))


def _constraint() -> None:
    st.latex(
        rf"{matrix(KERNEL)} \;\xrightarrow{{\text{{NonNeg}}}}\; {matrix(non_negative(KERNEL))} "
        rf"\qquad {matrix(KERNEL)} \;\xrightarrow{{\text{{MaxNorm}}(2)}}\; {matrix(max_norm(KERNEL))}"
    )
    st.markdown(say("tried.constraint.norm", norm=f"{np.sqrt(np.square(KERNEL).sum()):.4f}"))


def _data_format() -> None:
    x = TENSORFLOW.layer.x
    rows = []
    for name, tensor in (("channels_first", x[None]), ("channels_last", nchw_to_nhwc(x[None]))):
        first = ", ".join(f"{each:.0f}" for each in tensor.ravel()[:6])
        rows.append({"name": name, "shape": shape_text(tensor.shape), "memory": f"{first}, …"})
    show_table("data-format", rows, topic="tried.data_format")


def _rectangle() -> None:
    x, y = RECTANGLE.x[0], compute(RECTANGLE, "numpy")[0]
    st.latex(rf"{matrix(x)} \;\ast\; {matrix(RECTANGLE.weight[0, 0])} \;=\; {matrix(y)}")


SHOWN: dict[str, Callable[[], None]] = {
    "activation": _activation,
    "initializer": _initializer,
    "regularizer": _regularizer,
    "constraint": _constraint,
    "data_format": _data_format,
    "rectangle": _rectangle,
}
