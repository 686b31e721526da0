"""The brackets that stand open while a text is read, and the values that were met in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dsviz.content import Words
from dsviz.reading.errors import ReadError

Shape = tuple[int, ...]
MOST_AXES = 8


class Value(NamedTuple):
    """Numbers start to stop of the parser's list, in a shape; offset is where they begin in the text.

    A type of whole numbers, such as uint8, is kept with them, and whether they are a list of Python's.
    """

    start: int
    stop: int
    shape: Shape
    offset: int
    whole: str = ""
    is_list: bool = False

    def array(self, numbers: list[float]) -> NDArray[np.float64]:
        """Take its numbers out of the parser's list, in its shape."""
        return np.array(numbers[self.start : self.stop]).reshape(self.shape)


class Pending(NamedTuple):
    """A multiplication or division whose second part is still to come.

    It may repeat a list where it is written as Python's.
    """

    sign: str
    left: Value
    may_repeat: bool = False


@dataclass(slots=True)
class Frame:
    """An open bracket: what stands before it, and what was met in it so far.

    A plain list holds only the count and the common shape of its rows, so that many numbers stay cheap. A
    bracket of parts only groups what a call such as np.stack puts together.
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
    last: Value | None = None
    pending: Pending | None = None
    by_row: bool = False
    order: str = ""
    rows: int = 0
    columns: int = 0
    parts: bool = False
    is_matlab: bool = False

    def add(self, text: str, value: Value) -> None:
        """Take one more value: of a keyword, beside others, or as the next row of a plain list."""
        self.wants_value = False
        if self.key:
            self.keywords[self.key], self.key = value, ""
        elif self.plain:
            self.add_row(text, value)
        else:
            self.items.append(value)

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
        self.row, self.last = value.shape, value
        self.count += 1

    def is_list(self, text: str) -> bool:
        """Tell whether a bracket that closes is a list as Python writes it, with commas and no semicolons."""
        if self.opener not in ("[", "(") or self.commas < self.count - 1 or self.last is None:
            return False
        return self.last.shape == () or self.last.is_list or text[self.last.offset] not in "[({"

    def end_row(self, text: str, offset: int) -> None:
        """Close a row as MATLAB does, with a semicolon or the end of a line.

        Raises
        ------
        ReadError
            Rules ``number-missing`` and ``row-length``.
        """
        if not self.count or self.row != ():
            raise ReadError.at(text, offset, "number-missing", got=";")
        self.columns = self.columns or self.count
        if self.count != self.columns:
            raise ReadError.at(text, offset, "row-length", got=self.count, expected=self.columns)
        self.rows += 1
        self.count = self.commas = 0
        self.wants_value = True

    def take_back(self) -> Value | None:
        """Return the last value for what a sign behind it does to it; None where there is none."""
        if self.wants_value and not self.pending:
            return None
        if not self.plain:
            return self.items.pop() if self.items else None
        value = self.last
        self.count -= 1
        if not self.count:
            self.row = None
        return value


def refused_row(text: str, value: Value, row: Shape) -> ReadError:
    """Make the refusal of a part of a list that has not the shape of those before it."""
    if len(row) == len(value.shape) == 1:
        return ReadError.at(text, value.offset, "row-length", got=value.shape[0], expected=row[0])
    got, expected = (list(shape) if shape else Words("refusal.single-number") for shape in (value.shape, row))
    return ReadError.at(text, value.offset, "row-shape", got=got, expected=expected)
