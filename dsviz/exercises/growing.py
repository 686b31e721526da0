"""A series that grows: one channel and one filter, and with every exercise one thing more.

All exercises of a series have the same numbers. What is new in one is the only thing that can be wrong in it
and was right in the one before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np

from dsviz.conv.layer import Layer
from dsviz.examples.example import Array
from dsviz.exercises.draw import BIASES, INPUTS, WEIGHTS, Draw, is_plain_filter, is_telling
from dsviz.exercises.recipes import APART, BIASED, DEALT, KERNEL, STRIDED, Recipe

GROWING = "growing"
LEVEL_OF_NUMBERS = 1
MOST_TRIES = 4000

_BIASED = (*KERNEL, "bias-forgotten")
_STRIDED = {"stride": 2}
_PADDED = {**_STRIDED, "padding": 1}
_GROUPED = {**_PADDED, "groups": 2}
# What each exercise has, and the mistakes that must show in it.
RECIPES: tuple[tuple[Recipe, ...], ...] = (
    (Recipe((1, 3, 3), (1, 1, 2, 2), tells=KERNEL),),
    (Recipe((1, 3, 3), (1, 1, 2, 2), True, tells=_BIASED),),
    (Recipe((2, 3, 3), (1, 2, 2, 2), True, tells=BIASED),),
    (Recipe((2, 3, 3), (2, 2, 2, 2), True, tells=BIASED),),
    (Recipe((2, 3, 3), (2, 2, 2, 2), True, _STRIDED, (*APART, "channel-missed")),),
    (Recipe((2, 3, 3), (2, 2, 2, 2), True, _PADDED, STRIDED),),
    (Recipe((4, 3, 3), (2, 2, 2, 2), True, _GROUPED, DEALT),),
    (Recipe((4, 3, 3), (2, 2, 2, 2), True, {**_GROUPED, "dilation": 2}, (*APART, "dilation-ignored")),),
)
STEPS = tuple(range(1, len(RECIPES) + 1))


def draw_growing(draw: Draw, step: int) -> Layer:
    """Draw a series, and return the layer of one of its exercises.

    Parameters
    ----------
    draw : Draw
        The same for all exercises of a series.
    step : int
        One of STEPS.
    """
    for series in islice(_candidates(draw), MOST_TRIES):
        if all(is_telling(layer, recipe.tells) for layer, (recipe,) in zip(series, RECIPES, strict=True)):
            return series[step - 1]
    raise AssertionError("no growing series can be drawn")


def _candidates(draw: Draw) -> Iterator[tuple[Layer, ...]]:
    *_, (largest,) = RECIPES
    while True:
        x = draw.tensor(largest.x, *INPUTS[LEVEL_OF_NUMBERS])
        weight = draw.tensor(largest.weight, *WEIGHTS[LEVEL_OF_NUMBERS])
        bias = np.array([float(draw.one_of(BIASES)) for _ in weight])
        if not any(map(is_plain_filter, weight)) and bias[0] != bias[1]:
            yield tuple(_cut(recipe, x, weight, bias) for (recipe,) in RECIPES)


def _cut(recipe: Recipe, x: Array, weight: Array, bias: Array) -> Layer:
    """Take of the largest layer's tensors what an exercise has."""
    filters, slices = recipe.weight[:2]
    own = bias[:filters] if recipe.bias else None
    return Layer(x[: recipe.x[0]], weight[:filters, :slices], own, recipe.spec)
