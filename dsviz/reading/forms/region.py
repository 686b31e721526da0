"""A region of a spreadsheet with names and tables: empty cells behind a narrower table are not its own."""

from __future__ import annotations

import re

_LABEL = re.compile(r"^[^\W\d_][^\t\n]{0,60}\t+\r?$", re.MULTILINE)


def plain(text: str) -> str:
    """Write blanks for the tabs that stand behind every row of a table, where names fill their lines too.

    Examples
    --------
    >>> plain("Input\\t\\t\\n1\\t2\\t\\n3\\t4\\t")
    'Input  \\n1\\t2 \\n3\\t4 '
    >>> plain("1\\t2\\t\\n3\\t4\\t")
    '1\\t2\\t\\n3\\t4\\t'
    """
    if not _LABEL.search(text):
        return text
    written: list[str] = []
    block: list[str] = []
    for line in text.split("\n"):
        if re.search(r"[0-9]", line) and not _LABEL.match(line):
            block.append(line)
            continue
        written += [*_narrowed(block), line.rstrip("\t\r").ljust(len(line))]
        block = []
    return "\n".join([*written, *_narrowed(block)])


def _narrowed(block: list[str]) -> list[str]:
    """Leave out the columns that are empty in all rows."""
    counts = [_tabs_behind(line) for line in block]
    spare = min(counts, default=0)
    return [
        line.rstrip("\t\r") + ("\t" * (count - spare)).ljust(len(line) - len(line.rstrip("\t\r")))
        for line, count in zip(block, counts, strict=True)
    ]


def _tabs_behind(line: str) -> int:
    return line[len(line.rstrip("\t\r")) :].count("\t")
