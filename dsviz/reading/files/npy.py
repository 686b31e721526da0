"""NumPy's own files, .npy and .npz, without pickle: the header is read, then the numbers."""

from __future__ import annotations

import tokenize
from collections.abc import Callable
from io import BytesIO
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.lib import format as npy_format
from numpy.typing import NDArray

from dsviz.reading.errors import ReadError
from dsviz.reading.files.tensor import FileTensor, Part, check_count, check_shape
from dsviz.reading.files.zipped import Zip
from dsviz.reading.frames import Shape

MAGIC = b"\x93NUMPY"
LONGEST_HEADER = 10_000  # bytes; NumPy's own bound
_NUMBERS = "biuf"
_READERS = {(1, 0): npy_format.read_array_header_1_0, (2, 0): npy_format.read_array_header_2_0}
# The names of a layer that this project saved.
OWN_LAYOUTS = {"x": "CHW", "w": "OIHW", "b": "N", "y": "CHW"}


class Header(NamedTuple):
    """What stands before the numbers."""

    shape: Shape
    is_fortran: bool
    dtype: np.dtype[Any]
    length: int


def read_npy(data: bytes, name: str) -> list[FileTensor]:
    """List the one array of a .npy file.

    Raises
    ------
    ReadError
        Rules ``file-whole``, ``file-shape`` and ``file-dtype``.
    """
    header = _header(data, name, len(data))
    return [_tensor(name, header, lambda: data)]


def read_npz(file: Zip) -> list[FileTensor]:
    """List the arrays of numbers of a .npz file; texts beside them are passed over."""
    names = [name for name in file.names if name.endswith(".npy")]
    check_count(len(names))
    found, refused = [], None
    for member in names:
        name = member.removesuffix(".npy")
        try:
            header = _header(file.beginning(member, LONGEST_HEADER + 128), name, file.size(member))
        except ReadError as error:
            if error.rule != "file-dtype":
                raise
            refused = refused or error
            continue
        layout = OWN_LAYOUTS.get(name, "") if {"x.npy", "w.npy"} <= set(names) else ""
        found.append(_tensor(name, header, _unpacking(file, member), layout))
    if not found and refused:
        raise refused
    return found


def _unpacking(file: Zip, member: str) -> Callable[[], bytes]:
    return lambda: file.unpack(member)


def _tensor(name: str, header: Header, unpack: Callable[[], bytes], layout: str = "") -> FileTensor:
    def load(part: Part) -> NDArray[Any]:
        data = unpack()
        count = prod(header.shape)
        if len(data) < header.length + count * header.dtype.itemsize:
            raise ReadError("file-whole", kind=".npy")
        numbers = np.frombuffer(data, header.dtype, count, header.length)
        return numbers.reshape(header.shape, order="F" if header.is_fortran else "C")[part]

    return FileTensor(name, header.shape, header.dtype.name, load, layout=layout)


def _header(data: bytes, name: str, size: int) -> Header:
    """Read the header, and check that so many bytes can hold the numbers it promises."""
    file = BytesIO(data)
    try:
        version = npy_format.read_magic(file)
        shape, is_fortran, dtype = _READERS[version](file, max_header_size=LONGEST_HEADER)
    except (ValueError, KeyError, TypeError, SyntaxError, RecursionError, MemoryError, tokenize.TokenError):
        raise ReadError("file-whole", kind=".npy") from None
    if dtype.hasobject or dtype.kind not in _NUMBERS or dtype.itemsize > 8 or dtype.subdtype:
        raise ReadError("file-dtype", name=name, got=str(dtype)[:40])
    shape = check_shape(name, shape)
    if size < file.tell() + prod(shape) * dtype.itemsize:
        raise ReadError("file-whole", kind=".npy")
    return Header(shape, is_fortran, dtype, file.tell())
