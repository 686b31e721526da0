"""Rows of numbers without brackets: CSV, cells copied from a spreadsheet, or numbers with spaces between."""

import re
from collections.abc import Iterator

from dsviz.conv.errors import shown
from dsviz.reading.errors import ReadError
from dsviz.reading.grammar import Typed
from dsviz.reading.scan import MOST_NUMBERS, next_token, number_value

_WORD = r"[^\s\ufeff\u200b\u2060]+"
_DECIMAL_COMMA = re.compile(r"\"?[-+\u2212]?[0-9]+,[0-9]+\"?")
# Decimal commas with blanks between the numbers: 0,5 1,5 looks like the cells 0 and "5 1" and 5.
_COMMA_INSIDE = re.compile(r"(?<![0-9])[-+\u2212]?[0-9]{1,20},[0-9]{1,20}")
_SEVERAL = re.compile(r"[0-9./\-+\u2212]{1,40}(?:[ \t]+[0-9./\-+\u2212]{1,40})+")
# A comma between the quotes may belong to the number, so those stay and are refused.
_QUOTED = re.compile(r"\"([^\",\n]*)\"")
_BLANK = " \t\r,;\ufeff\u200b\u2060\u00a0"


def read_table(text: str) -> Typed:
    """Read lines of numbers; an empty line starts the next channel.

    Parameters
    ----------
    text : str
        Cells divided by tabs, else semicolons, else commas, else spaces.

    Raises
    ------
    ReadError
        Where a cell is no number, a row is too short or too long, or a channel has too few or too many rows.

    Examples
    --------
    >>> read_table("1,2\\n3,4\\n\\n5,6\\n7,8").shape
    (2, 2, 2)
    """
    # Blanks for quotes, so that a refusal still names the right column.
    text = _QUOTED.sub(r" \1 ", text)
    divider = next((mark for mark in "\t;," if mark in text), "")
    numbers: list[float] = []
    rows: list[int] = []
    columns = 0
    new_block = True
    for offset, line in _lines(text):
        if not line.strip(_BLANK):
            new_block = True
            continue
        before = len(numbers)
        for start, stop in _cells(line, divider):
            numbers.append(_cell(text, offset + start, offset + stop))
            if len(numbers) > MOST_NUMBERS:
                raise ReadError.at(text, offset + start, "numbers-count", most=MOST_NUMBERS)
        columns = columns or len(numbers)
        if len(numbers) - before != columns:
            raise ReadError.at(text, offset, "row-length", got=len(numbers) - before, expected=columns)
        if new_block:
            _check_rows(text, offset, rows)
            rows.append(0)
        rows[-1] += 1
        new_block = False
    if not numbers:
        raise ReadError("text-empty")
    _check_rows(text, len(text), rows)
    shape = (rows[0], columns) if len(rows) == 1 else (len(rows), rows[0], columns)
    return Typed(numbers, shape, "")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Walk the lines, each with its offset and without its comment."""
    offset = 0
    for line in text.split("\n"):
        yield offset, line.partition("#")[0]
        offset += len(line) + 1


def _check_rows(text: str, offset: int, rows: list[int]) -> None:
    if rows and rows[-1] != rows[0]:
        raise ReadError.at(text, offset, "channel-rows", got=rows[-1], expected=rows[0])


def _cells(line: str, divider: str) -> Iterator[tuple[int, int]]:
    """Walk the (start, stop) of each cell of a line."""
    if not divider:
        yield from (match.span() for match in re.finditer(rf"{_WORD}(?: / {_WORD})?", line))
        return
    # Rows cut out of a longer list end in a comma.
    body = line.rstrip()
    body = body[:-1] if divider == "," and body.endswith(",") else body if divider != "\t" else line
    start = 0
    for cell in body.split(divider):
        yield start, start + len(cell)
        start += len(cell) + 1


def _cell(text: str, start: int, stop: int) -> float:
    """Read the one number of a cell."""
    cell = text[start:stop].strip(_BLANK)
    if not cell:
        raise ReadError.at(text, start, "cell-empty")
    start = text.index(cell, start)
    if _DECIMAL_COMMA.fullmatch(cell):
        raise ReadError.at(text, start, "cell-comma", got=shown(cell))
    token = next_token(text, start)
    if token is None or token.kind != "number" or (token.offset, token.stop) != (start, start + len(cell)):
        comma = _COMMA_INSIDE.search(text)
        if comma and _SEVERAL.fullmatch(cell):
            raise ReadError.at(text, comma.start(), "cell-comma", got=shown(comma[0]))
        raise ReadError.at(text, start, "cell-number", got=shown(cell))
    return number_value(text, token)
