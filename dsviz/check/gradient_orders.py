"""Mistakes in a gradient that put something in another's place: axes, channels, filters, groups, rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.gradients import compute_gradients
from dsviz.conv.layer import Layer

Array = NDArray[np.float64]
Made = Iterator[Array]

MOST_PAIRED = 4  # maps; of more, exchanges of two are so many that one may fit by chance


def gradient_of(layer: Layer, dy: Array, of: str) -> Array:
    """Compute one gradient of a layer."""
    found: Array = getattr(compute_gradients(layer, dy, "numpy"), of)
    return found


def other_orders(maps: int, groups: int) -> Iterator[NDArray[np.int64]]:
    """Name the maps in the orders that are taken for their own: last first, last group first, two exchanged.

    Examples
    --------
    >>> [order.tolist() for order in other_orders(4, 2)][:3]
    [[3, 2, 1, 0], [2, 3, 0, 1], [1, 0, 2, 3]]
    >>> [order.tolist() for order in other_orders(1, 1)]
    []
    """
    own = np.arange(maps)
    if maps < 2:
        return
    yield own[::-1]
    yield own.reshape(groups, -1)[::-1].ravel()
    if maps <= MOST_PAIRED:
        for pair in combinations(range(maps), 2):
            order = own.copy()
            order[list(pair)] = pair[::-1]
            yield order


def channels_reordered(layer: Layer, dy: Array) -> Made:
    """Right numbers of dx, those of one channel in another's place."""
    right = gradient_of(layer, dy, "x")
    for order in other_orders(layer.in_channels, layer.spec.groups):
        yield right[order]


def dy_of_other_filters(layer: Layer, dy: Array) -> Made:
    """Stamp the kernels of dx with the dy of other filters."""
    for order in other_orders(layer.out_channels, layer.spec.groups):
        yield gradient_of(layer, dy[order], "x")


def map_transposed(of: str) -> Callable[[Layer, Array], Made]:
    """Right numbers, rows and columns of each map exchanged."""

    def made(layer: Layer, dy: Array) -> Made:
        yield gradient_of(layer, dy, of).swapaxes(-1, -2)

    return made


def weights_exchanged(layer: Layer, dy: Array) -> Made:
    """Take w[c, n] for w[n, c]."""
    if layer.weight.shape[0] != layer.weight.shape[1]:
        return
    yield gradient_of(layer.replace(weight=layer.weight.swapaxes(0, 1).copy()), dy, "x")


def axes_exchanged(layer: Layer, dy: Array) -> Made:
    """Right numbers of dw, filters and channels exchanged."""
    yield gradient_of(layer, dy, "weight").swapaxes(0, 1)


def dy_exchanged(layer: Layer, dy: Array) -> Made:
    """Multiply x by the other filter's dy."""
    if len(dy) == 2:
        yield gradient_of(layer, dy[::-1].copy(), "weight")


def filters_reordered(layer: Layer, dy: Array) -> Made:
    """Right numbers, those of one group's filters in another's place; of one group it is dy exchanged."""
    groups = layer.spec.groups
    if groups < 2:
        return
    right = gradient_of(layer, dy, "weight")
    yield right[::-1].copy()
    yield right.reshape(groups, -1, *right.shape[1:])[::-1].reshape(right.shape).copy()


def weights_of_other_groups(layer: Layer, dy: Array) -> Made:
    """Take the groups of filters in the other order."""
    groups = layer.spec.groups
    if groups < 2:
        return
    blocks = layer.weight.reshape(groups, -1, *layer.weight.shape[1:])[::-1]
    yield gradient_of(layer.replace(weight=blocks.reshape(layer.weight.shape).copy()), dy, "x")


def dy_of_other_groups(layer: Layer, dy: Array) -> Made:
    """Multiply each group's x by the dy of another."""
    groups = layer.spec.groups
    if groups < 2:
        return
    yield gradient_of(layer, dy.reshape(groups, -1, *dy.shape[1:])[::-1].reshape(dy.shape), "weight")
