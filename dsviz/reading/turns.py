"""What turns the axes of a tensor or scales it: .T, permute, unsqueeze, [None], /16."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from dsviz.reading.errors import ReadError
from dsviz.reading.frames import MOST_AXES, Frame, Shape, Value
from dsviz.reading.scan import LARGEST_NUMBER, SMALLEST_NUMBER
from dsviz.reading.words import FLIPS, base_of

NEW_AXES = re.compile(r"\[(?:(?:None|(?:np|tf)\.newaxis|:|\.\.\.)[ ]?,?[ ]?){1,8}\]")
MIRROR = re.compile(r"\[(?:(?::|\.\.\.)[ ]?,[ ]?){0,7}::-1(?:[ ]?,[ ]?(?:::-1|:)){0,7}\]")
_ENTRY = re.compile(r"None|newaxis|:|\.\.\.")


def turned(text: str, frame: Frame, numbers: list[float], framework: str) -> Value:
    """Turn the axes of a value as the call says.

    Raises
    ------
    ReadError
        Rules ``call-one-tensor`` and ``axes-known``.
    """
    base = base_of(frame.name)
    if not frame.items:
        raise ReadError.at(text, frame.offset, "call-one-tensor", name=frame.name, got=0)
    value, *given = frame.items
    given[:0] = [frame.keywords["k"]] if "k" in frame.keywords else []
    given += [frame.keywords[key] for key in ("axis", "dim", "dims", "axes", "perm") if key in frame.keywords]
    asked = [number for item in given for number in numbers[item.start : item.stop]]
    axes = [int(number) for number in asked if number.is_integer()]
    try:
        if len(axes) != len(asked):
            raise ValueError
        array = _turn(base, value.array(numbers), axes, framework)
        return _put(value._replace(is_list=False), array, numbers)
    except ValueError:
        shape = list(value.shape)
        raise ReadError.at(text, frame.offset, "axes-known", name=base, got=axes[:8], shape=shape) from None


def transposed(text: str, value: Value, name: str, offset: int, numbers: list[float]) -> Value:
    """Turn a value as `.T` or `.mT` does."""
    return turned(text, Frame("(", name, offset, 0, False, items=[value]), numbers, "")


def _turn(base: str, array: NDArray[np.float64], axes: list[int], framework: str) -> NDArray[np.float64]:
    """Turn an array; ValueError where its axes are not what was asked for."""
    if base in ("unsqueeze", "expand_dims"):
        if len(axes) != 1 or array.ndim >= MOST_AXES:
            raise ValueError
        return np.expand_dims(array, axes[0])
    if base == "squeeze":
        return np.squeeze(array, tuple(axes) if axes else None)
    if base in ("swapaxes", "movedim") or (base == "transpose" and _swaps(array, axes, framework)):
        if len(axes) != 2:
            raise ValueError
        return (np.moveaxis if base == "movedim" else np.swapaxes)(array, *axes)
    if base in FLIPS:
        return _flipped(base, array, axes)
    if base == "mT":
        return np.swapaxes(array, -1, -2)
    return np.transpose(array, axes or None)


def _flipped(base: str, array: NDArray[np.float64], axes: list[int]) -> NDArray[np.float64]:
    """Mirror an array, or turn it by quarters."""
    if base == "flip":
        return np.flip(array, tuple(axes) if axes else None)
    if base == "rot90":
        if len(axes) == 2:
            raise ValueError
        turns, *plane = axes or [1]
        first, second = plane or (0, 1)
        return np.rot90(array, turns, (first, second))
    return np.fliplr(array) if base == "fliplr" else np.flipud(array)


def _swaps(array: NDArray[np.float64], axes: list[int], framework: str) -> bool:
    """PyTorch's transpose exchanges two axes, NumPy's puts all of them in order."""
    return len(axes) == 2 and (array.ndim != 2 or framework == "torch")


def with_new_axes(text: str, value: Value, index: str, offset: int) -> Value:
    """Add the axes of length 1 that an index such as [None, :, :] adds.

    Raises
    ------
    ReadError
        Rule ``axes-known``.
    """
    entries = _ENTRY.findall(index)
    kept = list(value.shape)
    if "..." in entries:
        at = entries.index("...")
        entries[at : at + 1] = [":"] * max(0, len(kept) + 1 - sum(e in (":", "...") for e in entries))
    if entries.count(":") > len(kept) or "..." in entries or len(kept) + len(entries) > 2 * MOST_AXES:
        raise ReadError.at(text, offset, "axes-known", name=index, got=len(entries), shape=list(value.shape))
    shape: Shape = ()
    for entry in entries:
        shape = (*shape, kept.pop(0) if entry == ":" else 1)
    shape = (*shape, *kept)
    if len(shape) > MOST_AXES:
        raise ReadError.at(text, offset, "axes-known", name=index, got=len(shape), shape=list(value.shape))
    return value._replace(shape=shape)


def mirrored(text: str, value: Value, index: str, offset: int, numbers: list[float]) -> Value:
    """Turn axes round as an index such as [::-1, ::-1] does.

    Raises
    ------
    ReadError
        Rule ``axes-known``.
    """
    entries = [entry.strip() for entry in index[1:-1].split(",")]
    before, dots, behind = entries, entries.count("..."), []
    if dots:
        at = entries.index("...")
        before, behind = entries[:at], entries[at + 1 :]
    rank = len(value.shape)
    if dots > 1 or len(before) + len(behind) > rank:
        raise ReadError.at(text, offset, "axes-known", name=index, got=len(entries), shape=list(value.shape))
    axes = [at for at, entry in enumerate(before) if entry == "::-1"]
    axes += [rank - len(behind) + at for at, entry in enumerate(behind) if entry == "::-1"]
    return _put(value, np.flip(value.array(numbers), tuple(axes)), numbers)


def scaled(text: str, value: Value, sign: str, factor: float, numbers: list[float]) -> Value:
    """Multiply or divide all numbers of a value by one.

    Raises
    ------
    ReadError
        Rules ``fraction-zero`` and ``number-size``.
    """
    if sign == "/" and factor == 0:
        raise ReadError.at(text, value.offset, "fraction-zero", got=f"/{factor:g}")
    array = value.array(numbers)
    # Adding 0.0 turns -0.0 into 0.0.
    array = (array / factor if sign == "/" else array * factor) + 0.0
    sizes = np.abs(array[array != 0])
    if sizes.size and not (sizes.min() >= SMALLEST_NUMBER and sizes.max() <= LARGEST_NUMBER):
        bounds = {"least": f"{SMALLEST_NUMBER:g}", "most": f"{LARGEST_NUMBER:g}"}
        raise ReadError.at(text, value.offset, "number-size", got=f"{sizes.max():g}", **bounds)
    return _put(value._replace(is_list=False), array, numbers)


def _put(value: Value, array: NDArray[np.float64], numbers: list[float]) -> Value:
    numbers[value.start : value.stop] = array.ravel().tolist()
    return value._replace(shape=array.shape)
