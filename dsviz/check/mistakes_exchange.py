"""Mistakes where one thing stands in another's place: channels, kernels, slices, maps, rows, cells."""

from __future__ import annotations

from itertools import combinations, islice, permutations

import numpy as np

from dsviz.check.mistake import Choices, Made, of_its_shape, shifts
from dsviz.check.solved_layer import Array, SolvedLayer

MOST_WAYS = 60  # of one kind in one layer
LEAST_COPIED = 2  # wrong numbers of a line that repeats another
MOST_SLICES = 240  # nine filters of three slices have 216


def two_channels(layer: SolvedLayer) -> Choices:
    """Any two of the input's channels."""
    return _pairs(layer.in_channels)


def channels_exchanged(layer: SolvedLayer, first: int, second: int) -> Made:
    """Two channels of the input are taken for each other, as with RGB and BGR."""
    return layer.changed(x=_swapped(layer.x, first, second))


def two_filters(layer: SolvedLayer) -> Choices:
    """Any two of the filters."""
    return _pairs(layer.out_channels)


def kernels_exchanged(layer: SolvedLayer, first: int, second: int) -> Made:
    """Two filters have each other's kernel; the biases stay."""
    return layer.changed(weight=_swapped(layer.weight, first, second))


def kernel_shifts(layer: SolvedLayer) -> Choices:
    """Every filter with the kernel of one so many places on, from the last on to the first again."""
    return shifts(layer.out_channels)


def kernels_shifted(layer: SolvedLayer, order: tuple[int, ...]) -> Made:
    """The kernels stand in another order, each filter with its own bias: filter n has that of order[n]."""
    return layer.changed(weight=layer.weight[list(order)])


def other_slices(layer: SolvedLayer) -> Choices:
    """A slice of one filter taken from another one."""
    ways = permutations(range(layer.out_channels), 2)
    found = ({"filter": n, "channel": c, "other": m} for n, m in ways for c in range(layer.slices))
    return islice(found, MOST_SLICES if layer.slices > 1 else 0)


def slice_of_another_filter(layer: SolvedLayer, filter: int, channel: int, other: int) -> Made:
    """One slice of a filter is that of another filter."""
    weight = np.array(layer.weight)
    weight[filter, channel] = weight[other, channel]
    return layer.changed(weight=weight)


def twice_choices(layer: SolvedLayer) -> Choices:
    """One channel read in place of another, or its sum added once more, or its slice laid on another."""
    ways = permutations(range(layer.slices), 2)
    yield from (
        {"channel": a, "place": b, "of": of} for a, b in islice(ways, MOST_WAYS) for of in ("x", "weight")
    )
    if layer.slices > 1:
        yield from ({"channel": c, "place": None, "of": "sum"} for c in range(layer.slices))


def channel_twice(layer: SolvedLayer, channel: int, place: int | None, of: str) -> Made:
    """One channel is used twice, as a rule in another one's place."""
    weight = np.array(layer.weight)
    if of == "sum":
        weight[:, channel] *= 2
        return layer.changed(weight=weight)
    if of == "weight":
        weight[:, place] = weight[:, channel]
        return layer.changed(weight=weight)
    x = np.array(layer.x)
    x[place :: layer.slices] = x[channel :: layer.slices]
    return layer.changed(x=x)


@of_its_shape
def solve_maps(layer: SolvedLayer, typed: Array) -> Choices:
    """The order in which the right maps stand."""
    order = _order(layer, list(layer.answer), list(typed))
    if order is not None:
        yield {"order": order}


def maps_exchanged(layer: SolvedLayer, order: tuple[int, ...]) -> Made:
    """The maps are right, and stand in another order."""
    return layer.answer[list(order)]


@of_its_shape
def solve_lines(layer: SolvedLayer, typed: Array) -> Choices:
    """Two rows, or two columns, that stand in each other's place in all maps."""
    for axis, name in ((1, "rows"), (2, "columns")):
        lines = [np.moveaxis(each, axis, 0) for each in (layer.answer, typed)]
        order = _order(layer, list(lines[0]), list(lines[1]))
        moved = [] if order is None else [at for at, line in enumerate(order) if at != line]
        if len(moved) == 2:
            yield {"axis": name, "first": moved[0], "second": moved[1]}


def lines_exchanged(layer: SolvedLayer, axis: str, first: int, second: int) -> Made:
    """The numbers are right, but two rows or two columns are exchanged."""
    return _swapped(layer.answer, first, second, axis=1 if axis == "rows" else 2)


@of_its_shape
def solve_copied(layer: SolvedLayer, typed: Array) -> Choices:
    """The one line with wrong numbers, in all maps or in one, and the other line that it repeats."""
    wrong = ~layer.alike(layer.answer, typed) & ~np.isnan(typed)
    maps = np.flatnonzero(wrong.any((1, 2)))
    for axis, name in ((1, "rows"), (2, "columns")):
        at = np.flatnonzero(wrong.any((0, 3 - axis)))
        if len(at) != 1 or wrong.sum() < LEAST_COPIED:
            continue
        where = None if len(maps) > 1 or len(wrong) == 1 else int(maps[0])
        parts = slice(None) if where is None else slice(where, where + 1)
        right, own = (np.moveaxis(each[parts], axis, 0) for each in (layer.answer, typed))
        for n in range(len(right)):
            if n != at[0] and (layer.alike(right[n], own[at[0]]) | np.isnan(own[at[0]])).all():
                yield {"axis": name, "first": n, "second": int(at[0]), "filter": where}


def lines_copied(layer: SolvedLayer, axis: str, first: int, second: int, filter: int | None) -> Made:
    """One row or one column is written down a second time, in the place of another."""
    answer = np.array(layer.answer)
    lines = np.moveaxis(
        answer if filter is None else answer[filter : filter + 1], 1 if axis == "rows" else 2, 0
    )
    lines[second] = lines[first]
    return answer


@of_its_shape
def solve_cells(layer: SolvedLayer, typed: Array) -> Choices:
    """Two wrong cells that hold each other's number."""
    wrong = np.flatnonzero(~layer.alike(layer.answer, typed) & ~np.isnan(typed))
    if len(wrong) == 2:
        first, second = (tuple(map(int, np.unravel_index(at, typed.shape))) for at in wrong)
        yield {"first_cell": first, "second_cell": second}


def cells_exchanged(
    layer: SolvedLayer, first_cell: tuple[int, int, int], second_cell: tuple[int, int, int]
) -> Made:
    """The numbers are right, but two of them are exchanged."""
    answer = np.array(layer.answer)
    answer[first_cell], answer[second_cell] = answer[second_cell], answer[first_cell]
    return answer


def _pairs(count: int) -> Choices:
    return ({"first": a, "second": b} for a, b in islice(combinations(range(count), 2), MOST_WAYS))


def _swapped(array: Array, first: int, second: int, axis: int = 0) -> Array:
    order = np.arange(array.shape[axis])
    order[[first, second]] = order[[second, first]]
    return np.take(array, order, axis)


def _order(layer: SolvedLayer, right: list[Array], typed: list[Array]) -> tuple[int, ...] | None:
    """Which of the right parts each typed part is; None where one is none of them, or all are in place."""
    known = np.stack(right)
    places: list[int] = []
    for at, part in enumerate(typed):
        alike = layer.alike(known, part).reshape(len(known), -1).all(1)
        # Its own place first: equal parts are not exchanged. Of an answer that holds none of them the first
        # part tells it.
        found = sorted(set(map(int, np.flatnonzero(alike))) - set(places), key=lambda n: (n != at, n))
        if not found:
            return None
        places.append(found[0])
    return tuple(places) if places != sorted(places) else None
