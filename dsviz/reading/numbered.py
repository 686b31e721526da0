"""Rows that are numbered: 1: 3 4, then 2: 5 6; or r1: 3 4, then r2: 5 6."""

from __future__ import annotations

import re

from dsviz.conv.errors import Place
from dsviz.reading.errors import ReadError
from dsviz.reading.forms.masks import JOINER, blanked

_LINE = re.compile(
    r"[ \t]*(?P<head>(?P<word>r[ ]?)?(?P<count>[0-9]{1,4})(?P<sign>[.:)])(?=[ \t]))"
    r"(?P<cells>[ \t]*[-+\u2212?.0-9][-+\u2212?.,;/0-9eE \t]*)",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Take the numbers of the rows out, where every line begins with its own.

    Examples
    --------
    >>> plain("1: 3 4\\n2: 5 6").split()
    ['3', '4', '5', '6']

    Raises
    ------
    ReadError
        Rule ``rows-numbered`` for 1. and 1), of which the first may be an entry as well.
    """
    lines = text.split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip(f" \t\r{JOINER}")]
    rows = [_LINE.fullmatch(lines[at].rstrip(f" \t\r{JOINER}")) for at in filled[:5000]]
    if len(rows) < 2 or not _are_numbered(rows):
        return text
    for at, row in zip(filled, rows, strict=False):
        if row and row["sign"] != ":":
            raise ReadError("rows-numbered", Place(at + 1, row.start("head") + 1), got=row["head"])
        if row:
            lines[at] = blanked(lines[at][: row.end("head")]) + lines[at][row.end("head") :]
    return "\n".join(lines)


def _are_numbered(rows: list[re.Match[str] | None]) -> bool:
    """Tell whether the lines count up from 0 or 1; NumPy prints 1. among decimals."""
    found = [row for row in rows if row]
    if len(found) < len(rows) or len({(row["sign"], row["word"]) for row in found}) > 1:
        return False
    counts = [int(row["count"]) for row in found]
    is_printed = found[0]["sign"] == "." and any("." in row["cells"] for row in found)
    return counts[0] in (0, 1) and counts == [*range(counts[0], counts[0] + len(counts))] and not is_printed
