"""MobileNet's block in small whole numbers, and two that Xception's paper has beside it.

MobileNet: depthwise, batch norm, ReLU, pointwise, batch norm, ReLU, the order of documents 002 and 004. The
"extreme Inception module": pointwise first, a ReLU after both. Xception's separable convolution: depthwise
first, no ReLU between. All numbers here are this project's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from dsviz.conv.convolve import compute
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.examples.example import Array, Example, read_only


@dataclass(frozen=True, eq=False)
class Norm:
    """Batch norm as it runs after training: its four numbers for each channel.

    ``y = gamma * (x - mean) / sqrt(variance) + beta``, here without the small epsilon that torch adds to
    the variance, so that whole numbers stay whole.

    Attributes
    ----------
    gamma, beta : ndarray, shape (C,), trained
    mean, variance : ndarray, shape (C,), kept from the training pictures

    Examples
    --------
    >>> norm = Norm(gamma=[4], beta=[1], mean=[3], variance=[4])
    >>> norm.scale.tolist(), norm.shift.tolist()
    ([2.0], [-5.0])
    """

    gamma: Any
    beta: Any
    mean: Any
    variance: Any

    def __post_init__(self) -> None:
        for name in ("gamma", "beta", "mean", "variance"):
            object.__setattr__(self, name, read_only(name, getattr(self, name)))

    @property
    def scale(self) -> Array:
        """What a number is multiplied by: ``gamma / sqrt(variance)``, shape (C,)."""
        scale: Array = self.gamma / np.sqrt(self.variance)
        return scale

    @property
    def shift(self) -> Array:
        """What is then added: ``beta - mean * scale``, shape (C,)."""
        shift: Array = self.beta - self.mean * self.scale
        return shift

    def on(self, example_id: str, x: Array) -> Example:
        """Write the batch norm of `x` as the 1x1 depthwise convolution it is."""
        weight = self.scale.reshape(-1, 1, 1, 1)
        spec = ConvSpec(groups=len(x))
        return Example(
            example_id,
            "depthwise",
            "",
            Layer(x, weight, self.shift, spec),
            own=True,
        )


@dataclass(frozen=True, eq=False)
class Rectified:
    """A ReLU: the maps before it and, with every negative number made 0, after it.

    Attributes
    ----------
    id : str
    x, y : ndarray, shape (C, H, W)
    """

    id: str
    x: Array

    @property
    def y(self) -> Array:
        """The maps after it."""
        return np.maximum(self.x, 0)


Step: TypeAlias = Example | Rectified


@dataclass(frozen=True, eq=False)
class Block:
    """A block to walk through: its steps, each fed by the result of the one before.

    Attributes
    ----------
    id : {"mobilenet", "extreme", "xception"}
    steps : tuple of Example or Rectified
    norms : tuple of Norm, in the order the steps use them
    """

    id: str
    steps: tuple[Step, ...]
    norms: tuple[Norm, ...]

    @property
    def input(self) -> Array:
        """What the first step reads, shape (C, H, W)."""
        first = self.steps[0]
        return first.x if isinstance(first, Rectified) else first.layer.x

    @property
    def output(self) -> Array:
        """What comes out of the last step, shape (N, H, W)."""
        return result(self.steps[-1])


def result(step: Step) -> Array:
    """Compute what a step puts out; the NumPy reference does, so that torch need not be loaded."""
    if isinstance(step, Rectified):
        return step.y
    return compute(step.layer, "numpy")


PICTURE = [
    [[1, 0, 2, 1], [0, 3, 1, 0], [2, 1, 0, 2], [1, 0, 1, 3]],
    [[0, 2, 1, 0], [1, 0, 2, 1], [3, 1, 0, 0], [0, 2, 1, 1]],
]
KERNELS = [
    [[1, 0, -1], [2, 1, -2], [0, 1, -1]],
    [[0, -1, 1], [1, 2, 0], [-1, 0, -2]],
    [[1, 1, 0], [0, -1, 2], [-2, 0, 1]],
]
FILTERS = [[[[1]], [[-1]]], [[[2]], [[1]]], [[[-1]], [[2]]]]
FIRST = Norm(gamma=[4, 3], beta=[1, -1], mean=[1, 0], variance=[4, 9])
LAST = Norm(gamma=[2, 1, 6], beta=[0, -3, 1], mean=[3, 2, 1], variance=[1, 1, 4])
BETWEEN = Norm(gamma=[1, 4, 3], beta=[1, 1, 0], mean=[0, 2, -1], variance=[1, 4, 9])


def _convolution(example_id: str, topic: str, layer: Layer) -> Example:
    return Example(example_id, topic, "", layer, own=True)


def _mobilenet() -> Block:
    around = ConvSpec(padding=1, groups=2)
    kernels = [[kernel] for kernel in KERNELS[:2]]
    depthwise = _convolution("block-depthwise", "depthwise", Layer(PICTURE, kernels, spec=around))
    norm1 = FIRST.on("block-norm1", result(depthwise))
    relu1 = Rectified("block-relu1", result(norm1))
    pointwise = _convolution("block-pointwise", "pointwise", Layer(relu1.y, FILTERS))
    norm2 = LAST.on("block-norm2", result(pointwise))
    relu2 = Rectified("block-relu2", result(norm2))
    return Block("mobilenet", (depthwise, norm1, relu1, pointwise, norm2, relu2), (FIRST, LAST))


def _extreme() -> Block:
    pointwise = _convolution("extreme-pointwise", "pointwise", Layer(PICTURE, FILTERS))
    norm1 = BETWEEN.on("extreme-norm1", result(pointwise))
    relu1 = Rectified("extreme-relu1", result(norm1))
    around = ConvSpec(padding=1, groups=3)
    kernels = [[kernel] for kernel in KERNELS]
    depthwise = _convolution("extreme-depthwise", "depthwise", Layer(relu1.y, kernels, spec=around))
    norm2 = LAST.on("extreme-norm2", result(depthwise))
    relu2 = Rectified("extreme-relu2", result(norm2))
    return Block("extreme", (pointwise, norm1, relu1, depthwise, norm2, relu2), (BETWEEN, LAST))


def _xception() -> Block:
    around = ConvSpec(padding=1, groups=2)
    kernels = [[kernel] for kernel in KERNELS[:2]]
    depthwise = _convolution("xception-depthwise", "depthwise", Layer(PICTURE, kernels, spec=around))
    pointwise = _convolution("xception-pointwise", "pointwise", Layer(result(depthwise), FILTERS))
    norm = LAST.on("xception-norm", result(pointwise))
    relu = Rectified("xception-relu", result(norm))
    return Block("xception", (depthwise, pointwise, norm, relu), (LAST,))


MOBILENET, EXTREME, XCEPTION = _mobilenet(), _extreme(), _xception()
BLOCKS = (MOBILENET, EXTREME, XCEPTION)
