"""Right numbers of which some are missing, or to which some were added, so that the shape is another."""

from __future__ import annotations

import numpy as np

from dsviz.check.mistake import Choices, Made
from dsviz.check.solved_layer import Array, SolvedLayer

AXES = ("maps", "rows", "columns")
MOST_LINES = 3  # that may be missing or too many
LEAST_NUMBERS = 2  # right ones that must be there
MOST_NUMBERS = 20_000


def solve_missing(layer: SolvedLayer, typed: Array) -> Choices:
    """The maps, rows or columns that are not there, where all others are."""
    axis = _other_axis(layer.answer, typed)
    if axis is not None and typed.size >= LEAST_NUMBERS:
        lines = _left_out(layer, layer.answer, typed, axis)
        if lines:
            yield {"axis": AXES[axis], "lines": lines}


def lines_missing(layer: SolvedLayer, axis: str, lines: tuple[int, ...]) -> Made:
    """Some maps, rows or columns are missing."""
    left = np.delete(layer.answer, lines, AXES.index(axis))
    return left if left.size else None


def solve_added(layer: SolvedLayer, typed: Array) -> Choices:
    """The maps, rows or columns that do not belong to the answer, which is there whole."""
    axis = _other_axis(layer.answer, typed)
    if axis is not None and layer.answer.size >= LEAST_NUMBERS:
        lines = _left_out(layer, typed, layer.answer, axis)
        numbers = np.take(typed, lines, axis)
        others = tuple(each for each in range(3) if each != axis)
        if lines and not np.isnan(numbers).all(axis=others).any():  # a line left open is none
            yield {"axis": AXES[axis], "lines": lines, "numbers": numbers.tolist()}


def lines_added(
    layer: SolvedLayer, axis: str, lines: tuple[int, ...], numbers: list[list[list[float]]]
) -> Made:
    """Some maps, rows or columns are too many."""
    at = AXES.index(axis)
    # Each is put before the line that it stood before, so the places are counted without those before it.
    places = [line - before for before, line in enumerate(lines)]
    return np.insert(layer.answer, places, numbers, at)


def last_windows_missing(layer: SolvedLayer) -> Made:
    """The last row and the last column are missing, as where the + 1 of the size is forgotten."""
    return layer.answer[:, :-1, :-1] if min(layer.output_size) > 1 else None


def answer_in_one_row(layer: SolvedLayer) -> Made:
    """All the numbers stand in one row."""
    return layer.answer.reshape(1, 1, -1)


def solve_number(layer: SolvedLayer, typed: Array) -> Choices:
    """The one number that is missing from a plain row of them, or stands there too many."""
    if typed.shape[:2] != (1, 1) or typed.size > MOST_NUMBERS or layer.answer.size > MOST_NUMBERS:
        return
    right, row = layer.answer.ravel(), typed.ravel()
    if len(row) + 1 == len(right) and len(row) >= LEAST_NUMBERS:
        place = _first_difference(layer, right, row)
        yield {"way": "missing", "place": place, "number": float(right[place])}
    elif len(row) == len(right) + 1 and len(right) >= LEAST_NUMBERS:
        place = _first_difference(layer, row, right)
        yield {"way": "added", "place": place, "number": float(row[place])}


def one_number_off(layer: SolvedLayer, way: str, place: int, number: float) -> Made:
    """One number is missing from the row of all of them, or is too many in it."""
    right = layer.answer.ravel()
    if way == "missing":
        return np.delete(right, place).reshape(1, 1, -1)
    return np.insert(right, place, number).reshape(1, 1, -1)


def _other_axis(right: Array, typed: Array) -> int | None:
    """The one axis along which two answers differ in size, by a few lines at most."""
    axes = [axis for axis in range(3) if right.shape[axis] != typed.shape[axis]]
    few = len(axes) == 1 and abs(right.shape[axes[0]] - typed.shape[axes[0]]) <= MOST_LINES
    return axes[0] if few else None


def _left_out(layer: SolvedLayer, longer: Array, shorter: Array, axis: int) -> tuple[int, ...]:
    """Which lines of the longer answer are not in the shorter one, where all the others are, in order."""
    if longer.shape[axis] <= shorter.shape[axis]:
        return ()
    lines, kept, left = np.moveaxis(longer, axis, 0), np.moveaxis(shorter, axis, 0), []
    at = 0
    for place, line in enumerate(lines):
        if at < len(kept) and (layer.alike(line, kept[at]) | np.isnan(kept[at]) | np.isnan(line)).all():
            at += 1
        else:
            left.append(place)
    return tuple(left) if at == len(kept) else ()


def _first_difference(layer: SolvedLayer, longer: Array, shorter: Array) -> int:
    same = layer.alike(longer[: len(shorter)], shorter)
    return len(shorter) if same.all() else int(np.argmin(same))
