"""Layers in a row with small whole numbers, for the page that shows what one output saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, eq=False)
class LayersInARow:
    """An input and the layers that follow it.

    Attributes
    ----------
    x : list
        Shape (C, H, W), or (C, L).
    layers : tuple of mapping
        First layer first, each as `dsviz.chain` takes it.
    """

    x: list[Any]
    layers: tuple[Mapping[str, Any], ...]


_PICTURE = [
    [3, 0, 0, 0, 0, 3, 3],
    [2, 0, 0, 1, 1, 2, 1],
    [1, 0, 2, 2, 0, 0, 1],
    [1, 3, 2, 1, 1, 2, 2],
    [0, 2, 3, 3, 3, 1, 1],
    [2, 2, 2, 3, 1, 3, 0],
    [0, 3, 3, 1, 0, 1, 0],
]
_CROSS = [[1, 0, 1], [0, 2, 0], [1, 0, -1]]
_PLUS = [[0, 1, 0], [1, -1, 1], [0, 2, 0]]
# The two kernels above as one: at each offset the sum over all pairs of taps that together lead there.
_BOTH = [[0, 1, 0, 1, 0], [1, -1, 4, -1, 1], [0, 5, -2, 3, 0], [1, -1, 4, 1, -1], [0, 2, 0, -2, 0]]
_LARGE = [
    [3, 2, 2, 0, 1, 0, 3, 1, 0],
    [1, 2, 2, 1, 1, 0, 2, 2, 2],
    [3, 3, 0, 2, 2, 0, 1, 1, 2],
    [1, 2, 2, 0, 1, 3, 3, 2, 0],
    [2, 0, 3, 3, 1, 3, 3, 1, 3],
    [1, 0, 2, 3, 2, 1, 3, 1, 1],
    [0, 0, 2, 3, 1, 2, 3, 0, 1],
    [2, 2, 1, 1, 0, 2, 3, 0, 3],
    [0, 0, 2, 0, 3, 1, 2, 3, 3],
]
_TWO_CHANNELS = [
    [[1, 0, 1, 3, 2], [0, 3, 3, 3, 2], [3, 2, 2, 3, 2], [3, 1, 3, 3, 0], [2, 1, 0, 0, 1]],
    [[0, 2, 0, 2, 3], [1, 0, 0, 1, 1], [1, 1, 3, 2, 3], [3, 2, 0, 0, 2], [2, 3, 2, 3, 0]],
]
_DEPTHWISE = [[[[1, 0, -1], [2, 1, 0], [0, 1, 1]]], [[[0, 1, 0], [1, -2, 1], [0, 1, 3]]]]
_POINTWISE = [[[[1]], [[2]]], [[[-1]], [[1]]]]
_LINE = [1, 2, 2, 1, 0, 2, 0, 2, 3, 2, 0, 2, 1, 2, 2, 0]
_SOUND = [0, 1, 2, 0, 3, 1, 3, 2, 2, 3, 1, 1]

CHAINS: dict[str, LayersInARow] = {
    "twice": LayersInARow([_PICTURE], ({"weight": [[_CROSS]]}, {"weight": [[_PLUS]]})),
    "five": LayersInARow([_PICTURE], ({"weight": [[_BOTH]]},)),
    "separable": LayersInARow(
        _TWO_CHANNELS,
        ({"weight": _DEPTHWISE, "groups": 2, "padding": 1}, {"weight": _POINTWISE, "bias": [0, 1]}),
    ),
    "strided": LayersInARow(
        [_LARGE], ({"weight": [[_CROSS]], "stride": 2, "padding": 1}, {"weight": [[_PLUS]], "padding": 1})
    ),
    "dilated": LayersInARow(
        [_LINE],
        (
            {"weight": [[[1, 2, 1]]]},
            {"weight": [[[1, 0, -1]]], "dilation": 2},
            {"weight": [[[2, 1, -1]]], "dilation": 4},
        ),
    ),
    "causal": LayersInARow(
        [_SOUND],
        tuple(
            {"weight": [[taps]], "dilation": dilation, "padding": "causal"}
            for taps, dilation in (([1, 2], 1), ([-1, 1], 2), ([1, 3], 4))
        ),
    ),
}
