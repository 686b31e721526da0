"""Layers whose backward pass is worked out by hand, each with an upstream gradient of small whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.gradients import read_upstream
from dsviz.conv.layer import Layer
from dsviz.examples.depthwise import TENSORFLOW
from dsviz.examples.pointwise import MIX
from dsviz.examples.standard import CS231N

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Backward:
    """A layer and how a loss changes with each number of its output.

    Attributes
    ----------
    id : str
    layer : Layer
    dy : ndarray, shape (N, Ho, Wo)
    names : mapping of str to str
        What its tensors are called where it is one of two layers in a row: such as dy -> dz.
    then : Backward, optional
        The layer that reads its output; dy is the gradient of that layer's input.
    """

    id: str
    layer: Layer
    dy: Array
    names: Mapping[str, str] = field(default_factory=dict)
    then: Backward | None = None


def _of(name: str, layer: Layer, dy: object, **pair: Any) -> Backward:
    return Backward(name, layer, read_upstream(layer, dy), **pair)


# Upstream of the 1x1 layer, alone and as the second of a separable pair.
MIXED = [[[1, 0], [2, -1]], [[0, 1], [1, 1]], [[-1, 0], [0, 2]]]
# What reaches the depthwise layer of the pair through z: the gradient of the 1x1 layer's input.
THROUGH_Z = [[[3, 1], [5, -3]], [[-2, 3], [1, 6]]]
# Six by six, kernel 3, stride 2: the last row and the last column are read by no window.
STRIDED = Layer.from_tensors(
    [[[(3 * row + 5 * column) % 7 - 3 for column in range(6)] for row in range(6)]],
    [[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]],
    stride=2,
)
# Four channels in two groups, a filter each.
GROUPED = Layer.from_tensors(
    [[[(2 * c + row + 3 * column) % 5 - 2 for column in range(3)] for row in range(3)] for c in range(4)],
    [[[[n + 1, -c], [c + 1, n - 1]] for c in range(2)] for n in range(2)],
    groups=2,
)

BACKWARD = {
    each.id: each
    for each in (
        _of("depthwise", TENSORFLOW.layer, [[[1, 2], [0, -1]], [[-1, 1], [2, 0]]]),
        _of(
            "standard",
            CS231N.layer,
            [[[1, 0, -1], [2, 1, 0], [0, 1, 1]], [[0, 1, 0], [1, -1, 2], [1, 0, 0]]],
        ),
        _of("pointwise", MIX.layer, MIXED),
        _of(
            "separable",
            TENSORFLOW.layer,
            THROUGH_Z,
            names={"y": "z", "dy": "dz"},
            then=_of("separable", MIX.layer, MIXED, names={"x": "z", "dx": "dz"}),
        ),
        _of("stride", STRIDED, [[[1, 1], [1, 1]]]),
        _of("groups", GROUPED, [[[1, 2], [0, -1]], [[2, 1], [-1, 1]]]),
    )
}
