"""Tensors put together out of several: np.stack, np.vstack, torch.cat, R's rbind."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from dsviz.reading.errors import ReadError
from dsviz.reading.frames import MOST_AXES, Frame, Value
from dsviz.reading.words import base_of

Array = NDArray[np.float64]
_AXIS_FIRST = re.compile(r"cat\(\s*[1-9]\s*,")

# Along an axis that may be named, or along the one that the word names itself.
_ALONG: dict[str, Callable[[Sequence[Array], int], Array]] = {
    "stack": np.stack,
    **dict.fromkeys(("concatenate", "concat", "cat"), np.concatenate),
}
_BY_WORD: dict[str, Callable[[Sequence[Array]], Array]] = {
    **dict.fromkeys(("vstack", "row_stack", "rbind"), np.vstack),
    **dict.fromkeys(("column_stack", "cbind"), np.column_stack),
    "hstack": np.hstack,
    "dstack": np.dstack,
}


def joined(text: str, frame: Frame, numbers: list[float]) -> Value:
    """Put the parts of a call together.

    Parameters
    ----------
    text : str
    frame : Frame
        Its items are the parts, the brackets around them left out, and perhaps the axis as the last one.
    numbers : list of float
        All numbers so far; the new tensor is put behind them.

    Raises
    ------
    ReadError
        Rules ``call-one-tensor`` and ``parts-join``.
    """
    base = base_of(frame.name)
    if frame.name == "cat":
        if not _AXIS_FIRST.match(text, frame.offset):
            raise ReadError.at(text, frame.offset, "word-known", got="cat(")
        return _of_matlab(text, frame, numbers)
    parts, axis = _parts(frame, numbers)
    if not parts:
        raise ReadError.at(text, frame.offset, "call-one-tensor", name=frame.name, got=0)
    try:
        array = _ALONG[base](parts, axis) if base in _ALONG else _BY_WORD[base](parts)
        if array.ndim > MOST_AXES:
            raise ValueError
    except ValueError:
        shapes = " + ".join(str(list(part.shape)) for part in parts[:4]) + (" ..." if len(parts) > 4 else "")
        raise ReadError.at(text, frame.offset, "parts-join", name=base, axis=axis, got=shapes) from None
    return placed(array, frame.offset, numbers)


def _parts(frame: Frame, numbers: list[float]) -> tuple[list[Array], int]:
    items = list(frame.items)
    axis = frame.keywords.get("axis", frame.keywords.get("dim"))
    if axis is None and len(items) > 1 and items[0].shape != () == items[-1].shape:
        axis = items.pop()
    parts = [item.array(numbers) for item in items]
    return parts, 0 if axis is None else int(numbers[axis.start])


def _of_matlab(text: str, frame: Frame, numbers: list[float]) -> Value:
    """Take cat(3, A, B) of MATLAB, whose third axis is the channels, which come first here."""
    axis, parts = (
        numbers[frame.items[0].start],
        [np.atleast_2d(item.array(numbers)) for item in frame.items[1:]],
    )
    is_even = axis in (1, 2) or (axis == 3 and len({part.shape for part in parts}) == 1)
    try:
        if not is_even or any(part.ndim != 2 for part in parts):
            raise ValueError
        array = np.stack(parts) if axis == 3 else np.concatenate(parts, int(axis) - 1)
    except ValueError:
        shapes = " + ".join(str(list(part.shape)) for part in parts[:4])
        raise ReadError.at(text, frame.offset, "parts-join", name="cat", axis=int(axis), got=shapes) from None
    return placed(array, frame.offset, numbers)


def placed(array: Array, offset: int, numbers: list[float]) -> Value:
    """Put a new tensor behind the numbers there are."""
    start = len(numbers)
    numbers += array.ravel().tolist()
    return Value(start, len(numbers), array.shape, offset)
