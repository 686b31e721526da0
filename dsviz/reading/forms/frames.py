"""Data frames as pandas prints them: column names above, the index before each row."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import JOINER, blanked, joined

_WORD = re.compile(r"[^ \t]+")
_NUMBER = re.compile(r"[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?")


def plain(text: str) -> str:
    """Take the column names and the index out of a printed frame.

    Examples
    --------
    >>> plain("   0  1\\n0  5  6\\n1  7  8").split()[-4:]
    ['5', '6', '7', '8']
    """
    if re.search(r"[\[({<,;\t]", text):
        return text
    if not text.lstrip("\n\r\u2060").startswith(" "):
        return text
    lines = text.split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip(f" \t\r{JOINER}")]
    if len(filled) < 2 or not _is_frame([lines[at] for at in filled]):
        return text
    lines[filled[0]] = joined(lines[filled[0]])
    for at in filled[1:]:
        index = _WORD.search(lines[at])
        if index is not None:
            lines[at] = blanked(lines[at][: index.end()]) + lines[at][index.end() :]
    return "\n".join(lines)


def _is_frame(lines: list[str]) -> bool:
    """The heading is indented, has one word less than the rows, and the index counts from 0 or has words."""
    names, *rows = (_WORD.findall(line) for line in lines)
    if not lines[0].startswith(" ") or any(len(row) != len(names) + 1 for row in rows):
        return False
    index = [row[0] for row in rows]
    counts = index == [str(at) for at in range(len(rows))]
    worded = not any(_NUMBER.fullmatch(each) for each in index)
    named = names == [str(at) for at in range(len(names))] or not any(map(_NUMBER.fullmatch, names))
    return named and (counts or worded)
