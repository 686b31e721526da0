"""Cells that are still open in an answer: ?, x, _, None, and what is left out beside a comma."""

from __future__ import annotations

import re

from dsviz.reading.errors import ReadError

_OPEN = re.compile(
    r"(?<![^\s,;\[({\t&|])(?:[xX]|_{1,3}|\?{1,3}|[-\u2013]{2,3}|None|null|NA"
    r"|[\u25a1\u25a2\u25fb\u2610]|\\(?:square|Box)|\u5f85(?:\u6c42|\u586b)|\([ \u3000]{0,9}\))"
    r"(?![^\s,;\])}&|])"
)
# A row, or what stands between the brackets and semicolons of one.
_PIECE = re.compile(r"[^\[\](){}\n;]+")
_CELL = re.compile(r"[-+?0-9.]")
MOST_CHARACTERS = 100_000  # of an answer in which cells are left out


_RULES = (
    *("cell-number", "character", "elided", "number-finite", "number-form", "number-missing", "word-known"),
)
_HALF_FILLED = re.compile(
    r"(?:TODO|TBD|TBA|n/?a|nan|\.{3}|\u2026|[-\u2013\u2014]|\u5f85\u5b9a|\u672a\u77e5|\u65e0|\u7a7a)"
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


def with_empty_cells(text: str) -> str:
    """Write ? for what is left out beside the commas of a row, where the row is as long as the others then.

    A comma at the end of every row divides nothing.

    Examples
    --------
    >>> with_empty_cells("[[37, 47], [67,]]"), with_empty_cells("37, 47,\\n67, 77,")
    ('[[37, 47], [67,?]]', '37, 47,\\n67, 77,')
    """
    if len(text) > MOST_CHARACTERS:
        return text
    rows = [[cell.strip() for cell in found[0].split(",")] for found in _PIECE.finditer(text)]
    longest = max((len(row) for row in rows if all(map(_CELL.match, row))), default=0)

    def filled(found: re.Match[str]) -> str:
        cells = found[0].split(",")
        known = [bool(_CELL.match(cell.strip())) for cell in cells]
        if len(cells) != longest or all(known) or not any(known):
            return found[0]
        return ",".join(cell if cell.strip() else f"?{cell[1:]}" for cell in cells)

    return _PIECE.sub(filled, text)
