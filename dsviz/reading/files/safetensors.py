"""Hugging Face's .safetensors: a length, a table in JSON, then the numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.reading.errors import ReadError
from dsviz.reading.files.kinds import torch_kinds
from dsviz.reading.files.tensor import FileTensor, Part, check_count, check_shape

LONGEST_TABLE = 10_000_000  # bytes
_DTYPES = {
    "BOOL": "bool", "U8": "uint8", "I8": "int8", "U16": "<u2", "I16": "<i2", "U32": "<u4", "I32": "<i4",
    "U64": "<u8", "I64": "<i8", "F16": "<f2", "F32": "<f4", "F64": "<f8",
}  # fmt: skip
# Who wrote the file, and the order of axes of a kernel there.
_LAYOUTS = {"tf": "HWIO", "flax": "HWIO", "mlx": "OHWI"}


def is_safetensors(data: bytes) -> bool:
    """Tell by the first nine bytes."""
    return len(data) > 8 and 2 <= int.from_bytes(data[:8], "little") <= LONGEST_TABLE and data[8:9] == b"{"


def read_safetensors(data: bytes) -> list[FileTensor]:
    """List the tensors of a .safetensors file.

    Raises
    ------
    ReadError
        Rules ``file-whole``, ``file-shape``, ``file-tensors`` and ``file-dtype``.
    """
    length = int.from_bytes(data[:8], "little")
    try:
        table = json.loads(data[8 : 8 + length].decode("utf-8"))
    except (ValueError, RecursionError):
        raise _damaged() from None
    if length + 8 > len(data) or not isinstance(table, dict):
        raise _damaged()
    writer = table.pop("__metadata__", None)
    check_count(len(table))
    shapes = {name: _shape(name, entry) for name, entry in table.items()}
    numbers = memoryview(data)[8 + length :]
    known = _kinds(shapes, str(writer.get("format", "")) if isinstance(writer, dict) else "")
    return [_tensor(name, table[name], shapes[name], numbers, *known[name]) for name in table]


def _kinds(shapes: Mapping[str, tuple[int, ...]], writer: str) -> Mapping[str, Any]:
    known = torch_kinds(shapes)
    layout = _LAYOUTS.get(writer)
    if layout is None:
        return known
    # TensorFlow's depthwise kernels have an order of axes of their own.
    depthwise = [name for name, shape in shapes.items() if _is_depthwise(name, shape, writer)]
    return {name: (kind, layout) for name, (kind, _) in known.items()} | dict.fromkeys(
        depthwise, ("depthwise", "HWCM")
    )


def _is_depthwise(name: str, shape: tuple[int, ...], writer: str) -> bool:
    return writer == "tf" and len(shape) == 4 and "depthwise_kernel" in name


def _shape(name: str, entry: Any) -> tuple[int, ...]:
    if not isinstance(entry, dict) or not isinstance(entry.get("shape"), list):
        raise _damaged()
    return check_shape(name, entry["shape"])


def _tensor(
    name: str, entry: Any, shape: tuple[int, ...], numbers: memoryview, kind: Any, layout: str
) -> FileTensor:
    code, place = entry.get("dtype"), entry.get("data_offsets")
    whole = isinstance(place, list) and len(place) == 2 and all(type(each) is int for each in place)
    if not whole or not 0 <= place[0] <= place[1] <= len(numbers):
        raise _damaged()
    known = code == "BF16" or code in _DTYPES if isinstance(code, str) else False
    dtype = np.dtype("<u2" if code == "BF16" else _DTYPES.get(code, "uint8") if known else "uint8")
    if known and place[1] - place[0] != prod(shape) * dtype.itemsize:
        raise _damaged()

    def load(part: Part) -> NDArray[Any]:
        if not known:
            raise ReadError("file-dtype", name=name, got=str(code)[:40])
        array = np.frombuffer(numbers[place[0] : place[1]], dtype).reshape(shape)[part]
        return widened(array) if code == "BF16" else array

    return FileTensor(name, shape, _called(code, dtype), load, kind, layout)


def widened(bits: NDArray[Any]) -> NDArray[np.float32]:
    """Make float32 of bfloat16, which is its upper half.

    >>> widened(np.array([0x3FC0], dtype=np.uint16)).tolist()
    [1.5]
    """
    return (bits.astype(np.uint32) << 16).view(np.float32)


def _called(code: Any, dtype: np.dtype[Any]) -> str:
    return dtype.name if code in _DTYPES else "bfloat16" if code == "BF16" else str(code)[:12]


def _damaged() -> ReadError:
    return ReadError("file-whole", kind=".safetensors")
