"""What an exercise of each topic and level looks like: shapes and settings, small enough for paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dsviz.conv.numbers import Pair
from dsviz.conv.spec import ConvSpec
from dsviz.cost import Conv, depthwise, pointwise, standard

LEVELS = (1, 2, 3)


@dataclass(frozen=True)
class Recipe:
    """The shape of an exercise; the numbers are drawn later.

    Attributes
    ----------
    x : (C, H, W)
    weight : (N, C / groups, kh, kw)
    bias : bool
    settings : dict
        The keywords of `ConvSpec`.
    tells : tuple of str
        The mistakes whose results have to differ from the right one and from each other.
    filters : int
        Of a 1x1 convolution that follows; 0 where none does.
    """

    x: tuple[int, int, int]
    weight: tuple[int, int, int, int]
    bias: bool = False
    settings: dict[str, Any] = field(default_factory=dict)
    tells: tuple[str, ...] = ()
    filters: int = 0

    @property
    def spec(self) -> ConvSpec:
        """The settings, checked."""
        return ConvSpec(**self.settings)


KERNEL = ("kernel-flipped", "kernel-transposed", "signs-lost")
CHANNELS = (*KERNEL, "channel-missed")
BIASED = (*CHANNELS, "bias-forgotten", "bias-added-per-channel")
STRIDED = ("kernel-flipped", "signs-lost", "stride-ignored-in-sums")
SPREAD = ("kernel-flipped", "signs-lost", "dilation-ignored")
APART = ("kernel-flipped", "signs-lost")
MULTIPLIED = ("kernel-flipped", "signs-lost", "multiplier-order")
MIXED = ("signs-lost", "channel-missed")
DEALT = ("kernel-flipped", "signs-lost", "channel-missed", "groups-interleaved")

CAUSAL = ((0, 0), (2, 0))  # of a row whose kernel reaches over 3: no output sees what comes after it

# Topic -> for each level the recipes the seed chooses among.
MAPS: dict[str, tuple[tuple[Recipe, ...], ...]] = {
    "standard": (
        (
            Recipe((1, 3, 3), (1, 1, 2, 2), tells=KERNEL),
            Recipe((1, 2, 4), (1, 1, 2, 2), tells=KERNEL),
        ),
        (
            Recipe((2, 3, 3), (1, 2, 2, 2), True, tells=BIASED),
            Recipe((3, 2, 3), (1, 3, 2, 2), True, tells=BIASED),
        ),
        (
            Recipe((2, 3, 3), (2, 2, 2, 2), True, tells=(*BIASED, "kernel-axes-swapped")),
            Recipe((2, 4, 4), (1, 2, 3, 3), True, tells=BIASED),
        ),
    ),
    "stride": (
        (
            Recipe((1, 4, 4), (1, 1, 2, 2), settings={"stride": 2}, tells=STRIDED),
            Recipe((1, 5, 5), (1, 1, 2, 2), settings={"stride": 3}, tells=STRIDED),
        ),
        (
            Recipe((1, 5, 5), (1, 1, 3, 3), True, {"stride": 2}, STRIDED),
            Recipe((1, 3, 5), (1, 1, 2, 2), True, {"stride": (1, 2)}, (*STRIDED, "kernel-transposed")),
        ),
        (
            Recipe((2, 5, 6), (1, 2, 3, 2), True, {"stride": (2, 3)}, (*STRIDED, "channel-missed")),
            Recipe((2, 6, 5), (1, 2, 2, 3), True, {"stride": (3, 2)}, (*STRIDED, "channel-missed")),
        ),
    ),
    "padding": (
        (
            Recipe((1, 2, 2), (1, 1, 2, 2), settings={"padding": 1}, tells=KERNEL),
            Recipe((1, 3, 3), (1, 1, 3, 3), settings={"padding": 1}, tells=KERNEL),
        ),
        (
            Recipe((1, 4, 4), (1, 1, 3, 3), True, {"padding": 1, "stride": 2}, STRIDED),
            Recipe((2, 2, 3), (1, 2, 3, 3), True, {"padding": 1}, ("kernel-flipped", "channel-missed")),
        ),
        (
            Recipe(
                (1, 4, 4), (1, 1, 3, 3), True, {"padding": "same", "stride": 2}, (*KERNEL, "same-wrong-side")
            ),
            Recipe(
                (2, 4, 5), (1, 2, 3, 2), True, {"padding": "same", "stride": 2}, (*APART, "same-wrong-side")
            ),
        ),
    ),
    "dilation": (
        (
            Recipe((1, 4, 4), (1, 1, 2, 2), settings={"dilation": 2}, tells=SPREAD),
            Recipe((1, 5, 5), (1, 1, 2, 2), settings={"dilation": 3}, tells=SPREAD),
        ),
        (
            Recipe((2, 4, 4), (1, 2, 2, 2), True, {"dilation": 2}, (*SPREAD, "channel-missed")),
            Recipe((1, 6, 5), (1, 1, 3, 3), True, {"dilation": 2}, SPREAD),
        ),
        (
            Recipe((1, 5, 5), (1, 1, 3, 3), True, {"dilation": 2, "padding": 1, "stride": 2}, SPREAD),
            Recipe((2, 4, 5), (1, 2, 2, 3), True, {"dilation": (2, 1), "stride": (1, 2)}, SPREAD),
        ),
    ),
    "depthwise": (
        (
            Recipe((2, 3, 3), (2, 1, 2, 2), settings={"groups": 2}, tells=KERNEL),
            Recipe((2, 2, 4), (2, 1, 2, 2), settings={"groups": 2}, tells=KERNEL),
        ),
        (
            Recipe((3, 2, 3), (3, 1, 2, 2), True, {"groups": 3}, (*KERNEL, "bias-forgotten")),
            Recipe((2, 3, 3), (2, 1, 2, 2), True, {"groups": 2}, (*KERNEL, "bias-forgotten")),
        ),
        (
            Recipe((2, 3, 3), (2, 1, 3, 3), True, {"groups": 2, "padding": 1, "stride": 2}, KERNEL),
            Recipe((2, 4, 4), (2, 1, 3, 3), True, {"groups": 2}, (*KERNEL, "bias-forgotten")),
        ),
    ),
    "multiplier": (
        (Recipe((2, 2, 2), (4, 1, 2, 2), settings={"groups": 2}, tells=MULTIPLIED),),
        (Recipe((2, 2, 3), (4, 1, 2, 2), settings={"groups": 2}, tells=MULTIPLIED),),
        (
            Recipe((2, 3, 3), (4, 1, 2, 2), True, {"groups": 2}, (*MULTIPLIED, "bias-forgotten")),
            Recipe((3, 2, 3), (6, 1, 2, 2), True, {"groups": 3}, (*MULTIPLIED, "bias-forgotten")),
        ),
    ),
    "pointwise": (
        (Recipe((2, 2, 2), (1, 2, 1, 1), tells=MIXED),),
        (
            Recipe((3, 2, 2), (2, 3, 1, 1), tells=(*MIXED, "kernel-axes-swapped")),
            Recipe((2, 2, 3), (3, 2, 1, 1), tells=(*MIXED, "kernel-axes-swapped")),
        ),
        (
            Recipe((3, 2, 3), (3, 3, 1, 1), True, tells=(*MIXED, "kernel-axes-swapped", "bias-forgotten")),
            Recipe((4, 2, 2), (3, 4, 1, 1), True, tells=(*MIXED, "kernel-axes-swapped", "bias-forgotten")),
        ),
    ),
    "separable": (
        (Recipe((2, 3, 3), (2, 1, 2, 2), settings={"groups": 2}, tells=KERNEL, filters=1),),
        (Recipe((2, 3, 3), (2, 1, 2, 2), settings={"groups": 2}, tells=KERNEL, filters=2),),
        (
            Recipe((2, 3, 3), (2, 1, 3, 3), True, {"groups": 2, "padding": 1, "stride": 2}, KERNEL, 2),
            Recipe((2, 2, 3), (4, 1, 2, 2), True, {"groups": 2}, MULTIPLIED, 2),
        ),
    ),
    "grouped": (
        (Recipe((4, 2, 2), (2, 2, 2, 2), settings={"groups": 2}, tells=DEALT),),
        (
            Recipe((4, 2, 3), (4, 2, 2, 2), settings={"groups": 2}, tells=DEALT),
            Recipe((6, 2, 2), (2, 3, 2, 2), settings={"groups": 2}, tells=DEALT),
        ),
        (
            Recipe((4, 2, 3), (4, 2, 2, 2), True, {"groups": 2}, (*DEALT, "bias-forgotten")),
            Recipe((6, 2, 3), (2, 3, 2, 2), True, {"groups": 2}, (*DEALT, "bias-forgotten")),
        ),
    ),
    "row": (
        (
            Recipe((1, 1, 6), (1, 1, 1, 3), tells=APART),
            Recipe((1, 1, 5), (1, 1, 1, 2), tells=APART),
        ),
        (
            Recipe((1, 1, 5), (1, 1, 1, 3), True, {"padding": CAUSAL}, (*APART, "bias-forgotten")),
            Recipe((2, 1, 7), (1, 2, 1, 3), True, {"stride": (1, 2)}, (*STRIDED, "channel-missed")),
        ),
        (
            Recipe(
                (3, 1, 5), (3, 1, 1, 3), True, {"padding": CAUSAL, "groups": 3}, (*APART, "bias-forgotten")
            ),
            Recipe((2, 1, 6), (1, 2, 1, 2), True, {"padding": CAUSAL, "dilation": (1, 2)}, SPREAD),
        ),
    ),
}

Whole = Callable[[int, int], int]
Planned = tuple[tuple[Conv, ...], Pair]


def size_plan(level: int, whole: Whole) -> Planned:
    """Draw a layer whose output size is asked, with the size of its input.

    Parameters
    ----------
    level : {1, 2, 3}
        1 square; 2 with dilation and a remainder; 3 rectangular everything, each side padded by itself.
    whole : callable
        Draws a whole number from the first to the second argument.
    """
    n, k, s = whole(6, 16), whole(2, 5), whole(1, 3)
    if level == 1:
        return (Conv(1, 1, k, ConvSpec(stride=s, padding=whole(0, 2))),), (n, n)
    if level == 2:
        spec = ConvSpec(stride=whole(2, 4), padding=whole(1, 3), dilation=whole(2, 3))
        return (Conv(1, 1, whole(2, 4), spec),), (n + 4, n + 4)
    pads = (whole(0, 2), whole(0, 2)), (whole(0, 2), whole(0, 2))
    spec = ConvSpec(stride=(whole(2, 3), whole(1, 4)), padding=pads, dilation=(whole(1, 2), whole(1, 3)))
    return (Conv(1, 1, (whole(2, 4), whole(2, 4)), spec),), (n + 5, whole(9, 20))


def counts_plan(level: int, whole: Whole) -> Planned:
    """Draw the layer, or the separable pair, whose parameters and MACs are asked."""
    k, size = whole(2, 3), whole(5, 8)
    if level == 1:
        return (standard(whole(2, 5), whole(3, 9), k, bias=True),), (size, size)
    if level == 2:
        groups = whole(2, 4)
        inputs, outputs = groups * whole(2, 3), groups * whole(2, 4)
        return (standard(inputs, outputs, k, groups=groups, stride=2, padding=1),), (size, size + 2)
    inputs = whole(3, 8)
    first = depthwise(inputs, 3, padding=1, stride=2)
    return (first, pointwise(inputs, inputs + whole(2, 9), bias=True)), (size + 1, size + 1)


def receptive_plan(level: int, whole: Whole) -> Planned:
    """Draw layers in a row whose receptive field is asked."""
    layers = []
    for at in range(2 if level == 1 else 3):
        dilation = whole(1, 3) if level == 3 else 1
        spec = ConvSpec(stride=whole(1, 3) if at else 2, dilation=dilation)
        layers.append(Conv(1, 1, whole(2, 5), spec))
    return tuple(layers), (99, 99)


PLANS = {"size": size_plan, "counts": counts_plan, "receptive": receptive_plan}
