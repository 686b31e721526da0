"""ONNX: the numbers of a model (.onnx) or of one tensor (.pb). Field numbers are those of onnx.proto."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.reading.errors import ReadError
from dsviz.reading.files.kinds import Known
from dsviz.reading.files.safetensors import widened
from dsviz.reading.files.tensor import FileTensor, Kind, Part, check_count, check_shape
from dsviz.reading.files.wire import Message, message, signed
from dsviz.reading.frames import Shape

# TensorProto.DataType -> NumPy, and the field that holds the numbers where they are not raw.
_TYPES = {
    1: ("<f4", 4), 2: ("uint8", 5), 3: ("int8", 5), 4: ("<u2", 5), 5: ("<i2", 5), 6: ("<i4", 5),
    7: ("<i8", 7), 9: ("bool", 5), 10: ("<f2", 5), 11: ("<f8", 10), 12: ("<u4", 11), 13: ("<u8", 11),
    16: ("<u2", 5),
}  # fmt: skip
_BFLOAT16 = 16
_FLOATS = (4, 10)
_AS_BITS = (10, _BFLOAT16)  # 16 bits of a float kept in int32
_ELSEWHERE = 1
_KINDS: dict[str, Known] = {
    "Conv": ("conv", "OIHW"),
    "QLinearConv": ("conv", "OIHW"),
    "ConvInteger": ("conv", "OIHW"),
    "ConvTranspose": ("transposed", "IOHW"),
    "Gemm": ("dense", ""),
    "MatMul": ("dense", ""),
    "BatchNormalization": ("norm", ""),
}


def read_onnx(data: bytes, name: str, *, one: bool = False) -> list[FileTensor]:
    """List the tensors of a model, each with the layer that reads it; or one tensor on its own.

    Parameters
    ----------
    data : bytes
    name : str
        For a tensor that has none.
    one : bool
        The file is one TensorProto, as ONNX's own test data are.

    Raises
    ------
    ReadError
        Rules ``file-whole``, ``file-tensors``, ``file-shape``, ``file-dtype`` and ``file-elsewhere``.
    """
    whole = message(memoryview(data))
    if one:
        return [_tensor(whole, name, ("", ""))]
    if 7 not in whole.pieces:
        raise ReadError("file-whole", kind=".onnx")
    graph = message(whole.pieces[7][-1])
    nodes = [message(piece) for piece in graph.pieces.get(1, ())]
    check_count(len(graph.pieces.get(5, ())))
    tensors = [message(piece) for piece in graph.pieces.get(5, ())]
    named = [(each.text(8), each) for each in tensors]
    named += chain.from_iterable(map(_constants, nodes))
    shapes = {name: _shape(each, name) for name, each in named}
    known = dict(chain.from_iterable(_read_by(node, shapes) for node in nodes))
    return [_tensor(each, name, known.get(name, ("", ""))) for name, each in named]


def _constants(node: Message) -> Iterator[tuple[str, Message]]:
    """Walk the tensor that a Constant node gives."""
    if node.text(4) == "Constant":
        for attribute in map(message, node.pieces.get(5, ())):
            if attribute.text(1) == "value" and 5 in attribute.pieces:
                yield node.text(2), message(attribute.pieces[5][-1])


def _read_by(node: Message, shapes: dict[str, Shape]) -> Iterator[tuple[str, Known]]:
    """Walk the tensors that a node reads as its weights and its bias."""
    kind, layout = _KINDS.get(node.text(4), ("", ""))
    if not kind:
        return
    inputs = [str(bytes(piece), "utf-8", "replace") for piece in node.pieces.get(1, ())]
    groups = next(
        (each.number(3, 1) for each in map(message, node.pieces.get(5, ())) if each.text(1) == "group"), 1
    )
    for at, name in enumerate(inputs):
        shape = shapes.get(name)
        if shape is None:
            continue
        if len(shape) == 1 and kind != "norm":
            yield name, ("bias", "N")
        elif at or kind == "dense":
            is_depthwise = kind == "conv" and groups > 1 and len(shape) == 4 and shape[1] == 1
            yield name, ("depthwise" if is_depthwise else kind, layout)


def _shape(tensor: Message, name: str) -> Shape:
    return check_shape(name, [signed(side) for side in tensor.all_numbers(1)])


def _tensor(tensor: Message, name: str, known: tuple[Kind, str]) -> FileTensor:
    code = tensor.number(2)
    shape = _shape(tensor, name)
    dtype = np.dtype(_TYPES[code][0]).name if code in _TYPES else f"type {code}"

    def load(part: Part) -> NDArray[Any]:
        return _numbers(tensor, code, name).reshape(shape)[part]

    return FileTensor(tensor.text(8) or name, shape, "bfloat16" if code == _BFLOAT16 else dtype, load, *known)


def _numbers(tensor: Message, code: int, name: str) -> NDArray[Any]:
    if tensor.number(14) == _ELSEWHERE:
        raise ReadError("file-elsewhere", name=name)
    if code not in _TYPES:
        raise ReadError("file-dtype", name=name, got=f"type {code}")
    dtype, field = np.dtype(_TYPES[code][0]), _TYPES[code][1]
    try:
        found = _stored(tensor, dtype, field, code)
    except (ValueError, OverflowError):
        raise ReadError("file-whole", kind=".onnx") from None
    if found.size != int(np.prod(_shape(tensor, name), dtype=object)):
        raise ReadError("file-whole", kind=".onnx")
    return widened(found) if code == _BFLOAT16 else found


def _stored(tensor: Message, dtype: np.dtype[Any], field: int, code: int) -> NDArray[Any]:
    if 9 in tensor.pieces:
        return np.frombuffer(tensor.pieces[9][-1], dtype)
    if field in _FLOATS:
        return np.frombuffer(b"".join(tensor.pieces.get(field, ())), dtype)
    values = [signed(value) for value in tensor.all_numbers(field)]
    if code in _AS_BITS:
        return np.array(values, dtype=np.uint16).view(dtype)
    return np.array(values, dtype=np.uint64 if dtype.kind == "u" else np.int64).astype(dtype)
