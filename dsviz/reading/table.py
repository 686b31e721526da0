"""Rows of numbers without brackets: CSV, cells copied from a spreadsheet, or numbers with spaces between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import nan
from typing import NamedTuple

from dsviz.conv.errors import shown
from dsviz.reading.blocks import spaced, taken_apart
from dsviz.reading.dividers import BLANK, THOUSANDS, Layout, layout_of, one_decimal, side_by_side
from dsviz.reading.errors import ReadError
from dsviz.reading.factor_line import factor_of
from dsviz.reading.forms.masks import NEXT_CHANNEL
from dsviz.reading.headings import refused_heading
from dsviz.reading.scan import MOST_NUMBERS, next_token, number_value
from dsviz.reading.typed import PLAIN, Manner, Typed

_WORD = r"[^\s\ufeff\u200b\u2060]+"
_CELL = re.compile(rf"{_WORD}(?: / {_WORD})?")
# Decimal commas with blanks between the numbers: 0,5 1,5 looks like the cells 0 and "5 1" and 5.
_COMMA_INSIDE = re.compile(r"(?<![0-9])[-+\u2212]?[0-9]{1,20},[0-9]{1,20}")
_DECIMAL_COMMA = re.compile(r"\"?[-+\u2212\u2010\u2011\u2013]?[0-9]+,[0-9]+\"?")
_SEVERAL = re.compile(r"[0-9./\-+\u2212]{1,40}(?:[ \t]+[0-9./\-+\u2212]{1,40})+")
_THOUSANDS = re.compile(rf"[-+\u2212]?{THOUSANDS}(?:,[0-9]{{1,15}})?")
_ZEROS_BEFORE = re.compile(r"0[0-9]{2}(?:,[0-9]{1,15})?")
_WHOLE = re.compile(r"[1-9][0-9]{0,9}|0")
_EXCEL_ERROR = re.compile(r"#[A-Za-z\u00c0-\u00ff0-9/]{2,12}[!?]?")
# A comma between the quotes may belong to the number, so those stay and are refused.
_QUOTED = re.compile(r"\"([^\",\n]*)\"")


class Row(NamedTuple):
    """A line of cells.

    Attributes
    ----------
    offset : int
        Where it starts.
    text : str
    begins : bool
        It begins a channel.
    gap : int
        How many empty lines stand before it; 0 where something else says that a channel begins.
    """

    offset: int
    text: str
    begins: bool
    gap: int = 0


def read_table(text: str, manner: Manner = PLAIN) -> Typed:
    """Read lines of numbers; an empty line starts the next channel, and so does a wide gap in every row.

    Where an empty line stands between all rows, they are rows of one map, as web pages space them.

    Parameters
    ----------
    text : str
        Cells divided by tabs, else semicolons, else commas, else spaces.
    manner : Manner

    Raises
    ------
    ReadError
        Where a cell is no number, a row is too short or too long, or a channel has too few or too many rows.

    Examples
    --------
    >>> read_table("1,2\\n3,4\\n\\n5,6\\n7,8").shape
    (2, 2, 2)
    >>> read_table("0,5;1,5").numbers
    [0.5, 1.5]
    >>> read_table("1 2\\n\\n3 4").shape
    (2, 2)
    """
    return table_in(text, None, manner)


def table_in(text: str, layout: Layout | None, manner: Manner = PLAIN) -> Typed:
    """Read lines of numbers that are written in a known way; None finds the way.

    Raises
    ------
    ReadError
        As `read_table` does.
    """
    # Blanks for quotes, so that a refusal still names the right column.
    text = _QUOTED.sub(r" \1 ", text)
    if layout is None:
        is_one = manner.one_number and one_decimal(text)
        layout = Layout("", decimal_commas=True) if is_one else layout_of(text)
    table = _Table(text, layout, manner)
    table.beside = side_by_side(text) if not table.layout.divider else 1
    for row in _rows(text, table.layout):
        table.add(row)
    return table.typed()


def _rows(text: str, layout: Layout) -> Iterator[Row]:
    """Walk the rows that hold something. A line of joiners is none; an empty one begins a channel.

    A spreadsheet writes an empty row as ,, in a file.
    """
    nothing = ' \t\r,"' if layout.divider == "," else " \t\r"
    begins, is_marked, gap = True, False, 0
    offset = 0
    for piece in re.split(layout.row_ends, text):
        end = offset + len(piece)
        if piece.strip(BLANK):
            yield Row(offset, piece, begins, 0 if is_marked else gap)
            begins, is_marked, gap = False, False, 0
        elif not piece.strip(nothing) and layout.ends_with_line(text, offset, end):
            begins, is_marked, gap = True, is_marked or bool(piece.strip()), gap + 1
        if text[end : end + 1] == NEXT_CHANNEL:
            begins = is_marked = True
        offset = end + 1


class _Table:
    """The rows so far."""

    def __init__(self, text: str, layout: Layout, manner: Manner) -> None:
        self.text = text
        self.layout = layout
        self.manner = manner
        self.numbers: list[float] = []
        self.channels: list[int] = []
        self.gaps: list[int] = []
        self.columns = 0
        self.factor = 1.0
        self.rows = 0
        self.beside = 1

    def add(self, row: Row) -> None:
        factor = None if self.numbers else factor_of(row.text)
        if factor is not None:
            self.factor = factor
            return
        before = len(self.numbers)
        for at, (start, stop) in enumerate(_cells(row.text, self.layout.divider)):
            self.numbers.append(self.cell(row, at, row.offset + start, row.offset + stop))
            if len(self.numbers) > MOST_NUMBERS:
                raise ReadError.at(self.text, row.offset + start, "numbers-count", most=MOST_NUMBERS)
        got = len(self.numbers) - before
        self.columns = self.columns or got
        if got != self.columns:
            rule = "channel-columns" if row.begins else "row-length"
            raise ReadError.at(self.text, row.offset, rule, got=got, expected=self.columns)
        if row.begins or not self.channels:  # a factor may stand before the first row
            self.check_rows(row.offset)
            self.gaps += [row.gap] if self.channels else []
            self.channels.append(0)
        self.channels[-1] += 1
        self.rows += 1

    def check_rows(self, offset: int) -> None:
        channels = self.channels
        if channels and channels[-1] != channels[0]:
            raise ReadError.at(self.text, offset, "channel-rows", got=channels[-1], expected=channels[0])

    def typed(self) -> Typed:
        if not self.numbers:
            raise ReadError("text-empty")
        self.check_rows(len(self.text))
        numbers = (
            self.numbers if self.factor == 1 else [number * self.factor + 0.0 for number in self.numbers]
        )
        if self.beside > 1:
            return taken_apart(numbers, self.channels, self.columns, self.beside)
        if len(self.channels) == 1:
            return Typed(numbers, (self.channels[0], self.columns))
        if self.channels[0] == 1 and all(self.gaps):
            return spaced(numbers, self.gaps, self.columns)
        return Typed(numbers, (len(self.channels), self.channels[0], self.columns), order="CHW")

    def cell(self, row: Row, at: int, start: int, stop: int) -> float:
        """Read the one number of a cell."""
        cell = self.text[start:stop].strip(BLANK)
        if not cell or cell == "?":
            if self.manner.open_cells:
                return nan
            raise self.refused(row, at, start, "cell-empty" if not cell else "cell-open", cell)
        start = self.text.index(cell, start)
        if _WHOLE.fullmatch(cell):
            return float(cell)
        if _EXCEL_ERROR.fullmatch(cell):
            place = {"row": self.rows + 1, "column": at + 1}
            raise ReadError.at(self.text, start, "cell-error", got=shown(cell), **place)
        if not self.layout.divider and at and _ZEROS_BEFORE.fullmatch(cell):
            raise ReadError.at(self.text, start, "cell-thousands", got=shown(cell))
        if self.layout.divider in ("\t", ";") and _THOUSANDS.fullmatch(cell):
            cell = re.sub(r"[ \u00a0\u202f]", "", cell.replace("\u2212", "-"))
            if "," not in cell:
                return float(cell)
        if _DECIMAL_COMMA.fullmatch(cell):
            return self.decimal(cell, start)
        token = next_token(self.text, start) if not cell.startswith("?") else None
        spans = token is not None and (token.offset, token.stop) == (start, start + len(cell))
        if token is None or token.kind != "number" or not spans:
            raise self.strange(row, at, start, cell)
        return number_value(self.text, token)

    def decimal(self, cell: str, start: int) -> float:
        """Read a number with a comma before its decimals, where it can be nothing else."""
        if not self.layout.decimal_commas or '"' in cell:
            raise ReadError.at(self.text, start, "cell-comma", got=shown(cell))
        with_point = cell.replace(",", ".")
        token = next_token(with_point, 0)
        if token is None or token.kind != "number":
            raise ReadError.at(self.text, start, "cell-number", got=shown(cell))
        return number_value(with_point, token)

    def strange(self, row: Row, at: int, start: int, cell: str) -> ReadError:
        comma = _COMMA_INSIDE.search(self.text)
        if comma and _SEVERAL.fullmatch(cell):
            return ReadError.at(self.text, comma.start(), "cell-comma", got=shown(comma[0]))
        is_truth = cell.lower() in ("true", "false")
        return self.refused(row, at, start, "truth-number" if is_truth else "cell-number", cell)

    def refused(self, row: Row, at: int, start: int, rule: str, cell: str) -> ReadError:
        """Make the refusal of a cell; in the first row and column it may be a name."""
        if self.rows == 0 or at == 0:
            lines = [each.text for each in _rows(self.text, self.layout)]
            cells = [
                [line[a:b].strip(BLANK) for a, b in _cells(line, self.layout.divider)] for line in lines[:3]
            ]
            heading = refused_heading(self.text, row.offset, cells, self.rows, at)
            if heading is not None:
                return heading
        values = {} if rule == "cell-empty" else {"got": shown(cell)}
        return ReadError.at(self.text, start, rule, **values)


def _cells(line: str, divider: str) -> Iterator[tuple[int, int]]:
    """Walk the (start, stop) of each cell of a line."""
    if not divider:
        yield from (match.span() for match in _CELL.finditer(line))
        return
    # Rows cut out of a longer list end in a comma; rows of a program in a semicolon.
    body = line if divider == "\t" else line.rstrip()
    body = body[:-1] if divider == "," and body.endswith(",") else body
    start = 0
    for cell in body.split(divider):
        yield start, start + len(cell)
        start += len(cell) + 1
