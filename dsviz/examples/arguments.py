"""What the arguments of Keras's layers do, on numbers small enough for paper: the depthwise example's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import prod, sqrt

import numpy as np

from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.examples.depthwise import TENSORFLOW
from dsviz.examples.example import Array
from dsviz.examples.standard import GUIDE

#: Channel 0 of document 001's depthwise example: its kernel and its result.
KERNEL: Array = TENSORFLOW.layer.weight[0, 0]
RESULT: Array = TENSORFLOW.printed[0]

#: Activation -> what it makes of one number, element by element.
ACTIVATIONS: Mapping[str, Callable[[Array], Array]] = {
    "None": lambda x: x,
    "relu": lambda x: np.maximum(x, 0),
    "relu6": lambda x: np.clip(x, 0, 6),
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "tanh": np.tanh,
}

#: A kernel of one row and three columns that moves two rows and one column at a time, on the guide's input.
RECTANGLE = Layer(GUIDE.layer.x, [[[[1, 0, -1]]]], spec=ConvSpec(stride=(2, 1)))


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """Count what Keras takes for the inputs and outputs of a weight: its window times the last two axes.

    Parameters
    ----------
    shape : (height, width, in_channels, out_channels), or the multiplier last for a depthwise weight

    Examples
    --------
    >>> fans((3, 3, 1, 1)), fans((1, 1, 10, 32))
    ((9, 9), (10, 32))
    """
    *window, inputs, outputs = shape
    return prod(window) * inputs, prod(window) * outputs


def glorot_bound(shape: tuple[int, ...]) -> float:
    """Return the bound of glorot_uniform: the square root of 6 / (inputs + outputs).

    Examples
    --------
    >>> round(glorot_bound((3, 3, 1, 1)), 4), glorot_bound((1, 1, 1, 5))
    (0.5774, 1.0)
    """
    return sqrt(6 / sum(fans(shape)))


def glorot_uniform(shape: tuple[int, ...], seed: int) -> Array:
    """Draw a weight evenly between minus and plus the bound.

    Examples
    --------
    >>> glorot_uniform((3, 3, 1, 1), seed=0).shape
    (3, 3, 1, 1)
    """
    bound = glorot_bound(shape)
    return np.random.default_rng(seed).uniform(-bound, bound, shape)


def l1(values: Array, rate: float = 0.01) -> float:
    """Return what an L1 regularizer adds to the loss: the rate times the sum of the sizes.

    >>> round(l1(KERNEL), 2)
    0.1
    """
    return rate * float(np.abs(values).sum())


def l2(values: Array, rate: float = 0.01) -> float:
    """Return what an L2 regularizer adds to the loss: the rate times the sum of the squares.

    >>> round(l2(KERNEL), 2)
    0.3
    """
    return rate * float(np.square(values).sum())


def non_negative(kernel: Array) -> Array:
    """Return what the constraint NonNeg makes of a kernel.

    >>> non_negative(KERNEL).tolist()
    [[3.0, 0.0], [0.0, 4.0]]
    """
    return np.maximum(kernel, 0)


def max_norm(kernel: Array, most: float = 2) -> Array:
    """Return what MaxNorm over a whole kernel makes of it: shrunk until the root of its squares is `most`.

    >>> max_norm(KERNEL).round(4).tolist()
    [[1.0954, -0.7303], [-0.3651, 1.4606]]
    """
    norm = float(np.sqrt(np.square(kernel).sum()))
    return kernel * (most / max(norm, most))
