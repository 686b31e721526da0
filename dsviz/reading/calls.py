"""What the words of printouts and array code do to the numbers in their brackets: shape them at most."""

import re
from dataclasses import dataclass, field
from math import prod
from typing import NamedTuple

from dsviz.reading.errors import ReadError

Shape = tuple[int, ...]

MOST_AXES = 8

_PREFIXES = {
    "": "",
    **dict.fromkeys(("np", "numpy", "jnp", "jax.numpy"), "numpy"),
    **dict.fromkeys(("torch", "nn", "torch.nn"), "torch"),
    **dict.fromkeys(("tf", "tensorflow", "keras", "keras.ops", "ops", "K", "tf.keras.backend"), "tensorflow"),
}
_TELLING = {"tensor": "torch", "Parameter": "torch", "constant": "tensorflow"}
_SHAPES = ("Size", "TensorShape")
_DTYPES = ("float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8")
_TENSORS = {
    *("array", "asarray", "Array", "ndarray", "tensor", "Tensor", "as_tensor", "from_numpy", "Parameter"),
    *("FloatTensor", "DoubleTensor", "LongTensor", "IntTensor"),
    *("constant", "convert_to_tensor", "Variable", "cast"),
    *_SHAPES,
    *_DTYPES,
}
_SHAPERS = {"reshape", "view"}
_METHODS = {"float", "double", "numpy", "detach", "cpu", "clone", "contiguous", "astype", "to", "unsqueeze"}
_PRINTED = {"tf.Tensor", "tf.Variable", "Variable", "KerasVariable", "EagerTensor"}
_KEYS = {
    *("dtype", "device", "requires_grad", "name", "path", "trainable", "copy", "layout"),
    *("shape", "newshape", "numpy", "value", "values", "data"),
}
_DATA_KEYS = ("numpy", "value", "values", "data")
_SETTING = re.compile(r"(?:.*\.)?(?:u?int|b?float|double|half|long|bool)[0-9]*|None|True|False")
_WHOLE = re.compile(r"(?:.*\.)?(?:u?int[0-9]*|long)['\"]?")


class Value(NamedTuple):
    """Numbers start to stop of the parser's list, in a shape; offset is where they begin in the text."""

    start: int
    stop: int
    shape: Shape
    offset: int


@dataclass(slots=True)
class Frame:
    """An open bracket: what stands before it, and what was met in it so far.

    A plain list holds only the count and the common shape of its rows, so that many numbers stay cheap.
    """

    opener: str
    name: str
    offset: int
    start: int
    plain: bool
    count: int = 0
    row: Shape | None = None
    commas: int = 0
    wants_value: bool = True
    key: str = ""
    items: list[Value] = field(default_factory=list)
    keywords: dict[str, Value] = field(default_factory=dict)
    dtype: str = ""

    def add_row(self, text: str, value: Value) -> None:
        """Count one more number or row of a plain list.

        Raises
        ------
        ReadError
            Rules ``row-length``, ``row-shape`` and ``comma-missing``.
        """
        if self.row is not None and self.row != value.shape:
            raise refused_row(text, value, self.row)
        # NumPy's [1 -2] holds two numbers, Python's [1 -2, 3] begins with -1: both at once could mean either.
        if self.commas not in (0, self.count):
            raise ReadError.at(text, value.offset, "comma-missing")
        self.row = value.shape
        self.count += 1


def refused_row(text: str, value: Value, row: Shape) -> ReadError:
    """Make the refusal of a part of a list that has not the shape of those before it."""
    if len(row) == len(value.shape) == 1:
        return ReadError.at(text, value.offset, "row-length", got=value.shape[0], expected=row[0])
    got, expected = (list(shape) if shape else "a single number" for shape in (value.shape, row))
    return ReadError.at(text, value.offset, "row-shape", got=got, expected=expected)


def framework_of(name: str, *, method: bool = False) -> str | None:
    """Tell whose word stands before a bracket: "numpy", "torch", "tensorflow", "" (nobody's), None (unknown).

    >>> framework_of("tf.reshape"), framework_of("array"), framework_of("os.system")
    ('tensorflow', '', None)
    """
    if method:
        return "" if name in _SHAPERS | _METHODS else None
    prefix, _, base = name.rpartition(".")
    if prefix not in _PREFIXES or base not in _TENSORS | _SHAPERS:
        return None
    return _PREFIXES[prefix] or _TELLING.get(base, "")


def is_shape(name: str) -> bool:
    """Tell whether a word stands before a shape, as in torch.Size([2, 2])."""
    return name.rpartition(".")[2] in _SHAPES


def is_part(name: str) -> bool:
    """Tell whether a word stands before a shape or a single number, which may follow other numbers."""
    return is_shape(name) or name.rpartition(".")[2] in _DTYPES


def is_known_key(name: str) -> bool:
    """Tell whether a keyword is one that printouts have and that changes no number."""
    return name in _KEYS


def is_known_word(name: str, frame: Frame) -> bool:
    """Tell whether a bare word may stand in a bracket: a dtype, a flag, or what is printed in <>."""
    if frame.opener == "<" and not frame.key:
        return name in _PRINTED
    return bool(_SETTING.fullmatch(name))


def finished(text: str, frame: Frame, numbers: list[float]) -> Value:
    """Find what a closed call, printed object or JSON object holds.

    Raises
    ------
    ReadError
        Rules ``call-one-tensor``, ``shape-form``, ``shape-count`` and ``dtype-whole``.
    """
    base = frame.name.rpartition(".")[2]
    value, shape = _data_and_shape(text, frame, numbers, base)
    if base == "unsqueeze":
        value = _unsqueezed(text, frame, value, numbers)
    elif shape is not None:
        value = reshaped(text, value, shape, numbers)
    if _WHOLE.fullmatch(frame.dtype):
        _check_whole(text, frame, numbers[value.start : value.stop])
    return value


def _data_and_shape(
    text: str, frame: Frame, numbers: list[float], base: str
) -> tuple[Value, list[float] | None]:
    given = [frame.keywords[key] for key in _DATA_KEYS if key in frame.keywords] + frame.items
    shape = frame.keywords.get("shape", frame.keywords.get("newshape"))
    most = len(given) if base in _SHAPERS else 2 if base == "unsqueeze" else 1
    if not given or len(given) > most:
        raise ReadError.at(text, frame.offset, "call-one-tensor", name=frame.name or "<>", got=len(given))
    if base in _SHAPERS and len(given) > 1:
        sides = given[1:]
        return given[0], [number for side in sides for number in numbers[side.start : side.stop]]
    return given[0], None if shape is None else numbers[shape.start : shape.stop]


def reshaped(text: str, value: Value, sides: list[float], numbers: list[float]) -> Value:
    """Give a value the shape that some numbers name; one of them may be -1.

    Raises
    ------
    ReadError
        Rules ``shape-form`` and ``shape-count``.
    """
    count = value.stop - value.start
    shape = as_shape(sides, count)
    if shape is None:
        raise ReadError.at(text, value.offset, "shape-form", most=MOST_AXES, got=listed(sides))
    if prod(shape) != count:
        raise ReadError.at(
            text, value.offset, "shape-count", shape=list(shape), expected=prod(shape), got=count
        )
    return value._replace(shape=shape)


def as_shape(sides: list[float], count: int) -> Shape | None:
    """Make numbers a shape of at most 8 axes, where -1 stands for what count leaves; None where they are not.

    >>> as_shape([1.0, -1.0, 2.0], 18), as_shape([2.5], 18)
    ((1, 9, 2), None)
    """
    if len(sides) > MOST_AXES or not all(side == -1 or (side >= 1 and side.is_integer()) for side in sides):
        return None
    shape = [int(side) for side in sides]
    if shape.count(-1) > 1:
        return None
    rest = prod(side for side in shape if side != -1)
    return tuple(max(1, count // rest) if side == -1 else side for side in shape)


def _unsqueezed(text: str, frame: Frame, value: Value, numbers: list[float]) -> Value:
    axis = numbers[frame.items[-1].start] if len(frame.items) == 2 and frame.items[-1].shape == () else None
    rank = len(value.shape)
    if axis is None or not axis.is_integer() or not -rank - 1 <= axis <= rank or rank >= MOST_AXES:
        raise ReadError.at(text, frame.offset, "shape-form", most=MOST_AXES, got=f"{frame.name}(...)")
    at = int(axis) % (rank + 1)
    return value._replace(shape=(*value.shape[:at], 1, *value.shape[at:]))


def _check_whole(text: str, frame: Frame, numbers: list[float]) -> None:
    for number in numbers:
        if not number.is_integer():
            raise ReadError.at(text, frame.offset, "dtype-whole", dtype=frame.dtype, got=f"{number:g}")


def listed(sides: list[float]) -> str:
    """Write a shape that was typed, shortened."""
    head = ", ".join(f"{side:g}" for side in sides[: MOST_AXES + 1])
    return f"[{head}, ...]" if len(sides) > MOST_AXES + 1 else f"[{head}]"
