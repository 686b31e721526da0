"""What the words of printouts and array code do to the numbers in their brackets: shape them at most."""

from __future__ import annotations

from math import prod

from dsviz.reading import words
from dsviz.reading.copies import copied
from dsviz.reading.errors import ReadError
from dsviz.reading.frames import MOST_AXES, Frame, Shape, Value
from dsviz.reading.joins import joined
from dsviz.reading.lists import is_list, listed_call
from dsviz.reading.makers import made
from dsviz.reading.matrices import column_by_column, matrix, reshaped_by_column
from dsviz.reading.number_types import with_type
from dsviz.reading.turns import scaled, turned


def finished(text: str, frame: Frame, numbers: list[float], framework: str = "") -> Value:
    """Find what a closed call, printed object or JSON object holds.

    Parameters
    ----------
    text : str
    frame : Frame
    numbers : list of float
        All numbers so far; what a call makes is put behind them.
    framework : str
        Whose words stood in the text so far.

    Raises
    ------
    ReadError
        Rules ``call-one-tensor``, ``shape-form``, ``shape-count``, ``dtype-whole``, ``dtype-range``,
        ``axes-known`` and ``numbers-count``.
    """
    value = _held(text, frame, numbers, framework)
    return with_type(text, frame, value, numbers)


def _held(text: str, frame: Frame, numbers: list[float], framework: str) -> Value:
    base = words.base_of(frame.name)
    if base in words.MAKERS:
        return made(text, frame, numbers)
    if base in words.JOINS:
        return joined(text, frame, numbers)
    if base in words.COPIES:
        return copied(text, frame, numbers, words.framework_of(frame.name) or framework)
    if base in words.LISTS or is_list(text, frame):
        return listed_call(text, frame)
    if base in words.MATRICES:
        return matrix(text, frame, numbers)
    if base in words.TURNS:
        return turned(text, frame, numbers, words.framework_of(frame.name) or framework)
    if base in words.SCALERS:
        return _scaled(text, frame, numbers, base)
    if base in words.BY_COLUMN or (base in words.SHAPERS and frame.order.upper() == "F"):
        return reshaped_by_column(text, frame, numbers)
    if _is_of_r(text, frame):
        value, sides = frame.items
        return column_by_column(text, value, _of(sides, numbers), numbers)
    value, shape = _data_and_shape(text, frame, numbers, base)
    if "dim" in frame.keywords:
        return column_by_column(text, value, _of(frame.keywords["dim"], numbers), numbers)
    if shape is None:
        return value
    _check_whose(text, frame, value, shape)
    return reshaped(text, value, shape, numbers)


def _is_of_r(text: str, frame: Frame) -> bool:
    """Tell whether a call is R's array(1:8, c(2, 2, 2)), which leaves the word dim out."""
    return frame.name == "array" and len(frame.items) == 2 and text.startswith("c(", frame.items[1].offset)


def _data_and_shape(
    text: str, frame: Frame, numbers: list[float], base: str
) -> tuple[Value, list[float] | None]:
    given = [frame.keywords[key] for key in words.DATA_KEYS if key in frame.keywords] + frame.items
    shape = frame.keywords.get("shape", frame.keywords.get("newshape"))
    most = len(given) if base in words.SHAPERS else 2 if base in words.FILLED else 1
    if not given or len(given) > most:
        raise ReadError.at(text, frame.offset, "call-one-tensor", name=frame.name or "<>", got=len(given))
    if len(given) > 1:
        return given[0], [number for side in given[1:] for number in _of(side, numbers)]
    return given[0], None if shape is None else _of(shape, numbers)


def _check_whose(text: str, frame: Frame, value: Value, shape: list[float]) -> None:
    """Refuse a reshape of nobody's where NumPy's and MATLAB's would give different tensors."""
    is_bare = frame.name == "reshape" and text[frame.offset] != "."
    if is_bare and sum(side != 1 for side in shape) > 1 and len(value.shape) < 3:
        raise ReadError.at(text, frame.offset, "reshape-doubt", got="reshape(...)")


def _scaled(text: str, frame: Frame, numbers: list[float], base: str) -> Value:
    if len(frame.items) != 2 or frame.items[1].shape != ():
        raise ReadError.at(text, frame.offset, "factor-number", got=f".{base}(...)")
    factor = numbers[frame.items[1].start]
    return scaled(text, frame.items[0], words.SCALERS[base], factor, numbers)


def _of(value: Value, numbers: list[float]) -> list[float]:
    return numbers[value.start : value.stop]


def reshaped(text: str, value: Value, sides: list[float], numbers: list[float]) -> Value:
    """Give a value the shape that some numbers name; one of them may be -1.

    Raises
    ------
    ReadError
        Rules ``shape-form`` and ``shape-count``.
    """
    count = value.stop - value.start
    shape = as_shape(sides, count)
    if shape is None:
        raise ReadError.at(text, value.offset, "shape-form", most=MOST_AXES, got=listed(sides))
    if prod(shape) != count:
        raise ReadError.at(
            text, value.offset, "shape-count", shape=list(shape), expected=prod(shape), got=count
        )
    return value._replace(shape=shape)


def as_shape(sides: list[float], count: int) -> Shape | None:
    """Make numbers a shape of at most 8 axes, where -1 stands for what count leaves; None where they are not.

    >>> as_shape([1.0, -1.0, 2.0], 18), as_shape([2.5], 18)
    ((1, 9, 2), None)
    """
    if len(sides) > MOST_AXES or not all(side == -1 or (side >= 1 and side.is_integer()) for side in sides):
        return None
    shape = [int(side) for side in sides]
    if shape.count(-1) > 1:
        return None
    rest = prod(side for side in shape if side != -1)
    return tuple(max(1, count // rest) if side == -1 else side for side in shape)


def listed(sides: list[float]) -> str:
    """Write a shape that was typed, shortened."""
    head = ", ".join(f"{side:g}" for side in sides[: MOST_AXES + 1])
    return f"[{head}, ...]" if len(sides) > MOST_AXES + 1 else f"[{head}]"
