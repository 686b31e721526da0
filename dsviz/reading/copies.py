"""Tensors that code makes out of one: np.tile, .repeat, np.diag, np.outer."""

from __future__ import annotations

from math import prod

import numpy as np
from numpy.typing import NDArray

from dsviz.content import Listed
from dsviz.reading.errors import ReadError
from dsviz.reading.frames import MOST_AXES, Frame, Value
from dsviz.reading.joins import placed
from dsviz.reading.scan import MOST_NUMBERS
from dsviz.reading.words import base_of

Array = NDArray[np.float64]

_COUNTS = ("reps", "dims", "repeats", "multiples", "sizes", "k", "diagonal")


def copied(text: str, frame: Frame, numbers: list[float], framework: str) -> Value:
    """Repeat a tensor, or lay it on a diagonal.

    Parameters
    ----------
    text : str
    frame : Frame
    numbers : list of float
        All numbers so far; the new tensor is put behind them.
    framework : str
        Whose words stood in the text so far: `.repeat` is another thing in PyTorch than in NumPy.

    Raises
    ------
    ReadError
        Rules ``call-one-tensor``, ``axes-known``, ``repeat-doubt`` and ``numbers-count``.
    """
    base = base_of(frame.name)
    if not frame.items:
        raise ReadError.at(text, frame.offset, "call-one-tensor", name=frame.name, got=0)
    first, *rest = frame.items
    array = first.array(numbers)
    rest += [frame.keywords[key] for key in _COUNTS if key in frame.keywords]
    try:
        if base == "outer":
            return _outer(text, frame, array, [item.array(numbers) for item in rest], numbers)
        counts = [_whole(number) for item in rest for number in numbers[item.start : item.stop]]
        axis = frame.keywords.get("axis", frame.keywords.get("dim"))
        if base == "diag":
            return _diagonal(text, frame, array, counts, numbers)
        if base == "repeat" and "." not in frame.name and _is_tiled(text, frame, array, counts, framework):
            base = "tile"
        if base in ("repeat", "repeat_interleave"):
            along = _whole(numbers[axis.start]) if axis else counts.pop(1) if len(counts) == 2 else None
            return _repeated(text, frame, array, counts, along, numbers)
        return _tiled(
            text, frame, array, counts * (2 if base == "repmat" and len(counts) == 1 else 1), numbers
        )
    except ValueError as error:
        if isinstance(error, ReadError):
            raise
        shape = list(array.shape)
        got = [f"{number:g}" for item in rest[:8] for number in numbers[item.start : item.stop][:8]]
        raise ReadError.at(
            text, frame.offset, "axes-known", name=base, got=Listed(got), shape=shape
        ) from None


def _whole(number: float) -> int:
    if not number.is_integer():
        raise ValueError
    return int(number)


def _is_tiled(text: str, frame: Frame, array: Array, counts: list[int], framework: str) -> bool:
    """Tell whether x.repeat(...) repeats the whole tensor, as PyTorch's does, or each number, as NumPy's.

    Where no word says whose it is, only one of the two may be possible.
    """
    if framework == "torch":
        return True
    by_number = "axis" in frame.keywords or len(counts) == 1 or (len(counts) == 2 and counts[1] < array.ndim)
    whole = "axis" not in frame.keywords and len(counts) >= array.ndim
    if not framework and by_number and whole:
        raise ReadError.at(text, frame.offset, "repeat-doubt", got=f".repeat({', '.join(map(str, counts))})")
    return not framework and whole


def _tiled(text: str, frame: Frame, array: Array, counts: list[int], numbers: list[float]) -> Value:
    if not counts or len(counts) > MOST_AXES or min(counts) < 1:
        raise ValueError
    _check_count(text, frame, array.size * prod(counts))
    return placed(np.tile(array, counts), frame.offset, numbers)


def _repeated(
    text: str, frame: Frame, array: Array, counts: list[int], axis: int | None, numbers: list[float]
) -> Value:
    if len(counts) != 1 or counts[0] < 1:
        raise ValueError
    _check_count(text, frame, array.size * counts[0])
    return placed(np.repeat(array, counts[0], axis), frame.offset, numbers)


def _diagonal(text: str, frame: Frame, array: Array, counts: list[int], numbers: list[float]) -> Value:
    """Lay a row on a diagonal of zeros; take the diagonal of a matrix."""
    shift = counts[0] if counts else 0
    is_column = frame.name == "diag" and array.ndim == 2 and array.shape[1] == 1
    array = array.ravel() if is_column else array  # MATLAB's [1; 2]
    if array.ndim == 1:
        _check_count(text, frame, (array.size + abs(shift)) ** 2)
    found = np.diag(array, shift)
    if not found.size:
        raise ValueError
    return placed(found, frame.offset, numbers)


def _outer(text: str, frame: Frame, one: Array, others: list[Array], numbers: list[float]) -> Value:
    if len(others) != 1:
        raise ValueError
    _check_count(text, frame, one.size * others[0].size)
    return placed(np.outer(one, others[0]) + 0.0, frame.offset, numbers)


def _check_count(text: str, frame: Frame, count: int) -> None:
    if count > MOST_NUMBERS:
        raise ReadError.at(text, frame.offset, "numbers-count", most=MOST_NUMBERS)
