"""The layer a reader chose on the cost page: standard, grouped and separable side by side."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import streamlit as st

from dsviz.cost import Conv, Count, LayerCount, count, depthwise, pointwise, standard
from dsviz.cost.formulas import document_003_separable, separable_ratio
from dsviz.ui.cost.bars import show_bars
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import (
    BIAS,
    GROUPS,
    IN_CHANNELS,
    KERNEL_SIDE,
    MULTIPLIER,
    OUT_CHANNELS,
    OUTPUT_SIDE,
)
from dsviz.ui.parts.groupings import legal_grouping
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.words import say
from dsviz.wording.numbers import number

# Field -> the most it takes.
MOST = {
    KERNEL_SIDE: 15,
    IN_CHANNELS.here(default="64"): 2048,
    OUT_CHANNELS.here(default="128"): 2048,
    OUTPUT_SIDE: 512,
    MULTIPLIER: 64,
}
G = GROUPS.here(default="4")


@dataclass(frozen=True)
class Chosen:
    """What the fields of the cost page say."""

    kernel: int
    in_channels: int
    out_channels: int
    size: int
    groups: int
    multiplier: int
    bias: bool

    def layers(self) -> dict[str, tuple[Conv, ...]]:
        """Describe the three ways from C to N channels, all of one output size."""
        kernel = self.kernel
        settings: dict[str, Any] = {"bias": self.bias, "padding": "same"}
        first = depthwise(self.in_channels, kernel, depth_multiplier=self.multiplier, **settings)
        return {
            "standard": (standard(self.in_channels, self.out_channels, kernel, **settings),),
            "grouped": (
                standard(self.in_channels, self.out_channels, kernel, groups=self.groups, **settings),
            ),
            "depthwise": (first,),
            "pointwise": (pointwise(first.out_channels, self.out_channels, bias=self.bias),),
            "separable": (first, pointwise(first.out_channels, self.out_channels, bias=self.bias)),
        }

    def counts(self) -> dict[str, Count]:
        """Count each of them."""
        return {name: count(layers, self.size) for name, layers in self.layers().items()}

    @property
    def values(self) -> dict[str, str]:
        """The numbers as the formulas write them."""
        return {
            "K": f"{self.kernel:,}",
            "C": f"{self.in_channels:,}",
            "N": f"{self.out_channels:,}",
            "out": f"{self.size:,}",
            "g": f"{self.groups:,}",
            "M": f"{self.multiplier:,}",
            "inputs": f"{self.in_channels // self.groups:,}",
            "middle": f"{self.in_channels * self.multiplier:,}",
        }


def ask_layer() -> Chosen:
    """Ask for the layer; return what was chosen, a legal grouping among it."""
    with Ask("cost") as ask:
        columns = field_row("cost", 7)
        numbers = []
        for column, (param, most) in zip(columns, MOST.items(), strict=False):
            with column:
                numbers.append(ask.whole(param, 1, most))
        kernel, in_channels, out_channels, size, multiplier = numbers
        with columns[5]:
            typed = ask.text(G)
        with columns[6]:
            bias = ask.flag(BIAS)
        groups, refusal = legal_grouping(typed, in_channels, out_channels, int(G.default))
        ask.refuse(refusal)
    return Chosen(kernel, in_channels, out_channels, size, groups, multiplier, bias)


def show_formulas(chosen: Chosen) -> None:
    """Render the formulas with the numbers in them beside their bars, and what each factor is there for."""
    st.subheader(say("cost.formulas"), anchor=False)
    formulas, bars = st.columns([4, 3])
    with formulas:
        for name, counted in chosen.counts().items():
            if name != "separable":
                st.markdown(_formula(name, counted.layers[0], chosen))
    with bars:
        show_bars(chosen.counts())
    st.markdown(say("cost.factors", **chosen.values))


def _formula(name: str, layer: LayerCount, chosen: Chosen) -> str:
    values = {"weights": f"{layer.weights:,}", "macs": f"{layer.macs:,}"}
    line = say(f"cost.formula.{name}", **chosen.values, **values)
    if not chosen.bias:
        return line
    biases = f"{layer.parameters - layer.weights:,}"
    return line + " " + say("cost.formula.bias", biases=biases, parameters=f"{layer.parameters:,}")


def show_side_by_side(chosen: Chosen) -> None:
    """Render standard, grouped and separable in one table, and the ratio with the numbers in it."""
    st.subheader(say("cost.side"), anchor=False)
    counts = chosen.counts()
    whole = counts["standard"]
    show_table(
        "cost",
        [_row(name, counted, whole) for name, counted in counts.items()],
        topic="cost.table",
        formats={"of_parameters": "%.2f", "of_macs": "%.2f"},
    )
    st.caption(say("cost.table.note"))
    st.markdown(_ratio(chosen))
    st.markdown(_document_003(chosen))


def show_keras() -> None:
    """Render document 004's layer of 442 parameters, and what else it could have."""
    st.subheader(say("cost.keras"), anchor=False)
    st.markdown(say("cost.keras.text"))
    show_table("keras-442", keras_rows(), topic="cost.keras")
    st.caption(say("cost.keras.note"))


def keras_rows() -> list[dict[str, Any]]:
    """Count document 004's layer with each habit of bias, and the standard one of its shape."""
    kinds = {"keras": (False, True), "torch": (True, True), "free": (False, False)}
    rows = []
    for name, (first, last) in kinds.items():
        pair = (depthwise(10, 3, bias=first, padding="same"), pointwise(10, 32, bias=last))
        rows.append(_keras_row(name, count(pair, 224)))
    full = count(standard(10, 32, 3, bias=True, padding="same"), 224)
    return [*rows, _keras_row("standard", full)]


def _keras_row(name: str, counted: Count) -> dict[str, Any]:
    return {
        "layer": say(f"cost.keras.{name}"),
        "sum": say(f"cost.keras.{name}.sum"),
        "parameters": counted.parameters,
        "macs": counted.macs,
        "document": say(f"cost.keras.{name}.document"),
    }


def _row(name: str, counted: Count, whole: Count) -> dict[str, Any]:
    return {
        "layer": say(f"cost.layer.{name}"),
        "parameters": counted.parameters,
        "of_parameters": 100 * counted.parameters / whole.parameters,
        "macs": counted.macs,
        "of_macs": 100 * counted.macs / whole.macs,
        "padding": counted.macs_on_padding,
        "activations": counted.activations,
        "bytes": counted.weight_bytes,
    }


def ratio_text(ratio: Fraction) -> str:
    """Write a ratio, and its decimal where that says more: rounded, or just as it is.

    Examples
    --------
    >>> ratio_text(Fraction(2)), ratio_text(Fraction(1, 8)), ratio_text(Fraction(10, 9))
    ('2', '1/8 = 0.125', '10/9 ≈ 1.1111')
    """
    if ratio.denominator == 1:
        return str(ratio)
    decimal = round(ratio, 4)
    return f"{ratio} {'=' if decimal == ratio else '≈'} {number(float(decimal))}"


def _ratio(chosen: Chosen) -> str:
    ratio = chosen.multiplier * separable_ratio(chosen.kernel, chosen.out_channels)
    pair, one = (chosen.counts()[name].weights for name in ("separable", "standard"))
    key = "cost.ratio.more" if ratio >= 1 else "cost.ratio"
    return say(
        key,
        **chosen.values,
        pair=f"{pair:,}",
        one=f"{one:,}",
        ratio=ratio_text(ratio),
        times=f"{float(1 / ratio):.2f}",
    )


def _document_003(chosen: Chosen) -> str:
    printed = document_003_separable(chosen.kernel, chosen.in_channels, chosen.out_channels)
    first = count(depthwise(chosen.in_channels, chosen.kernel, padding="same"), chosen.size).weights
    true = first + chosen.in_channels * chosen.out_channels
    key = "cost.003.equal" if printed == true else "cost.003"
    return say(key, **chosen.values, printed=f"{printed:,}", true=f"{true:,}")
