"""The layer a reader chose on the cost page: standard, grouped and separable side by side."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

import streamlit as st

from dsviz.conv.numbers import Pair
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
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import say
from dsviz.wording.formulas import product, ratio_of, tex, weights_and_macs

# Field -> the most it takes.
MOST_KERNEL = 31
# Channels in and out, and the side of the map, of a 3x3 layer in the middle of YOLO's backbone.
YOLO = (128, 256, 52)
MOST = {
    IN_CHANNELS.here(default="64"): 8192,
    OUT_CHANNELS.here(default="128"): 8192,
    OUTPUT_SIDE: 512,
    MULTIPLIER: 64,
}
G = GROUPS.here(default="4")


@dataclass(frozen=True)
class Chosen:
    """What the fields of the cost page say."""

    kernel: Pair
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
            "K": kernel_text(self.kernel),
            "C": f"{self.in_channels:,}",
            "N": f"{self.out_channels:,}",
            "out": f"{self.size:,}",
            "g": f"{self.groups:,}",
            "M": f"{self.multiplier:,}",
            "inputs": f"{self.in_channels // self.groups:,}",
            "middle": f"{self.in_channels * self.multiplier:,}",
        }

    @property
    def sides(self) -> list[str]:
        """The letters of the kernel's two sides."""
        return ["K", "K"] if self.kernel[0] == self.kernel[1] else ["K_h", "K_w"]

    @property
    def factors(self) -> dict[str, tuple[list[str], list[int]]]:
        """The factors of each layer's weights: as letters, and as numbers."""
        kernel, inputs = list(self.kernel), self.in_channels // self.groups
        return {
            "standard": ([*self.sides, "C", "N"], [*kernel, self.in_channels, self.out_channels]),
            "grouped": ([*self.sides, r"\frac{C}{g}", "N"], [*kernel, inputs, self.out_channels]),
            "depthwise": ([*self.sides, "C", "M"], [*kernel, self.in_channels, self.multiplier]),
            "pointwise": (["C", "M", "N"], [self.in_channels, self.multiplier, self.out_channels]),
        }

    @property
    def in_math(self) -> dict[str, str]:
        """The numbers and the kernel's letters as a formula in a sentence writes them."""
        numbers = {name: value.replace(",", "{,}") for name, value in self.values.items()}
        area = "K^2" if self.sides == ["K", "K"] else product(self.sides)
        return numbers | {"letters": product(self.sides), "kernel": product(self.kernel), "area": area}


def kernel_text(kernel: Pair) -> str:
    """Write a kernel: its side, or its rows and columns where it is no square.

    Examples
    --------
    >>> kernel_text((3, 3)), kernel_text((3, 5))
    ('3', '3×5')
    """
    rows, columns = kernel
    return str(rows) if rows == columns else f"{rows}×{columns}"


def ask_layer() -> Chosen:
    """Ask for the layer; return what was chosen, a legal grouping among it."""
    with Ask("cost") as ask:
        columns = field_row("cost", 7)
        with columns[0]:
            kernel = ask.pair(KERNEL_SIDE, 1, MOST_KERNEL)
        numbers = []
        for column, (param, most) in zip(columns[1:], MOST.items(), strict=False):
            with column:
                numbers.append(ask.whole(param, 1, most))
        in_channels, out_channels, size, multiplier = numbers
        with columns[5]:
            typed = ask.text(G)
        with columns[6]:
            bias = ask.flag(BIAS)
        groups, refusal = legal_grouping(typed, in_channels, out_channels, int(G.default))
        ask.refuse(refusal)
    return Chosen(kernel, in_channels, out_channels, size, groups, multiplier, bias)


def show_formulas(chosen: Chosen) -> None:
    """Render the formulas, numbers under letters, their bars, and what each factor is there for."""
    st.header(say("cost.formulas"), anchor=False)
    formulas, bars = st.columns([4, 3])
    with formulas:
        for name, counted in chosen.counts().items():
            if name != "separable":
                st.markdown(_formula(name, counted.layers[0], chosen))
    with bars:
        show_bars(chosen.counts())
    st.markdown(say("cost.factors", **chosen.in_math))


def _formula(name: str, layer: LayerCount, chosen: Chosen) -> str:
    words = say("cost.formula.weights"), say("cost.formula.macs")
    # Set within the line, the second goes under the first where a screen is narrow.
    formulas = weights_and_macs(*chosen.factors[name], (chosen.size, chosen.size), words)
    line = f"{say(f'cost.formula.{name}')}\n\n" + " &emsp; ".join(f"${each}$" for each in formulas)
    if not chosen.bias:
        return line
    biases = f"{layer.parameters - layer.weights:,}"
    return f"{line}\n\n{say('cost.formula.bias', biases=biases, parameters=f'{layer.parameters:,}')}"


def show_yolo() -> None:
    """Count one layer of a size as YOLO's have, and lead to where it is counted in full and timed."""
    counts = Chosen((3, 3), *YOLO, groups=1, multiplier=1, bias=False).counts()
    pair, one = counts["separable"], counts["standard"]
    values = {"c": YOLO[0], "n": YOLO[1], "out": YOLO[2], "pair": f"{pair.macs:,}", "one": f"{one.macs:,}"}
    st.markdown(say("cost.yolo", **values, times=_times(Fraction(one.macs, pair.macs))))
    query = {IN_CHANNELS.name: YOLO[0], OUT_CHANNELS.name: YOLO[1], OUTPUT_SIDE.name: YOLO[2]}
    link(page_of("cost"), say("cost.yolo.open"), {name: str(value) for name, value in query.items()})


def show_side_by_side(chosen: Chosen) -> None:
    """Render standard, grouped and separable in one table, and the ratio with the numbers in it."""
    st.header(say("cost.side"), anchor=False)
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
        "map_bytes": counted.bytes_per_number * (prod(counted.layers[0].in_shape) + counted.activations),
    }


def _ratio(chosen: Chosen) -> str:
    ratio = chosen.multiplier * separable_ratio(chosen.kernel, chosen.out_channels)
    pair, one = (chosen.counts()[name].weights for name in ("separable", "standard"))
    formula = ratio_of(chosen.multiplier, chosen.out_channels, chosen.kernel, chosen.in_math["area"])
    key = "cost.ratio.more" if ratio >= 1 else "cost.ratio"
    return say(key, formula=formula, pair=tex(pair), one=tex(one), times=_times(1 / ratio))


def _times(times: Fraction) -> str:
    """Write how many times fewer: a whole number as one, anything else to two decimals."""
    return str(times) if times.denominator == 1 else f"{float(times):.2f}"


def _document_003(chosen: Chosen) -> str:
    printed = document_003_separable(chosen.kernel, chosen.in_channels, chosen.out_channels)
    first = count(depthwise(chosen.in_channels, chosen.kernel, padding="same"), chosen.size).weights
    true = first + chosen.in_channels * chosen.out_channels
    key = "cost.003.equal" if printed == true else "cost.003"
    return say(key, area=chosen.in_math["area"], printed=tex(printed), true=tex(true))
