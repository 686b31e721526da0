"""What a type of numbers does to a tensor: .long() cuts decimals off, uint8 ends at 255, bool is 1 or 0."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dsviz.reading import words
from dsviz.reading.errors import ReadError
from dsviz.reading.frames import Frame, Value

_METHODS = {
    **{"long": "int64", "int": "int32", "short": "int16", "char": "int8", "byte": "uint8", "bool": "bool"},
    "bool_": "bool",
}
# torch.LongTensor([...]), and as a type that a call names.
_TENSORS = {
    **{f"{name.capitalize()}Tensor": whole for name, whole in _METHODS.items()},
    "HalfTensor": "float16",
    "BFloat16Tensor": "bfloat16",
}
# NumPy's short names of types: i4, <u1, |b1.
_SHORT = re.compile(r"[<>=|]?(?:(?P<kind>[iufb])(?P<bytes>[1248])|\?)")
_KINDS = {"i": "int", "u": "uint", "f": "float"}
_ARRAYS = {"Uint8Array": "uint8", "Int8Array": "int8", "Int32Array": "int32"}
_CASTS = {
    *_METHODS,
    *_TENSORS,
    *words.DTYPES,
    "half",
    "bfloat16",
    "float",
    "double",
    "astype",
    "to",
    "type",
    "cast",
}
_WHOLE = {
    "int": "int64",
    **{name: whole for name, whole in _METHODS.items() if whole != "bool"},
    **{f"{sign}int{bits}": "" for sign in ("", "u") for bits in (8, 16, 32, 64)},
}


class Bounds(NamedTuple):
    """The smallest and the largest number of a type."""

    least: int
    most: int


def with_type(text: str, frame: Frame, value: Value, numbers: list[float]) -> Value:
    """Do to the numbers of a closed call what the type that it names does to them.

    Raises
    ------
    ReadError
        Rules ``dtype-whole``, where a tensor is listed with another type than its numbers have, and
        ``dtype-range``.
    """
    base = words.base_of(frame.name)
    name = _named(frame, base)
    if not name:
        # What a tensor is made into keeps its type; a division is a decimal.
        return checked(text, value._replace(whole="" if base in ("div", "divide") else value.whole), numbers)
    if base in _CASTS or name == "bool":
        array = _cast(text, frame, value, name, numbers)
        numbers[value.start : value.stop] = array.ravel().tolist()
    elif name in _WHOLE:
        for number in numbers[value.start : value.stop]:
            if not number.is_integer():
                raise ReadError.at(
                    text, frame.offset, "dtype-whole", dtype=frame.dtype or name, got=f"{number:g}"
                )
    return checked(text, value._replace(whole=name if name in _WHOLE else ""), numbers)


def checked(text: str, value: Value, numbers: list[float]) -> Value:
    """Refuse numbers that a tensor of whole numbers would not hold; decimals are of another type.

    Raises
    ------
    ReadError
        Rule ``dtype-range``.
    """
    if not value.whole:
        return value
    array = value.array(numbers)
    if (array != np.floor(array)).any() and not np.isnan(array).any():
        return value._replace(whole="")
    _check(text, value, value.whole, array)
    return value


def _named(frame: Frame, base: str) -> str:
    """Find the type that a call names, without its library; "" where it names none."""
    written = _in_full(frame.dtype.rpartition(".")[2].strip("'\""))
    if written == "bool" or written in _WHOLE:
        return written
    if words.is_whole(frame.dtype) or "float" in written or written in ("half", "double"):
        return written
    own = base if base in words.DTYPES or base in ("half", "bfloat16", "float", "double") else ""
    return _METHODS.get(base, "") or _TENSORS.get(base, "") or _ARRAYS.get(base, "") or own


def _in_full(written: str) -> str:
    """Write a short name of a type in full.

    >>> _in_full("<i4"), _in_full("?"), _in_full("bool_"), _in_full("LongTensor"), _in_full("int8")
    ('int32', 'bool', 'bool', 'int64', 'int8')
    """
    short = _SHORT.fullmatch(written)
    if short is not None:
        kind = _KINDS.get(short["kind"] or "b")
        return f"{kind}{8 * int(short['bytes'])}" if kind else "bool"
    return "bool" if written == "bool_" else _TENSORS.get(written, written)


def _bounds(name: str) -> Bounds:
    if name in ("float16", "half"):
        return Bounds(-65504, 65504)
    if name not in _WHOLE:
        return Bounds(-(10**38), 10**38)
    limits = np.iinfo(_WHOLE[name] or name)
    return Bounds(int(limits.min), int(limits.max))


def _cast(text: str, frame: Frame, value: Value, name: str, numbers: list[float]) -> NDArray[np.float64]:
    array = value.array(numbers)
    if name == "bool":
        return np.where(np.isnan(array), array, array != 0)
    # An open cell has no number yet.
    known = np.nan_to_num(array)
    if name in _WHOLE:
        _check(text, value, name, np.trunc(known))
        return np.trunc(array) + 0.0
    if name not in ("float16", "half", "bfloat16"):
        return array
    _check(text, value, name, known)
    return _of_sixteen_bits(array, name)


def _of_sixteen_bits(array: NDArray[np.float64], name: str) -> NDArray[np.float64]:
    """Round to the nearest number that 16 bits hold.

    >>> _of_sixteen_bits(np.array([1.3, 257.0]), "bfloat16").tolist()
    [1.296875, 256.0]
    """
    if name != "bfloat16":
        return array.astype(np.float16).astype(np.float64) + 0.0
    bits = array.astype(np.float32).view(np.uint32).astype(np.uint64)
    bits = (bits + np.uint64(0x7FFF) + ((bits >> np.uint64(16)) & np.uint64(1))) & np.uint64(0xFFFF0000)
    return bits.astype(np.uint32).view(np.float32).astype(np.float64) + 0.0


def _check(text: str, value: Value, name: str, array: NDArray[np.float64]) -> None:
    least, most = _bounds(name)
    beyond = array[(array < least) | (array > most)]
    if beyond.size:
        got = f"{beyond.flat[0]:.15g}"
        raise ReadError.at(text, value.offset, "dtype-range", dtype=name, least=least, most=most, got=got)
