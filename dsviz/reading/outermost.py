"""What stands outside all brackets of a pasted text: one tensor, its rows, or numbers and their shape."""

from __future__ import annotations

from collections.abc import Container
from math import prod

from dsviz.reading.calls import as_shape, listed, reshaped
from dsviz.reading.errors import ReadError
from dsviz.reading.frames import Frame, Value, refused_row

MOST_QUOTED = 12  # characters
_ROW_RULES = ("comma-missing", "row-length", "row-shape", "one-tensor-or-list")


def outermost(text: str, frame: Frame, shapes: Container[int], numbers: list[float]) -> Value:
    """Take what stands outside all brackets as one value.

    Parameters
    ----------
    text : str
    frame : Frame
        The outermost one, with everything that stands in it.
    shapes : container of int
        Where in the text a shape begins.
    numbers : list of float

    Raises
    ------
    ReadError
        Rules ``shape-alone``, ``one-tensor-or-list``, ``row-length``, ``row-shape``, ``shape-form`` and
        ``shape-count``.
    """
    first, *others = frame.items
    if first.offset in shapes:
        raise ReadError.at(text, first.offset, "shape-alone", got=listed(_between(first, numbers)))
    sides = frame.keywords.get("shape")
    uneven = next((value for value in others if value.shape != first.shape), None)
    if sides is None and uneven is not None and uneven is others[-1] and _names_shape(uneven, numbers):
        sides, uneven = others.pop(), None
    if others and len(first.shape) > 1:
        # Rows may have lost the brackets around them; two tables are rather two tensors.
        got = text[others[0].offset :][:MOST_QUOTED].partition("\n")[0]
        raise ReadError.at(text, others[0].offset, "one-tensor-or-list", got=got)
    if uneven is not None:
        raise refused_row(text, uneven, first.shape)
    last = others[-1] if others else first
    shape = (1 + len(others), *first.shape) if others else first.shape
    value = Value(first.start, last.stop, shape, first.offset, first.whole, first.is_list)
    return value if sides is None else reshaped(text, value, _between(sides, numbers), numbers)


def closed_alone(text: str, error: ReadError) -> ReadError:
    """Return the refusal of a bracket that closes and that none opens, else the error.

    Numbers behind a list are refused for their commas or their count where such a bracket is the fault.

    Examples
    --------
    >>> closed_alone("[1, 2]\\n3, 4]", ReadError("comma-missing")).rule
    'bracket-close'
    """
    depth = 0
    for at, sign in enumerate(text if error.rule in _ROW_RULES else ""):
        depth += (sign in "[({") - (sign in "])}")
        if depth < 0:
            return ReadError.at(text, at, "bracket-close", got=sign)
    return error


def _names_shape(value: Value, numbers: list[float]) -> bool:
    """Tell whether the last list outside is the shape of all the numbers before it."""
    shape = as_shape(_between(value, numbers), value.start) if len(value.shape) == 1 else None
    return shape is not None and prod(shape) == value.start


def _between(value: Value, numbers: list[float]) -> list[float]:
    return numbers[value.start : value.stop]
