"""A factor before a tensor or a division behind it: 1/9 * [...], [...]/16."""

from __future__ import annotations

import numpy as np

from dsviz.reading.errors import ReadError
from dsviz.reading.frames import Pending, Value
from dsviz.reading.scan import MOST_NUMBERS, chunk
from dsviz.reading.turns import scaled

MOST_PRODUCTS = 5_000_000  # of a product of two matrices


def combined(text: str, pending: Pending, right: Value, numbers: list[float]) -> Value:
    """Work out a multiplication or division of a tensor and a number, or a column times a row.

    Parameters
    ----------
    text : str
    pending : Pending
        The sign and what stands before it.
    right : Value
        What stands behind it, the last of the numbers.
    numbers : list of float

    Raises
    ------
    ReadError
        Rules ``number-form`` for two numbers, ``factor-number`` for two tensors or a division by one.
    """
    sign, left = pending.sign, pending.left
    if sign == "@":
        return _product(text, left, right, numbers)
    if left.shape == right.shape == ():
        raise ReadError.at(text, left.offset, "number-form", got=chunk(text, left.offset))
    if right.shape == ():
        factor = numbers[right.start]
        del numbers[left.stop :]
        return scaled(text, left, sign, factor, numbers)
    if sign == "*" and _is_column(left) and right.shape[:-1] in ((), (1,)):
        return _outer(text, left, right, numbers)
    if left.shape != () or sign == "/":
        raise ReadError.at(text, right.offset, "factor-number", got=chunk(text, right.offset))
    factor = numbers[left.start]
    numbers[left.start :] = numbers[right.start : right.stop]
    moved = Value(left.start, left.start + right.stop - right.start, right.shape, left.offset)
    return scaled(text, moved, "*", factor, numbers)


def _product(text: str, left: Value, right: Value, numbers: list[float]) -> Value:
    """Multiply two matrices, as Python's @ does."""
    is_fit = len(left.shape) == len(right.shape) == 2 and left.shape[1] == right.shape[0]
    if not is_fit:
        raise ReadError.at(text, right.offset, "factor-number", got=chunk(text, right.offset))
    rows, columns = left.shape[0], right.shape[1]
    if rows * columns * left.shape[1] > MOST_PRODUCTS or rows * columns > MOST_NUMBERS:
        raise ReadError.at(text, right.offset, "numbers-count", most=MOST_NUMBERS)
    first, second = (np.array(numbers[each.start : each.stop]).reshape(each.shape) for each in (left, right))
    numbers[left.start :] = (first @ second + 0.0).ravel().tolist()
    return Value(left.start, len(numbers), (rows, columns), left.offset)


def _is_column(value: Value) -> bool:
    return len(value.shape) == 2 and value.shape[1] == 1


def _outer(text: str, column: Value, row: Value, numbers: list[float]) -> Value:
    """Multiply a column by a row, each number by each: [1; 2; 1] * [1 0 -1], the same in all languages."""
    rows, columns = column.shape[0], row.shape[-1]
    if rows * columns > MOST_NUMBERS:
        raise ReadError.at(text, row.offset, "numbers-count", most=MOST_NUMBERS)
    down, across = (np.array(numbers[each.start : each.stop]) for each in (column, row))
    numbers[column.start :] = (np.outer(down, across) + 0.0).ravel().tolist()
    return Value(column.start, len(numbers), (rows, columns), column.offset)


def repeated(text: str, items: Value, times: Value, numbers: list[float]) -> Value:
    """Repeat a list as Python does: [0] * 3 and 3 * [0] are [0, 0, 0].

    Raises
    ------
    ReadError
        Rules ``repeat-count``, ``numbers-count``.
    """
    count, start = numbers[times.start], min(items.start, times.start)
    if not count.is_integer() or count < 1:
        raise ReadError.at(text, times.offset, "repeat-count", got=chunk(text, times.offset))
    if (items.stop - items.start) * count > MOST_NUMBERS:
        raise ReadError.at(text, times.offset, "numbers-count", most=MOST_NUMBERS)
    numbers[start:] = numbers[items.start : items.stop] * int(count)
    shape = (items.shape[0] * int(count), *items.shape[1:])
    return Value(start, len(numbers), shape, min(items.offset, times.offset), is_list=True)
