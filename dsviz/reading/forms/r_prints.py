"""What R prints over several lines: long vectors, wide matrices in blocks of columns, and sizes."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import JOINER, blanked

# > dim(x), and below it [1] 3 3 2
_SIZE = re.compile(
    r"^(?:>[ ])?(?:dim|length|nrow|ncol|NROW|NCOL|class|typeof|mode)\([^()\n]{1,60}\)[ \t\r]{0,9}\n"
    r"[ ]{0,20}\[1\][^\n]{1,200}",
    re.MULTILINE,
)
_VECTOR = re.compile(
    r"[ \t]{0,40}\[(?P<first>[0-9]{1,6})\](?P<numbers>(?:[ \t]{1,40}[-+.0-9eE]{1,30})+)[ \t\r]*"
)
_HEAD = re.compile(r"[ \t]{0,60}(?:\[,[0-9]{1,5}\][ \t\r]*)+")
_COLUMN = re.compile(r"\[,([0-9]{1,5})\]")
_ROW = re.compile(r"[ \t]{0,40}\[([0-9]{1,5}),\][^\n]*")
_ROW_HEAD = re.compile(r"[ \t]{0,40}\[[0-9]{1,5},\]")


def plain(text: str) -> str:
    """Write each of them as one row, or as one matrix, in as many characters; sizes are left out.

    Examples
    --------
    >>> plain("> dim(x)\\n[1] 2 2\\n> x").split()
    ['>', 'x']
    >>> plain("[1] 1 2\\n[3] 3").replace(JOINER, " ").split()
    ['[1]', '1', '2', '3']
    >>> plain("     [,1]\\n[1,]    1\\n[2,]    2\\n     [,2]\\n[1,]    3\\n[2,]    4").split()
    ['[,1]', '[1,]', '1', '3', '[2,]', '2', '4']
    """
    if "[1]" not in text and "[1,]" not in text:
        return text
    return _in_whole(_SIZE.sub(lambda found: blanked(found[0]), text))


def _in_whole(text: str) -> str:
    lines = text.split("\n")
    joined = [False] * len(lines)  # with the line before
    at = 0
    while at < len(lines):
        stop = _vector(lines, joined, at) or _matrix(lines, at)
        at = stop or at + 1
    pieces = [lines[0]]
    for line, is_joined in zip(lines[1:], joined[1:], strict=True):
        pieces += [JOINER if is_joined else "\n", line]
    return "".join(pieces)


def _vector(lines: list[str], joined: list[bool], at: int) -> int:
    """Join the lines of a vector that begins at a line; return where it ends, 0 where there is none."""
    found, count, stop = _VECTOR.fullmatch(lines[at]), 0, at
    while found is not None and int(found["first"]) == count + 1:
        if stop > at:
            lines[stop] = " " * found.start("numbers") + lines[stop][found.start("numbers") :]
            joined[stop] = True
        count += len(found["numbers"].split())
        stop += 1
        found = _VECTOR.fullmatch(lines[stop]) if stop < len(lines) else None
    return stop if stop > at else 0


def _matrix(lines: list[str], at: int) -> int:
    """Put blocks of columns side by side; return where the last one ends, 0 where there is none."""
    first = _block(lines, at, 1)
    if first is None:
        return 0
    stop, last = first
    rows = [*range(at + 1, stop)]
    while (block := _block(lines, stop, last + 1)) is not None and block[0] - stop == len(rows) + 1:
        room = len(lines[stop])
        for row, other in zip(rows, range(stop + 1, block[0]), strict=True):
            more = " " + _ROW_HEAD.sub("", lines[other]).strip()
            lines[row] = lines[row].rstrip(" \t\r") + more
            room += len(lines[other]) - len(more)
            lines[other] = ""
        lines[stop] = " " * max(0, room)
        stop, last = block
    return stop


def _block(lines: list[str], at: int, first: int) -> tuple[int, int] | None:
    """Find where the rows below the heads of columns end, and the last column, where the first one fits."""
    if at >= len(lines) or _HEAD.fullmatch(lines[at]) is None:
        return None
    columns = [int(column) for column in _COLUMN.findall(lines[at])]
    if columns[0] != first:
        return None
    stop = at + 1
    while stop < len(lines) and (row := _ROW.fullmatch(lines[stop])) and int(row[1]) == stop - at:
        stop += 1
    return (stop, columns[-1]) if stop > at + 1 else None
