"""Tensors that code makes and does not list: np.ones((2, 3)), arange(9), linspace(0, 1, 5)."""

from __future__ import annotations

from math import ceil, prod

import numpy as np

from dsviz.reading.errors import ReadError
from dsviz.reading.frames import MOST_AXES, Frame, Shape, Value
from dsviz.reading.scan import MOST_NUMBERS
from dsviz.reading.words import LIKE, base_of

_KEYS = {
    **dict.fromkeys(("arange", "range"), ("start", "stop", "step")),
    "linspace": ("start", "stop", "end", "num", "steps"),
}


def made(text: str, frame: Frame, numbers: list[float]) -> Value:
    """Put the numbers that a call makes behind those there are.

    Raises
    ------
    ReadError
        Rules ``shape-form``, ``numbers-count`` and ``like-whole``.
    """
    base = base_of(frame.name)
    given = [numbers[item.start : item.stop] for item in _items(frame, base)]
    if base in LIKE:
        new, shape = _like(text, frame, given, base)
    elif base == "linspace":
        new, shape = _linspace(text, frame, given)
    elif base in ("arange", "range"):
        new, shape = _arange(text, frame, given)
    elif base in ("eye", "identity"):
        new, shape = _eye(text, frame, given)
    else:
        new, shape = _filled(text, frame, given, base)
    start = len(numbers)
    numbers += new
    return Value(start, len(numbers), shape, frame.offset)


def _items(frame: Frame, base: str) -> list[Value]:
    keys = _KEYS.get(base, ("shape", "fill_value"))
    first = [frame.keywords[key] for key in keys[:1] if key in frame.keywords]
    return [*first, *frame.items, *(frame.keywords[key] for key in keys[1:] if key in frame.keywords)]


def _arange(text: str, frame: Frame, given: list[list[float]]) -> tuple[list[float], Shape]:
    ends = [end for item in given for end in item]
    if not 1 <= len(given) <= 3 or len(ends) != len(given):
        raise _refused(text, frame)
    start, stop, step = (0.0, ends[0], 1.0) if len(ends) == 1 else (*ends, 1.0)[:3]
    count = ceil((stop - start) / step) if step else 0
    if count < 1:
        raise _refused(text, frame)
    _check_count(text, frame, count)
    return [start + at * step for at in range(count)], (count,)


def _linspace(text: str, frame: Frame, given: list[list[float]]) -> tuple[list[float], Shape]:
    ends = [end for item in given for end in item]
    if len(ends) != len(given) or len(ends) not in (2, 3):
        raise _refused(text, frame)
    start, stop, count = (*ends, 50.0)[:3]
    _check_count(text, frame, *_sides(text, frame, [count], 1))
    return np.linspace(start, stop, int(count)).tolist(), (int(count),)


def _like(text: str, frame: Frame, given: list[list[float]], base: str) -> tuple[list[float], Shape]:
    """Fill the shape of another tensor."""
    value = {"ones_like": [1.0], "zeros_like": [0.0]}.get(base)
    if value is None and len(given) == 2:
        value = given.pop()
    if value is None or len(given) != 1 or len(value) != 1 or not frame.items:
        raise _refused(text, frame)
    # The new tensor has the type of the other one, which cannot be told here: .5 among whole numbers is 0.
    is_cut = not value[0].is_integer() and all(number.is_integer() for number in given[0])
    if is_cut and not frame.dtype:
        raise ReadError.at(text, frame.offset, "like-whole", got=f"{value[0]:g}")
    return value * len(given[0]), frame.items[0].shape


def _eye(text: str, frame: Frame, given: list[list[float]]) -> tuple[list[float], Shape]:
    rows, columns = _sides(text, frame, [side for item in given for side in item] * (3 - len(given)), 2)
    return [float(row == column) for row in range(rows) for column in range(columns)], (rows, columns)


def _filled(text: str, frame: Frame, given: list[list[float]], base: str) -> tuple[list[float], Shape]:
    value = {"ones": 1.0, "zeros": 0.0}.get(base)
    if value is None:
        if len(given) != 2 or len(given[1]) != 1:
            raise _refused(text, frame)
        value = given.pop()[0]
    sides = [side for item in given for side in item]
    if frame.is_matlab and frame.name in ("ones", "zeros") and [item.shape for item in frame.items] == [()]:
        sides *= 2
    shape = _sides(text, frame, sides, MOST_AXES)
    return [value] * prod(shape), shape


def _sides(text: str, frame: Frame, sides: list[float], most: int) -> Shape:
    if not 1 <= len(sides) <= most or not all(side >= 1 and side.is_integer() for side in sides):
        raise _refused(text, frame)
    shape = tuple(int(side) for side in sides)
    _check_count(text, frame, prod(shape))
    return shape


def _check_count(text: str, frame: Frame, count: int) -> None:
    if count > MOST_NUMBERS:
        raise ReadError.at(text, frame.offset, "numbers-count", most=MOST_NUMBERS)


def _refused(text: str, frame: Frame) -> ReadError:
    return ReadError.at(text, frame.offset, "shape-form", most=MOST_AXES, got=f"{frame.name}(...)")
