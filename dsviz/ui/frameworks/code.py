"""The page on frameworks: one layer, chosen once, as code for four of them; their arguments side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import streamlit as st

from dsviz.content import joined
from dsviz.conv.convolve import compute
from dsviz.conv.errors import Refusal
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.conv.tensors import check_fit
from dsviz.course.results import shape_text
from dsviz.examples.example import Array
from dsviz.export.arguments import ARGUMENTS, FRAMEWORKS
from dsviz.export.pytorch_code import nested_list, torch_layer
from dsviz.export.remarks import remarked
from dsviz.export.scripts import WRITERS
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import (
    BIAS,
    DILATION,
    GROUPS,
    IN_CHANNELS,
    INPUT_SIDE,
    KERNEL_SIDE,
    KIND,
    MULTIPLIER,
    OUT_CHANNELS,
    PADDING,
    STRIDE,
)
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.params import Param
from dsviz.ui.shell.words import begun, language, refused, say

KINDS = ("standard", "depthwise", "separable")
PADDINGS = ("valid", "same", "1", "2")
MOST_CHANNELS, MOST_SIDE = 6, 9
SEED = 1
CODE_HEIGHT = 340  # pixels
# The lines of a script that say what the layer is: padding, the layer itself, a product of the loops.
CALL = re.compile(
    r"x = \S*(pad|ZeroPadding2D)\(|y = (F|tf\.nn)\.|y = tf\.concat|y = y\[:|layer = | +(for part|total \+=)"
)


@dataclass(frozen=True)
class LayerForm:
    """The form a reader fills in: the kind, shape and settings of a layer; its numbers follow from them.

    Attributes
    ----------
    kind : {"standard", "depthwise", "separable"}
    channels, filters, multiplier, groups, kernel, size, stride, dilation : int
        Those the kind has no use for are 1.
    padding : {"valid", "same", "1", "2"}
    bias : bool
    """

    kind: str
    channels: int
    filters: int
    multiplier: int
    groups: int
    kernel: int
    size: int
    stride: int
    dilation: int
    padding: str
    bias: bool

    @property
    def spec(self) -> ConvSpec:
        """The settings; of a separable layer, those of its depthwise step."""
        padding = int(self.padding) if self.padding.isdigit() else self.padding
        groups = self.groups if self.kind == "standard" else self.channels
        return ConvSpec(self.stride, padding, self.dilation, groups)

    def shapes(self) -> tuple[tuple[int, ...], tuple[int, ...], int]:
        """Return the shape of x, that of the spatial weight, and how many channels come out."""
        filters = self.filters if self.kind == "standard" else self.channels * self.multiplier
        depth = self.channels // self.groups if self.kind == "standard" else 1
        out = self.filters if self.kind != "depthwise" else filters
        return (self.channels, self.size, self.size), (filters, depth, self.kernel, self.kernel), out


def show_arguments() -> None:
    """Render the table of arguments, and what each default does."""
    st.header(say("frameworks.arguments"), anchor=False)
    st.markdown(say("frameworks.arguments.text"))
    rows = [{name: getattr(argument, name) for name in FRAMEWORKS} for argument in ARGUMENTS]
    show_table("arguments", rows, topic="arguments")
    with st.expander(say("frameworks.defaults"), expanded=True):
        spelled = (next(filter(None, row.values())).partition("=")[0].partition(" ")[0] for row in rows)
        entries = [
            joined([f"- **{name}**", say(f"arguments.{argument.id}")], language(), "colon")
            for name, argument in zip(spelled, ARGUMENTS, strict=True)
        ]
        middle = (len(entries) + 1) // 2
        for column, part in zip(st.columns(2), (entries[:middle], entries[middle:]), strict=True):
            column.markdown("\n".join(part))


def ask_layer() -> LayerForm | None:
    """Ask for the layer; return None where what the fields hold fits no layer, which is then said."""
    st.header(say("frameworks.layer"), anchor=False)
    with Ask("frameworks") as ask:
        kind, padding, bias = _ask_form(ask)
        places = iter(field_row("layer", 7))

        def whole(param: Param, most: int) -> int:
            with next(places):
                return ask.whole(param, 1, most)

        form = LayerForm(
            kind=kind,
            channels=whole(IN_CHANNELS.here(default="2"), MOST_CHANNELS),
            filters=whole(OUT_CHANNELS.here(default="2"), MOST_CHANNELS) if kind != "depthwise" else 1,
            multiplier=whole(MULTIPLIER, 3) if kind != "standard" else 1,
            groups=whole(GROUPS.here(default="1"), MOST_CHANNELS) if kind == "standard" else 1,
            kernel=whole(KERNEL_SIDE, 5),
            size=whole(INPUT_SIDE, MOST_SIDE),
            stride=whole(STRIDE, 4),
            dilation=whole(DILATION, 3),
            padding=padding,
            bias=bias,
        )
    return form if _fits(form) else None


def _ask_form(ask: Ask) -> tuple[str, str, bool]:
    kind_place, padding_place, bias_place = st.columns([4, 4, 2], vertical_alignment="bottom")
    with kind_place:
        kind = ask.choice(KIND, KINDS)
    with padding_place:
        padding = ask.choice(PADDING, PADDINGS)
    with bias_place:
        return kind, padding, ask.flag(BIAS, default=True)


def show_code(form: LayerForm) -> None:
    """Render the layer as four scripts, and the tensor each of them prints."""
    result = output(form, backend())
    facts = {"engine": say(f"engine.{backend()}"), "shape": shape_text(result.shape)}
    st.markdown(say("frameworks.code", **facts))
    written = {name: remarked(code, language()) for name, code in codes(form).items()}
    for pair in (("pytorch", "keras"), ("tensorflow", "numpy")):
        for column, name in zip(st.columns(2), pair, strict=True):
            with column:
                st.markdown(say(f"frameworks.{name}"))
                called = [*(torch_layers(form) if name == "pytorch" else []), *calls(written[name])]
                st.code("\n".join(called), language="python", wrap_lines=True)
                st.caption(say("frameworks.whole"))
                st.code(written[name], language="python", height=CODE_HEIGHT)
    st.markdown(say("frameworks.result", **facts))
    st.code(nested_list(result), language=None)
    st.markdown(_conversion(form))


@lru_cache(maxsize=256)
def layers_of(form: LayerForm, engine: str = "numpy") -> tuple[Layer, ...]:
    """Draw a layer's numbers, the same ones in every process.

    Returns
    -------
    tuple of Layer
        One; of a separable layer the depthwise one, and the 1x1 one fed by the engine's output of it.
    """
    x_shape, weight_shape, out = form.shapes()
    draw = np.random.default_rng(SEED)
    x = draw.integers(0, 5, x_shape)
    weight = draw.integers(-2, 3, weight_shape)
    bias = draw.integers(-3, 4, out) if form.bias else None
    if form.kind != "separable":
        return (Layer(x, weight, bias, form.spec),)
    depthwise = Layer(x, weight, None, form.spec)
    mixing = draw.integers(-2, 3, (out, weight_shape[0], 1, 1))
    return depthwise, Layer(compute(depthwise, engine), mixing, bias)


@lru_cache(maxsize=256)
def output(form: LayerForm, engine: str) -> Array:
    """Compute a layer's output."""
    return compute(layers_of(form, engine)[-1], engine)


@lru_cache(maxsize=256)
def codes(form: LayerForm) -> dict[str, str]:
    """Write a layer as a script for each framework."""
    return {name: writer.code(*layers_of(form)) for name, writer in WRITERS.items()}


def torch_layers(form: LayerForm) -> list[str]:
    """Write a layer as the torch.nn.Conv2d it is, a separable one as two, each as a remark.

    Examples
    --------
    >>> torch_layers(LayerForm("standard", 2, 4, 1, 1, 3, 5, 2, 1, "1", True))
    ['# as a layer: torch.nn.Conv2d(2, 4, 3, stride=2, padding=1)']
    """
    return [f"# {say('frameworks.as_layer', layer=torch_layer(layer))}" for layer in layers_of(form)]


def calls(code: str) -> list[str]:
    """Pick the lines of a script that make the layer, without the numbers and the loops around them.

    Examples
    --------
    >>> calls("x = F.pad(x, (0, 1, 0, 1))\\ny = F.conv2d(x, w, stride=2)\\nprint(y)")
    ['x = F.pad(x, (0, 1, 0, 1))', 'y = F.conv2d(x, w, stride=2)']
    """
    return [line.strip() for line in code.splitlines() if CALL.match(line)]


def _fits(form: LayerForm) -> bool:
    x_shape, weight_shape, _ = form.shapes()
    try:
        check_fit(x_shape, weight_shape, form.spec)
    except Refusal as error:
        st.warning(say("frameworks.refused", rule=begun(refused(error))))
        return False
    return True


def _conversion(form: LayerForm) -> str:
    layer = layers_of(form)[0]
    depthwise = layer.is_depthwise or form.kind == "separable"
    last = (
        (*layer.kernel, layer.in_channels, layer.filters_per_group)
        if depthwise
        else (*layer.kernel, layer.slices, layer.out_channels)
    )
    key = "frameworks.converted.depthwise" if depthwise else "frameworks.converted.standard"
    return say(key, torch=shape_text(layer.weight.shape), last=shape_text(last))
