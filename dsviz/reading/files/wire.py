"""Protocol buffers as they lie in a file: numbered fields, read without the message's description."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from dsviz.reading.errors import ReadError

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_MOST_FIELDS = 500_000


class Message(NamedTuple):
    """The fields of a message by their number, each in the order of the file."""

    numbers: dict[int, list[int]]
    pieces: dict[int, list[memoryview]]

    def number(self, field: int, default: int = 0) -> int:
        """The last number of a field: what the format says of a field given twice."""
        return self.numbers[field][-1] if field in self.numbers else default

    def text(self, field: int) -> str:
        """The last text of a field."""
        return str(bytes(self.pieces[field][-1]), "utf-8", "replace") if field in self.pieces else ""

    def all_numbers(self, field: int) -> list[int]:
        """The numbers of a repeated field, packed or one by one."""
        found = list(self.numbers.get(field, ()))
        for piece in self.pieces.get(field, ()):
            at = 0
            while at < len(piece):
                value, at = _varint(piece, at)
                found.append(value)
        return found


def message(data: memoryview) -> Message:
    """Read one message; the pieces in it are not copied.

    Raises
    ------
    ReadError
        Rule ``file-whole``.

    Examples
    --------
    >>> found = message(memoryview(b"\\x08\\x96\\x01\\x12\\x02ab"))
    >>> found.number(1), found.text(2)
    (150, 'ab')
    """
    numbers: dict[int, list[int]] = defaultdict(list)
    pieces: dict[int, list[memoryview]] = defaultdict(list)
    at = count = 0
    while at < len(data):
        head, at = _varint(data, at)
        field, wire = head >> 3, head & 7
        length = {_FIXED64: 8, _FIXED32: 4}.get(wire)
        if wire == _VARINT:
            value, at = _varint(data, at)
            numbers[field].append(value)
        else:
            if wire == _BYTES:
                length, at = _varint(data, at)
            count += 1
            if length is None or at + length > len(data) or count > _MOST_FIELDS:
                raise _damaged()
            pieces[field].append(data[at : at + length])
            at += length
    return Message(numbers, pieces)


def signed(value: int) -> int:
    """Take a number for the signed one of 64 bits that it stands for."""
    return value - (1 << 64) if value >> 63 else value


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    value = 0
    for place in range(10):
        if at + place >= len(data):
            raise _damaged()
        byte = data[at + place]
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value & (1 << 64) - 1, at + place + 1
    raise _damaged()


def _damaged() -> ReadError:
    return ReadError("file-whole", kind=".onnx")
