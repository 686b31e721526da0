"""One layer from C to N channels built in three ways, standard, grouped and separable, as it is counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

from dsviz.conv.numbers import Pair
from dsviz.cost import Conv, Count, LayerCount, count, depthwise, pointwise, standard
from dsviz.cost.formulas import document_003_separable, separable_ratio
from dsviz.wording.formulas import product, ratio_of, tex, weights_and_macs

# Way -> the words above its bar, and its steps: what is counted, and its words.
WAYS = {
    "standard": ("cost.layer.standard", {"standard": "cost.side.one"}),
    "grouped": ("cost.layer.grouped", {"grouped": "cost.side.one"}),
    "separable": (
        "cost.side.both",
        {"depthwise": "cost.side.depthwise", "pointwise": "cost.side.pointwise"},
    ),
}


@dataclass(frozen=True)
class ThreeWays:
    """What the three ways have in common, and what only one of them has.

    Attributes
    ----------
    kernel : (Kh, Kw)
    in_channels, out_channels : int
    size : int
        Rows and columns of the output; stride 1, padding "same".
    groups : int
        Of the grouped way.
    multiplier : int
        Filters a channel of the separable way's depthwise step.
    bias : bool
    """

    kernel: Pair
    in_channels: int
    out_channels: int
    size: int
    groups: int
    multiplier: int = 1
    bias: bool = False

    def layers(self) -> dict[str, tuple[Conv, ...]]:
        """Describe the ways, and the steps of the separable one, all of one output size."""
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
        """Count each of them.

        Examples
        --------
        >>> counts = ThreeWays((3, 3), 64, 128, size=56, groups=4).counts()
        >>> counts["standard"].weights, counts["separable"].weights
        (73728, 8768)
        """
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


def formula_told(name: str, layer: LayerCount, ways: ThreeWays, say: Callable[..., str]) -> str:
    """Write the weights and the MACs of one layer as formulas, numbers under letters, as Markdown."""
    words = say("cost.formula.weights"), say("cost.formula.macs")
    # Set within the line, the second goes under the first where a screen is narrow.
    formulas = weights_and_macs(*ways.factors[name], (ways.size, ways.size), words)
    line = f"{say(f'cost.formula.{name}')}\n\n" + " &emsp; ".join(f"${each}$" for each in formulas)
    if not ways.bias:
        return line
    biases = f"{layer.parameters - layer.weights:,}"
    return f"{line}\n\n{say('cost.formula.bias', biases=biases, parameters=f'{layer.parameters:,}')}"


def factors_told(ways: ThreeWays, say: Callable[..., str]) -> str:
    """Say what each factor of the formulas is there for."""
    return say("cost.factors", **ways.in_math)


def time_told(ways: ThreeWays, say: Callable[..., str]) -> str:
    """Say what is measured."""
    return say("cost.time.text", **ways.values)


def given_told(ways: ThreeWays, say: Callable[..., str]) -> str:
    """Say which layer is counted, where a reader chooses none."""
    return say("course.cost.look", **ways.values)


def bar_told(way: str, counts: Mapping[str, Count], say: Callable[..., str]) -> str:
    """Say a way's weights, and what percentage of the standard layer's they are."""
    percent = f"{100 * counts[way].weights / counts['standard'].weights:.4g}"
    return say("cost.side.bar", layer=say(WAYS[way][0]), weights=f"{counts[way].weights:,}", percent=percent)


def shares_of(counts: Mapping[str, Count]) -> tuple[tuple[float, ...], ...]:
    """Return each way's steps in percent of the standard layer's weights; of its MACs they are as many."""
    whole = counts["standard"].weights
    return tuple(tuple(100 * counts[step].weights / whole for step in parts) for _, parts in WAYS.values())


def side_row(name: str, counted: Count, whole: Count, say: Callable[..., str]) -> dict[str, Any]:
    """Count a way beside the standard one: a row of the table, by the names of its columns."""
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


def ratio_told(ways: ThreeWays, say: Callable[..., str]) -> str:
    """Say what both steps cost of the standard layer: the formula, and what was counted."""
    ratio = ways.multiplier * separable_ratio(ways.kernel, ways.out_channels)
    pair, one = (ways.counts()[name].weights for name in ("separable", "standard"))
    formula = ratio_of(ways.multiplier, ways.out_channels, ways.kernel, ways.in_math["area"])
    key = "cost.ratio.more" if ratio >= 1 else "cost.ratio"
    return say(key, formula=formula, pair=tex(pair), one=tex(one), times=times_text(1 / ratio))


def times_text(times: Fraction) -> str:
    """Write how many times fewer: a whole number as one, anything else to two decimals.

    Examples
    --------
    >>> times_text(Fraction(9)), times_text(Fraction(1152, 137))
    ('9', '8.41')
    """
    return str(times) if times.denominator == 1 else f"{float(times):.2f}"


def document_003_told(ways: ThreeWays, say: Callable[..., str]) -> str:
    """Say what document 003 counts for the pair, and what it is."""
    printed = document_003_separable(ways.kernel, ways.in_channels, ways.out_channels)
    first = count(depthwise(ways.in_channels, ways.kernel, padding="same"), ways.size).weights
    true = first + ways.in_channels * ways.out_channels
    key = "cost.003.equal" if printed == true else "cost.003"
    return say(key, area=ways.in_math["area"], printed=tex(printed), true=tex(true))
