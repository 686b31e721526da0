"""Cells that are still open in an answer: ?, x, _, None."""

from __future__ import annotations

import re

_OPEN = re.compile(
    r"(?<![^\s,;\[({\t&|])(?:[xX]|_{1,3}|\?{1,3}|[-\u2013]{2,3}|None|null|NA)(?![^\s,;\])}&|])"
)


def with_open_cells(text: str) -> str:
    """Write ? for every cell that is marked as open.

    Examples
    --------
    >>> with_open_cells("[[1, x], [_, None]]")
    '[[1, ?], [?, ?   ]]'
    """
    return _OPEN.sub(lambda found: "?".ljust(len(found[0])), text)
