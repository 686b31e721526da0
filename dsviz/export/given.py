"""What an exercise gives, as tables: input, kernels, biases, each with its caption."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from dsviz.check.solved_layer import Array
from dsviz.conv.layer import Layer
from dsviz.exercises.answer_map import GradientMap, TransposedMap
from dsviz.exercises.exercise import Exercise, cell_name, cells_of


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


class BlankTable(NamedTuple):
    """A table of what is asked.

    Attributes
    ----------
    caption : str
        The part of a map it shows, such as ``y[0]``.
    names : list of list of str
        The name of every cell, as in `Exercise.answers`.
    """

    caption: str
    names: list[list[str]]


def given(asked: Exercise) -> list[Table]:
    """List the tensors of an exercise as tables, in the order in which they are used.

    Examples
    --------
    >>> from dsviz.exercises.exercise import exercise
    >>> [table.caption for table in given(exercise("separable", 1, 1))]
    ['x[0]', 'x[1]', 'w[0,0]', 'w[1,0]', 'p[0]']
    >>> [table.caption for table in given(exercise("dx", 1, 1))]
    ['dy[0]', 'w[0,0]']
    """
    if isinstance(asked.other, TransposedMap):
        stamped = asked.other.layer
        return [*_maps("x", stamped.x), *_slices(stamped.weight), *_bias(stamped.bias)]
    if isinstance(asked.other, GradientMap):
        layer, dy = asked.other.layer, _maps("dy", asked.other.dy)
        before = _maps("x", layer.x) if asked.other.of == "weight" else ()
        return [*before, *dy, *(_slices(layer.weight) if asked.other.of == "x" else ())]
    if not asked.layers:
        return []
    first, *rest = asked.layers
    tables = [*_maps("x", first.x), *_kernels(first)]
    for layer in rest:
        tables += _mixing("p", layer)
    return tables


def tables_of(asked: Exercise) -> list[BlankTable]:
    """List the tables that are asked: the channels of each map, the slices of each filter of dw.

    Examples
    --------
    >>> from dsviz.exercises.exercise import exercise
    >>> print(*tables_of(exercise("dw", 1, 1)))
    BlankTable(caption='dw[0,0]', names=[['dw[0,0,0,0]', 'dw[0,0,0,1]'], ['dw[0,0,1,0]', 'dw[0,0,1,1]']])
    """
    found = []
    for each in asked.maps:
        if each.right.ndim == 1:  # of db, a number a filter
            found.append(BlankTable(each.name, [list(cells_of(each.name, each.right))]))
            continue
        *first, rows, columns = each.right.shape
        for at in np.ndindex(*first):
            names = [[cell_name(each.name, (*at, i, j)) for j in range(columns)] for i in range(rows)]
            found.append(BlankTable(cell_name(each.name, at), names))
    return found


def half_of(asked: Exercise) -> set[str]:
    """Name the cells that a half-filled sheet gives: every other one, along rows, columns and maps.

    Examples
    --------
    >>> from dsviz.exercises.exercise import exercise
    >>> sorted(half_of(exercise("dw", 1, 1))), sorted(half_of(exercise("size", 1, 1)))
    (['dw[0,0,0,0]', 'dw[0,0,1,1]'], [])
    """
    places = {
        cell: at + i + j
        for at, (_, names) in enumerate(tables_of(asked))
        for i, row in enumerate(names)
        for j, cell in enumerate(row)
    }
    return {cell for cell, at in places.items() if (at + asked.seed) % 2} if len(places) > 1 else set()


def _maps(name: str, maps: Array) -> Iterator[Table]:
    yield from (Table(f"{name}[{c}]", channel) for c, channel in enumerate(maps))


def _slices(weight: Array) -> Iterator[Table]:
    for at in np.ndindex(weight.shape[:2]):
        yield Table(cell_name("w", at), weight[at], "kernel")


def _kernels(layer: Layer) -> Iterator[Table]:
    if layer.weight.shape[2:] == (1, 1):
        yield from _mixing("w", layer)
        return
    yield from _slices(layer.weight)
    yield from _bias(layer.bias)


def _mixing(name: str, layer: Layer) -> Iterator[Table]:
    """The filters of a 1x1 convolution, each a row of one weight for every channel it reads."""
    for n, filter_ in enumerate(layer.weight):
        yield Table(f"{name}[{n}]", filter_[:, 0, 0][None], "kernel")
    yield from _bias(layer.bias)


def _bias(bias: Array | None) -> Iterator[Table]:
    if bias is not None:
        yield Table("b", bias[None], "kernel")
