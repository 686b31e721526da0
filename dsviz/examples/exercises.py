"""Exercises for paper: drawn from a topic, a level and a seed, answered by the engine.

The same three give the same exercise in every process and on every machine: the draws come from
`random.Random.random` seeded with text, which Python promises to keep; nothing depends on `hash()`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from numbers import Integral
from typing import TypeVar

import numpy as np

from dsviz.check.mistakes import BY_ID, Layer
from dsviz.check.number_mistakes import mistaken, right_number
from dsviz.conv.convolve import run
from dsviz.conv.numbers import Pair
from dsviz.cost import Conv
from dsviz.examples.example import Array, Example
from dsviz.examples.exercise_recipes import LEVELS, MAPS, PLANS, TOPICS, Recipe

__all__ = ["LEVELS", "MOST_ON_A_SHEET", "MOST_SEED", "TOPICS", "Exercise", "exercise", "sheet"]

MOST_SEED = 9999
MOST_ON_A_SHEET = 30
# Smallest and largest number of the input and of the weights, for each level.
INPUTS = {1: (0, 4), 2: (0, 5), 3: (-2, 5)}
WEIGHTS = {1: (-2, 2), 2: (-2, 3), 3: (-3, 3)}
BIASES = (-3, -2, -1, 1, 2, 3, 4)
TRIES = 400
ASKED = {"size": ("height", "width"), "counts": ("parameters", "macs")}
# Mistakes that often give the same number as another one; an exercise need not tell them apart.
ALIKE = ("padding-once", "kernel-ignored", "axes-swapped", "flops", "groups-twice", "kernel-side-once")

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Exercise:
    """One exercise. Either maps are asked, or numbers about layers.

    Attributes
    ----------
    topic : str
    level : {1, 2, 3}
    seed : int
    stages : tuple of Example
        The layers whose maps are asked, each fed by the one before; empty where numbers are asked.
    layers : tuple of Conv
        The layers about which numbers are asked; empty where maps are asked.
    size : (h, w)
        Of those layers' input.
    """

    topic: str
    level: int
    seed: int
    stages: tuple[Example, ...] = ()
    layers: tuple[Conv, ...] = ()
    size: Pair = (0, 0)

    @property
    def id(self) -> str:
        """Stable: keys and file names hold it."""
        return f"{self.topic}-{self.level}-{self.seed}"

    @property
    def numbers(self) -> dict[str, int]:
        """What is asked about the layers, with the engine's answer; empty where maps are asked."""
        asked_of = ASKED.get(self.topic, ())
        return {asked: right_number(asked, self.layers, self.size) for asked in asked_of}

    def answers(self) -> dict[str, float]:
        """Every number that is asked, by its name on the sheet, in reading order.

        Returns
        -------
        dict of str to float
            ``"y[0,1,2]"`` is a cell of the last map; ``"z[0,1,2]"`` one of the map between two layers.
        """
        cells: dict[str, float] = {}
        for name, stage in zip(names(self), self.stages, strict=True):
            output = run(stage.x, stage.weight, stage.bias, stage.spec, "numpy")
            cells |= {cell_name(name, at): float(output[at]) for at in np.ndindex(output.shape)}
        return cells or {name: float(value) for name, value in self.numbers.items()}


def names(asked: Exercise) -> tuple[str, ...]:
    """Name the maps that are asked: y, or z and then y."""
    return ("z", "y")[-len(asked.stages) :] if asked.stages else ()


def cell_name(name: str, place: tuple[int, ...]) -> str:
    """Name a cell of a map.

    >>> cell_name("y", (0, 1, 2))
    'y[0,1,2]'
    """
    return f"{name}[{','.join(map(str, place))}]"


def exercise(topic: str, level: int = 1, seed: int = 0) -> Exercise:
    """Draw an exercise.

    Parameters
    ----------
    topic : one of TOPICS
    level : {1, 2, 3}
    seed : int, 0 to 9999

    Returns
    -------
    Exercise
        Small whole numbers. No kernel is all zero, constant, or its own mirror image or transpose, and
        the common mistakes of the topic give results that differ from the right one and from each other.

    Raises
    ------
    ValueError
        For a topic, level or seed there is not.

    Examples
    --------
    >>> drawn = exercise("standard", level=1, seed=7)
    >>> drawn.stages[0].x.shape, len(drawn.answers())
    ((1, 3, 3), 4)
    >>> exercise("size", level=1, seed=7).answers()
    {'height': 14.0, 'width': 14.0}
    """
    whole = all(isinstance(each, Integral) and not isinstance(each, bool) for each in (level, seed))
    if not (whole and topic in TOPICS and level in LEVELS and 0 <= seed <= MOST_SEED):
        raise ValueError(
            f"an exercise must have a topic of {', '.join(TOPICS)}, a whole level of 1 to 3 and a whole seed "
            f"of 0 to {MOST_SEED}; got {topic!r}, {level!r}, {seed!r}"
        )
    draw = Draw(f"dsviz/{topic}/{level}/{seed}")
    if topic in PLANS:
        layers, size = _planned(draw, topic, level)
        return Exercise(topic, level, seed, layers=layers, size=size)
    recipe = draw.one_of(MAPS[topic][level - 1])
    name = f"exercise-{topic}-{level}-{seed}"
    return Exercise(topic, level, seed, stages=_stages(draw, name, topic, level, recipe))


def sheet(topics: tuple[str, ...], level: int, seed: int, count: int) -> tuple[Exercise, ...]:
    """Draw a sheet: the topics in turn, each exercise with the seed after the one before it.

    Parameters
    ----------
    topics : tuple of str
    level, seed : int
    count : int
        How many exercises.

    Examples
    --------
    >>> [each.id for each in sheet(("stride", "size"), 2, 9998, 3)]
    ['stride-2-9998', 'size-2-9999', 'stride-2-0']
    """
    return tuple(
        exercise(topics[at % len(topics)], level, (seed + at) % (MOST_SEED + 1)) for at in range(count)
    )


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
    mirrored = (kernel[::-1, ::-1], kernel[::-1], kernel[:, ::-1], kernel.T)
    return bool(
        2 * np.count_nonzero(kernel) <= kernel.size
        or (kernel == kernel.flat[0]).all()
        or any(each.shape == kernel.shape and (each == kernel).all() for each in mirrored if each.size > 1)
    )


def _planned(draw: Draw, topic: str, level: int) -> tuple[tuple[Conv, ...], Pair]:
    for _ in range(TRIES):
        layers, size = PLANS[topic](level, draw.whole)
        if (topic == "counts" or _has_remainder(layers[0], size, level)) and _are_apart(topic, layers, size):
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


def _stages(draw: Draw, name: str, topic: str, level: int, recipe: Recipe) -> tuple[Example, ...]:
    drawn = islice(_candidates(draw, name, topic, level, recipe), TRIES)
    first = next(filter(lambda example: is_telling(example, recipe.tells), drawn), None)
    if first is None:
        raise AssertionError(f"no {topic} exercise of level {level} can be drawn")
    if not recipe.filters:
        return (first,)
    output = run(first.x, first.weight, None, first.spec, "numpy")
    mixing = _mixing(draw, (recipe.filters, len(output), 1, 1), level)
    bias = _biases(draw, recipe.filters) if recipe.bias else None
    return (first, Example(f"{name}-mixed", topic, "", output, mixing, bias, own=True))


def _candidates(draw: Draw, name: str, topic: str, level: int, recipe: Recipe) -> Iterator[Example]:
    while True:
        x = draw.tensor(recipe.x, *INPUTS[level])
        weight = draw.tensor(recipe.weight, *WEIGHTS[level])
        # In a separable pair the bias comes once, after the 1x1 step, as Keras has it.
        bias = _biases(draw, len(weight)) if recipe.bias and not recipe.filters else None
        if not any(_is_plain_slice(each) for each in weight):
            yield Example(name, topic, "", x, weight, bias, recipe.spec, own=True)


def _is_plain_slice(filter_: Array) -> bool:
    if filter_[0].size == 1:
        return bool(np.count_nonzero(filter_) < filter_.size or len(set(filter_.ravel().tolist())) == 1)
    return any(map(is_plain, filter_))


def is_telling(example: Example, tells: tuple[str, ...]) -> bool:
    """Tell whether each of these mistakes shows in an exercise and can be told from the others."""
    layer = Layer(example.x, example.weight, example.bias, example.spec)
    found = [[each.output for each in BY_ID[mistake].outcomes(layer)] for mistake in tells]
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
            not any(map(_is_plain_slice, weight))
            and len({tuple(each.ravel()) for each in weight}) == shape[0]
        ):
            return weight
    raise AssertionError(f"no 1x1 filters of shape {shape} can be drawn")


def _biases(draw: Draw, filters: int) -> Array:
    biases = [draw.one_of(BIASES)]
    while len(biases) < filters:
        biases.append(draw.one_of(tuple(each for each in BIASES if each != biases[-1])))
    return np.array(biases, dtype=np.float64)
