"""Cells that are still open in an answer: ?, x, _, None."""

from __future__ import annotations

import re

from dsviz.reading.errors import ReadError

_OPEN = re.compile(
    r"(?<![^\s,;\[({\t&|])(?:[xX]|_{1,3}|\?{1,3}|[-\u2013]{2,3}|None|null|NA)(?![^\s,;\])}&|])"
)


_RULES = (
    *("cell-number", "character", "elided", "number-finite", "number-form", "number-missing", "word-known"),
)
_HALF_FILLED = re.compile(
    r"(?:TODO|TBD|TBA|n/?a|nan|\.{3}|\u2026|[-\u2013\u2014]|\u5f85\u5b9a|\u5f85\u586b|\u672a\u77e5|\u65e0|\u7a7a)"
    r"(?![^\s,;\])}&|])",
    re.IGNORECASE,
)


def half_filled(text: str, error: ReadError) -> ReadError:
    """Return the refusal of a cell that is marked as open in other words than ?, else the error.

    Examples
    --------
    >>> half_filled("37 TODO", ReadError.at("37 TODO", 3, "cell-number")).rule
    'cell-half'
    """
    if error.rule not in _RULES or error.place is None or error.place.column is None:
        return error
    line = text.split("\n")[error.place.line - 1]
    found = _HALF_FILLED.match(line, error.place.column - 1)
    return error if found is None else ReadError("cell-half", error.place, got=found[0])


def with_open_cells(text: str) -> str:
    """Write ? for every cell that is marked as open.

    Examples
    --------
    >>> with_open_cells("[[1, x], [_, None]]")
    '[[1, ?], [?, ?   ]]'
    """
    return _OPEN.sub(lambda found: "?".ljust(len(found[0])), text)
