"""The shape that a person types beside numbers in a row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dsviz.reading.axes import Array
from dsviz.reading.calls import as_shape
from dsviz.reading.errors import ReadError
from dsviz.reading.frames import MOST_AXES, Shape
from dsviz.reading.text import read_text

_TIMES = str.maketrans(dict.fromkeys("xX\u00d7*", " "))


def read_shape(text: str) -> Shape:
    """Read a shape that a person typed beside a flat list.

    Raises
    ------
    ReadError
        Rule ``shape-form``, and those of the text.

    Examples
    --------
    >>> read_shape("1x3x3x2"), read_shape("[1, 3, 3, 2]"), read_shape("(-1, 2)")
    ((1, 3, 3, 2), (1, 3, 3, 2), (-1, 2))
    """
    typed = read_text(text.translate(_TIMES))
    if len(typed.numbers) > MOST_AXES or as_shape(typed.numbers, 0) is None:
        raise ReadError("shape-form", most=MOST_AXES, got=text.strip()[:40])
    return tuple(int(side) for side in typed.numbers)


def filled(array: Array, shape: Sequence[int]) -> Array:
    """Give numbers in a row a shape, of which one side may be -1.

    Raises
    ------
    ReadError
        Rules ``shape-form`` and ``shape-count``.
    """
    sides = as_shape([float(side) for side in shape], array.size)
    if sides is None:
        raise ReadError("shape-form", most=MOST_AXES, got=list(shape)[: MOST_AXES + 1])
    expected = int(np.prod(sides, dtype=object))
    if expected != array.size:
        raise ReadError("shape-count", shape=list(sides), expected=expected, got=array.size)
    return array.reshape(sides)
