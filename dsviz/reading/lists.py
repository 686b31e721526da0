"""Lists whose brackets are calls: R's c(1, 2), Kotlin's arrayOf, Scala's Array(1, 2), PHP's array(1, 2)."""

from __future__ import annotations

from dsviz.reading.errors import ReadError
from dsviz.reading.frames import Frame, Value, refused_row

# Words that elsewhere stand before one tensor: array([1, 2]), Array([1., 2.], dtype=float32).
_EITHER = ("Array", "array")


def is_list(text: str, frame: Frame) -> bool:
    """Tell whether Array(...) or array(...) lists its parts: numbers, or more of the same word.

    R's array(c(1, 2, 3, 4), c(2, 2)) holds numbers and a shape, and is none.
    """
    items = frame.items
    if frame.name not in _EITHER or frame.keywords or frame.dtype or not items:
        return False
    if all(item.shape == () for item in items):
        return len(items) > 1
    return all(text.startswith(f"{frame.name}(", item.offset) for item in items)


def listed_call(text: str, frame: Frame) -> Value:
    """Take the parts of a call as the rows of a list.

    Raises
    ------
    ReadError
        Rules ``call-one-tensor``, ``row-length`` and ``row-shape``.
    """
    if not frame.items:
        raise ReadError.at(text, frame.offset, "call-one-tensor", name=frame.name, got=0)
    first, last = frame.items[0], frame.items[-1]
    if frame.name in ("list", "tuple") and first is last and first.shape:
        return first  # Python's list((1, 2)) holds what it is given
    uneven = next((item for item in frame.items if item.shape != first.shape), None)
    if uneven is not None:
        raise refused_row(text, uneven, first.shape)
    # Array(5) is one number where it stands alone, and a row of one among others like it.
    inner = first.shape or ((1,) if text.startswith(f"{frame.name}(", first.offset) else ())
    return Value(first.start, last.stop, (len(frame.items), *inner), frame.offset)
