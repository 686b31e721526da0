"""Mistakes with the bias: each gives the layer that was computed with another one."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from dsviz.check.mistake import Choices, Made, of_its_shape, shifts
from dsviz.check.solved_layer import Array, SolvedLayer

LEAST_ALIKE = 3  # cells that must be off by the same amount before the amount is named
MOST_FILTERS = 16


def bias_forgotten(layer: SolvedLayer) -> Made:
    """No bias is added."""
    return None if layer.bias is None else layer.changed(bias=None)


def bias_doubled(layer: SolvedLayer) -> Made:
    """The bias is added twice."""
    return None if layer.bias is None else layer.changed(bias=2 * layer.bias)


def bias_added_per_channel(layer: SolvedLayer) -> Made:
    """The bias is added once for every input channel's sum."""
    return None if layer.bias is None else layer.changed(bias=layer.bias * layer.slices)


def bias_added_per_product(layer: SolvedLayer) -> Made:
    """The bias is added to every product."""
    return None if layer.bias is None else layer.changed(bias=layer.bias * layer.weight[0].size)


def bias_subtracted(layer: SolvedLayer) -> Made:
    """The bias is taken away instead of added."""
    return None if layer.bias is None else layer.changed(bias=-layer.bias)


def one_bias_choices(layer: SolvedLayer) -> Choices:
    """Any filter's bias, where there are several."""
    filters = 0 if layer.bias is None else len(layer.bias)
    several = range(filters if 1 < filters <= MOST_FILTERS else 0)
    # A bias of 0 for all is no bias, but whoever reads only the first one does not see that.
    return ({"filter": n} for n in several if layer.bias is not None and (n == 0 or layer.bias[n]))


def one_bias_for_all(layer: SolvedLayer, filter: int) -> Made:
    """One filter's bias is added to every map."""
    return layer.changed(bias=np.full_like(layer.bias, layer.bias[filter]))  # type: ignore[index]


def two_biases(layer: SolvedLayer) -> Choices:
    """Any two of the biases."""
    filters = 0 if layer.bias is None else min(len(layer.bias), MOST_FILTERS)
    return ({"first": a, "second": b} for a, b in combinations(range(filters), 2))


def biases_exchanged(layer: SolvedLayer, first: int, second: int) -> Made:
    """Two filters have each other's bias."""
    bias = np.array(layer.bias)
    bias[[first, second]] = bias[[second, first]]
    return layer.changed(bias=bias)


def bias_shifts(layer: SolvedLayer) -> Choices:
    """Every filter with the bias of one so many places on, from the last on to the first again."""
    return shifts(0 if layer.bias is None else len(layer.bias))


def biases_shifted(layer: SolvedLayer, order: tuple[int, ...]) -> Made:
    """The biases stand in another order: filter n has that of filter order[n]."""
    return layer.changed(bias=layer.bias[list(order)])  # type: ignore[index]


@of_its_shape
def solve_constant(layer: SolvedLayer, typed: Array) -> Choices:
    """The amount by which every number differs, in all maps or in one."""
    off = typed - layer.answer
    filters = range(len(off)) if 1 < len(off) <= MOST_FILTERS else ()
    for place, part in ((None, off), *((n, off[n]) for n in filters)):
        known = part[~np.isnan(part)]
        if known.size >= LEAST_ALIKE and np.isfinite(known).all() and known.any():
            yield {"amount": float(np.median(known)), "filter": place}


def constant_added(layer: SolvedLayer, amount: float, filter: int | None) -> Made:
    """Every number of a map is larger by the same amount."""
    extra = np.zeros(layer.out_channels)
    extra[slice(None) if filter is None else filter] = amount
    return layer.changed(bias=extra if layer.bias is None else layer.bias + extra)
