"""Names that stand in a table beside its numbers: a row of column names, a column of row names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsviz.conv.errors import shown
from dsviz.reading.errors import ReadError

_NUMBER = re.compile(r"[-+\u2212]?[0-9.,/]+(?:[eE][-+]?[0-9]+)?")
_NAME = re.compile(r"(?!(?i:nan|inf|infinity|none|null|na)$)[^\W\d_][^<>()]{0,40}")


def refused_heading(
    text: str, offset: int, cells: Sequence[Sequence[str]], row: int, column: int
) -> ReadError | None:
    """Make the refusal of a heading; None where the cell that is no number is none.

    Parameters
    ----------
    text : str
    offset : int
        Where the row of the cell begins.
    cells : sequence of sequences of str
        The first rows.
    row, column : int
        Where the cell stands.
    """
    if len(cells) < 2:
        return None
    first, second = cells[0], cells[1]
    if row == 0 and all(map(_NAME.fullmatch, first)) and any(map(_NUMBER.fullmatch, second)):
        return ReadError.at(text, offset, "header-row", got=shown(first[column]))
    # pandas leaves the corner above the index empty.
    if row == column == 0 and first[0] == "" and len(first) > 1 and _NUMBER.fullmatch(second[0]):
        return ReadError.at(text, offset, "index-column", got=shown(", ".join(first)))
    if column == 0 and row == 0 and len(first) > 1 and _NAME.fullmatch(first[0]):
        rest = [*first[1:], *second[1:]]
        if _NAME.fullmatch(second[0]) and all(map(_NUMBER.fullmatch, rest)):
            return ReadError.at(text, offset, "row-names", got=shown(first[0]))
    return None
