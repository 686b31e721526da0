"""Layers over a row, as they are given: lists and printouts, and settings that hold for its length."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from dsviz.conv.one_dimension import along_row
from dsviz.reading.in_line import is_one_row
from dsviz.reading.typed import Typed

OF_LENGTH = {"stride": 1, "padding": 0, "dilation": 1}  # and what it is for the height


def as_a_row(x: Any, weight: Any) -> tuple[Any, Any]:
    """Take one list of numbers beside a kernel of one or three axes for a row of one channel."""
    if all(isinstance(each, Typed) and is_one_row(each) for each in (x, weight)):
        return x.array.reshape(1, -1), weight.array.reshape(1, 1, -1)
    of_x, of_weight = numbers_of(x), numbers_of(weight)
    is_list = of_x.ndim == 1 or (of_x.ndim == 2 and len(of_x) == 1)
    if not is_list or of_weight.ndim not in (1, 3):
        return x, weight
    are_texts = is_text(x) and is_text(weight)
    if of_weight.ndim == 1 and not are_texts:
        return of_x.reshape(1, -1), of_weight.reshape(1, 1, -1)
    if not are_texts or is_torch_row(weight):
        return of_x.reshape(1, -1), of_weight
    return x, weight


def numbers_of(given: Any) -> Any:
    """Return the numbers of a text that was read, or of an array, in the shape in which they were typed."""
    return given.array if isinstance(given, Typed) else np.asarray(given)


def is_torch_row(weight: Any) -> bool:
    """Tell whether a kernel is the printout of a Conv1d's, (N, C / groups, k)."""
    is_of_three = isinstance(weight, Typed) and len(weight.shape) == 3
    return is_of_three and weight.telling.framework == "torch"


def is_text(given: Any) -> bool:
    """Tell whether a tensor came as text, whether or not it was read."""
    return isinstance(given, str | Typed)


def in_a_row(array: Any, axis: int) -> Any:
    """Give a row, (L,), (C, L) or (B, C, L), a height of 1."""
    given = np.asarray(array)
    given = given[None] if given.ndim == 1 else given
    return np.expand_dims(given, -2) if given.ndim in (axis, axis + 1) else given


def along(settings: Mapping[str, Any], kernel: int) -> dict[str, Any]:
    """Have settings of a layer over a row hold for the width, as `dsviz.convolve` takes them.

    >>> along({"stride": (2,), "padding": "causal"}, 3)
    {'stride': (1, 2), 'padding': ((0, 0), (2, 0))}
    """
    return along_row({name: _alone(given) for name, given in settings.items()}, kernel)


def _alone(given: Any) -> Any:
    """Take the one number out of (2,)."""
    return given[0] if isinstance(given, tuple | list) and len(given) == 1 else given


def settings_of_a_row(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Have settings of a row hold for the width; a height of 1 stays as it is."""
    own = dict(settings)
    for name, still in OF_LENGTH.items():
        given = _alone(own.get(name))
        if isinstance(given, int | np.integer):
            own[name] = (still, int(given))
    return own
