"""What an exercise is made of: tensors and layers drawn until they are fit to be worked out by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from typing import TypeVar

import numpy as np

from dsviz.check.mistakes import BY_ID
from dsviz.check.solved_layer import SolvedLayer
from dsviz.conv.convolve import compute
from dsviz.conv.layer import Layer
from dsviz.conv.numbers import Pair
from dsviz.cost import Conv
from dsviz.examples.example import Array
from dsviz.exercises.number_mistakes import mistaken, right_number
from dsviz.exercises.recipes import PLANS, Recipe

# Smallest and largest number of the input and of the weights, for each level.
INPUTS = {1: (0, 4), 2: (0, 5), 3: (-2, 5)}
WEIGHTS = {1: (-2, 2), 2: (-2, 3), 3: (-3, 3)}
BIASES = (-3, -2, -1, 1, 2, 3, 4)
TRIES = 400
ASKED = {"size": ("height", "width"), "counts": ("parameters", "macs"), "receptive": ("field", "jump")}
# Mistakes that often give the same number as another one; an exercise need not tell them apart.
ALIKE = (
    *("padding-once", "kernel-ignored", "axes-swapped", "flops", "groups-twice", "kernel-side-once"),
    *("order-reversed", "kernels-added", "first-cell-forgotten", "last-left-out", "last-stride"),
)

T = TypeVar("T")


class Draw:
    """Random choices that are the same for the same text in every version of Python."""

    def __init__(self, text: str) -> None:
        self._next = random.Random(text).random

    def whole(self, least: int, most: int) -> int:
        """Draw a whole number, both ends included."""
        return least + int(self._next() * (most - least + 1))

    def one_of(self, choices: tuple[T, ...]) -> T:
        """Draw one of several."""
        return choices[self.whole(0, len(choices) - 1)]

    def tensor(self, shape: tuple[int, ...], least: int, most: int) -> Array:
        """Draw a tensor of whole numbers."""
        flat = [float(self.whole(least, most)) for _ in range(int(np.prod(shape)))]
        return np.array(flat).reshape(shape)


def is_plain(kernel: Array) -> bool:
    """Tell whether a kernel hides mistakes: zero, constant, mostly zeros, its own mirror image or transpose.

    Parameters
    ----------
    kernel : ndarray, shape (kh, kw), at least two weights

    Examples
    --------
    >>> is_plain(np.array([[1, 2], [2, 1]])), is_plain(np.array([[1, 2], [-1, 0]]))
    (True, False)
    """
    mirrored = (kernel[::-1, ::-1], kernel[::-1], kernel[:, ::-1], kernel.T)[: 1 if len(kernel) == 1 else 4]
    return bool(
        2 * np.count_nonzero(kernel) <= kernel.size
        or (kernel == kernel.flat[0]).all()
        or any(each.shape == kernel.shape and (each == kernel).all() for each in mirrored if each.size > 1)
    )


def draw_counted(draw: Draw, topic: str, level: int) -> tuple[tuple[Conv, ...], Pair]:
    """Draw the layers, and the size of their input, about which numbers are asked."""
    for _ in range(TRIES):
        layers, size = PLANS[topic](level, draw.whole)
        if (topic != "size" or _has_remainder(layers[0], size, level)) and _are_apart(topic, layers, size):
            return layers, size
    raise AssertionError(f"no {topic} exercise of level {level} can be drawn")


def _has_remainder(layer: Conv, size: Pair, level: int) -> bool:
    """From level 2 on the division must leave a remainder, so that rounding shows; no output is a point."""
    spec, kernel = layer.spec, layer.kernel
    pads = spec.pads(size, kernel)
    spans = [
        n + sum(both) - d * (k - 1) - 1
        for n, both, d, k in zip(size, pads, spec.dilation, kernel, strict=True)
    ]
    remainders = [span % s for span, s in zip(spans, spec.stride, strict=True)]
    return min(spans) > 0 and (level == 1 or any(remainders)) and (level < 3 or pads[0] != pads[1])


def _are_apart(topic: str, layers: tuple[Conv, ...], size: Pair) -> bool:
    """Tell whether the common mistakes in a number, where there is occasion for them, give different ones."""
    for asked in ASKED[topic]:
        right = right_number(asked, layers, size)
        wrong = {name: value for name, value in mistaken(asked, layers, size) if name not in ALIKE}
        values = [value for value in wrong.values() if value != right]
        if len(set(values)) < len(values):
            return False
    return True


def draw_layers(draw: Draw, topic: str, level: int, recipe: Recipe) -> tuple[Layer, ...]:
    """Draw the layers whose maps are asked: one, or a depthwise one and the 1x1 one that reads its output."""
    candidates = islice(_candidates(draw, level, recipe), TRIES)
    first = next(filter(lambda layer: is_telling(layer, recipe.tells), candidates), None)
    if first is None:
        raise AssertionError(f"no {topic} exercise of level {level} can be drawn")
    if not recipe.filters:
        return (first,)
    output = compute(first, "numpy")
    mixing = _mixing(draw, (recipe.filters, len(output), 1, 1), level)
    bias = draw_biases(draw, recipe.filters) if recipe.bias else None
    return (first, Layer(output, mixing, bias))


def _candidates(draw: Draw, level: int, recipe: Recipe) -> Iterator[Layer]:
    while True:
        x = draw.tensor(recipe.x, *INPUTS[level])
        weight = draw.tensor(recipe.weight, *WEIGHTS[level])
        # In a separable pair the bias comes once, after the 1x1 step, as Keras has it.
        bias = draw_biases(draw, len(weight)) if recipe.bias and not recipe.filters else None
        if not any(is_plain_filter(each) for each in weight):
            yield Layer(x, weight, bias, recipe.spec)


def is_plain_filter(filter_: Array) -> bool:
    """Tell whether a filter, of shape (slices, kh, kw), has a slice that hides mistakes."""
    if filter_[0].size == 1:
        return bool(np.count_nonzero(filter_) < filter_.size or len(set(filter_.ravel().tolist())) == 1)
    return any(map(is_plain, filter_))


def is_telling(layer: Layer, tells: tuple[str, ...]) -> bool:
    """Tell whether each of these mistakes shows in an exercise and can be told from the others."""
    solved = SolvedLayer.of(layer)
    found = [[each.output for each in BY_ID[mistake].outcomes(solved)] for mistake in tells]
    return are_told_apart(found)


def are_told_apart(found: Sequence[Sequence[Array]]) -> bool:
    """Tell whether each mistake gave something, and none the same as another one.

    >>> one, two = np.array([1.0]), np.array([2.0])
    >>> are_told_apart([[one], [two]]), are_told_apart([[one], [one, two]]), are_told_apart([[one], []])
    (True, False, False)
    """
    return all(found) and not any(
        np.array_equal(one, other)
        for some, others in combinations(found, 2)
        for one in some
        for other in others
    )


def _mixing(draw: Draw, shape: tuple[int, ...], level: int) -> Array:
    for _ in range(TRIES):
        weight = draw.tensor(shape, *WEIGHTS[level])
        if (
            not any(map(is_plain_filter, weight))
            and len({tuple(each.ravel()) for each in weight}) == shape[0]
        ):
            return weight
    raise AssertionError(f"no 1x1 filters of shape {shape} can be drawn")


def draw_biases(draw: Draw, filters: int) -> Array:
    """Draw a bias for each filter, none 0 and no two neighbours alike."""
    biases = [draw.one_of(BIASES)]
    while len(biases) < filters:
        biases.append(draw.one_of(tuple(each for each in BIASES if each != biases[-1])))
    return np.array(biases, dtype=np.float64)
