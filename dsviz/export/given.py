"""What an exercise gives, as tables: input, kernels, biases, each with its caption."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from dsviz.check.solved_layer import Array
from dsviz.conv.layer import Layer
from dsviz.exercises.exercise import Exercise, names


class Table(NamedTuple):
    """A table of numbers.

    Attributes
    ----------
    caption : str
        The part of a tensor it shows, such as ``x[0]``.
    values : ndarray, shape (rows, columns)
    kind : {"", "kernel"}
    """

    caption: str
    values: Array
    kind: str = ""


def given(asked: Exercise) -> list[Table]:
    """List the tensors of an exercise as tables, in the order in which they are used.

    Examples
    --------
    >>> from dsviz.exercises.exercise import exercise
    >>> [table.caption for table in given(exercise("separable", 1, 1))]
    ['x[0]', 'x[1]', 'w[0,0]', 'w[1,0]', 'p[0]']
    """
    if not asked.layers:
        return []
    first, *rest = asked.layers
    tables = [Table(f"x[{c}]", channel) for c, channel in enumerate(first.x)]
    tables += _kernels(first)
    for layer in rest:
        tables += _mixing("p", layer)
    return tables


def shapes(asked: Exercise) -> dict[str, tuple[int, ...]]:
    """Return the shapes of the maps that are asked, by their names."""
    return {name: layer.output_shape for name, layer in zip(names(asked), asked.layers, strict=True)}


def _kernels(layer: Layer) -> Iterator[Table]:
    weight = layer.weight
    if weight.shape[2:] == (1, 1):
        yield from _mixing("w", layer)
        return
    for n, c in np.ndindex(weight.shape[:2]):
        yield Table(f"w[{n},{c}]", weight[n, c], "kernel")
    yield from _bias(layer)


def _mixing(name: str, layer: Layer) -> Iterator[Table]:
    """The filters of a 1x1 convolution, each a row of one weight for every channel it reads."""
    for n, filter_ in enumerate(layer.weight):
        yield Table(f"{name}[{n}]", filter_[:, 0, 0][None], "kernel")
    yield from _bias(layer)


def _bias(layer: Layer) -> Iterator[Table]:
    if layer.bias is not None:
        yield Table("b", layer.bias[None], "kernel")
