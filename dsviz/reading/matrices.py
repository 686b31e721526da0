"""Matrices whose call names their sides: R's matrix(c(...), nrow=2), SymPy's Matrix(2, 3, [...])."""

from __future__ import annotations

from math import prod

import numpy as np

from dsviz.reading.errors import ReadError
from dsviz.reading.frames import Frame, Shape, Value


def matrix(text: str, frame: Frame, numbers: list[float]) -> Value:
    """Take a matrix as its language fills it: R column by column, everybody else row by row.

    Raises
    ------
    ReadError
        Rules ``call-one-tensor`` and ``shape-count``.
    """
    items, keywords = frame.items, frame.keywords
    data = keywords.get("data") or (items[0] if items else None)
    if data is None:
        raise ReadError.at(text, frame.offset, "call-one-tensor", name=frame.name, got=0)
    if data.shape == () and len(items) > 2 and items[1].shape == ():
        return _sized_first(text, frame, numbers)
    if data.shape == ():
        raise ReadError.at(text, frame.offset, "call-one-tensor", name=frame.name, got=len(items))
    sides = [keywords[key] for key in ("nrow", "ncol") if key in keywords] or items[1:3]
    if not sides:
        return data
    given = [numbers[side.start] for side in sides]
    rest = max(1, int((data.stop - data.start) // max(1.0, abs(given[0]))))
    shape = given if len(given) == 2 else [given[0], float(rest)]
    if "ncol" in keywords and "nrow" not in keywords:
        shape.reverse()
    if frame.by_row:
        return _sized(text, data, shape, numbers)
    return column_by_column(text, data, shape, numbers)


def _sized_first(text: str, frame: Frame, numbers: list[float]) -> Value:
    """Take Matrix(rows, columns, numbers), the numbers in a list or one by one."""
    rows, columns, *rest = frame.items
    value = Value(rest[0].start, rest[-1].stop, (), rest[0].offset)
    return _sized(text, value, [numbers[rows.start], numbers[columns.start]], numbers)


def _sized(text: str, value: Value, sides: list[float], numbers: list[float]) -> Value:
    return value._replace(shape=_checked(text, value, sides))


def column_by_column(text: str, value: Value, sides: list[float], numbers: list[float]) -> Value:
    """Fill a shape as R, Julia and MATLAB do, the first axis fastest.

    Raises
    ------
    ReadError
        Rule ``shape-count``.
    """
    shape = _checked(text, value, sides)
    array = np.array(numbers[value.start : value.stop]).reshape(shape, order="F")
    numbers[value.start : value.stop] = array.ravel().tolist()
    return value._replace(shape=shape)


def reshaped_by_column(text: str, frame: Frame, numbers: list[float]) -> Value:
    """Give numbers the shape that Fortran's or MATLAB's reshape names; Fortran may ask for rows first.

    Raises
    ------
    ReadError
        Rules ``call-one-tensor``, ``shape-count`` and ``axes-known``.
    """
    items, keywords = list(frame.items), frame.keywords
    if not items or len(items) + len(keywords) < 2:
        raise ReadError.at(text, frame.offset, "call-one-tensor", name="reshape", got=len(items))
    data, *rest = items
    rest = [keywords["shape"]] if "shape" in keywords else rest
    sides = [number for side in rest for number in numbers[side.start : side.stop]]
    order = numbers[keywords["ORDER"].start : keywords["ORDER"].stop] if "ORDER" in keywords else []
    if order and order not in ([1, 2], [2, 1]):
        raise ReadError.at(text, frame.offset, "axes-known", name="order", got=order[:8], shape=sides[:8])
    if order == [2, 1]:
        return _sized(text, data, sides, numbers)
    as_filled = np.array(numbers[data.start : data.stop]).reshape(data.shape)
    numbers[data.start : data.stop] = as_filled.ravel(order="F").tolist()
    return column_by_column(text, data, sides, numbers)


def _checked(text: str, value: Value, sides: list[float]) -> Shape:
    count = value.stop - value.start
    shape = tuple(int(side) for side in sides if side >= 1 and side.is_integer())
    if len(shape) != len(sides) or prod(shape) != count:
        got = [f"{side:g}" for side in sides[:8]]
        raise ReadError.at(
            text,
            value.offset,
            "shape-count",
            shape=f"[{', '.join(got)}]",
            expected=prod(shape),
            got=count,
        )
    return shape
