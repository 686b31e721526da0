"""A text without names, written as brackets or rows: its numbers, and where a refusal of it lies."""

from __future__ import annotations

import re

from dsviz.reading.errors import ReadError
from dsviz.reading.forms.matlab import rows_by_line
from dsviz.reading.grammar import read_brackets
from dsviz.reading.loose_commas import check_commas
from dsviz.reading.lost_rows import with_rows
from dsviz.reading.open_cells import half_filled, with_empty_cells
from dsviz.reading.outermost import closed_alone
from dsviz.reading.table_forms import read_rows
from dsviz.reading.typed import Manner, Typed
from dsviz.reading.wide import read_wide

_BRACKETS = re.compile(r"[\[({<\])}>=]|\b(?:shape)\b")
_OF_ROWS = ("row-length", "row-shape", "number-missing")


def read_masked(masked: str, value: str, manner: Manner) -> Typed:
    """Read rows without brackets, or brackets; of an answer, cells that are left out between commas too.

    Parameters
    ----------
    masked, value : str
        What is read, and the same text as it was typed.
    manner : Manner

    Raises
    ------
    ReadError
        With its place in the text as it was typed.

    Examples
    --------
    >>> read_masked("1, 2\\n3,", "1, 2\\n3,", Manner(open_cells=True)).numbers
    [1.0, 2.0, 3.0, nan]
    """
    try:
        return _read(masked, value, manner)
    except ReadError as error:
        filled = with_empty_cells(masked) if manner.open_cells and error.rule in _OF_ROWS else masked
        error = half_filled(masked, error) if manner.open_cells else error
        refused = relocated(closed_alone(masked, error), masked, value, 0)
    if filled == masked:
        raise refused
    try:
        return _read(filled, value, manner)
    except ReadError:
        raise refused from None


def _read(masked: str, value: str, manner: Manner) -> Typed:
    uses = any(name in masked for name in manner.named)
    if not uses and not _BRACKETS.search(masked):
        return with_rows(read_wide(masked, manner) or read_rows(masked, manner), value)
    check_commas(masked)
    return read_brackets(masked, manner._replace(rows_by_line=rows_by_line(masked)))


def relocated(error: ReadError, inside: str, text: str, start: int) -> ReadError:
    """Move a refusal from a place of one text to the same character of another that begins at start."""
    if error.place is None or error.place.column is None:
        return error
    line, column = error.place.line, error.place.column
    offset = 0
    for _ in range(line - 1):
        offset = inside.find("\n", offset) + 1
    return ReadError.at(text, start + offset + column - 1, error.rule, **error.values)
