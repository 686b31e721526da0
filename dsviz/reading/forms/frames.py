"""Data frames as pandas prints them: column names above, the index before each row."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import JOINER, blanked, joined

_WORD = re.compile(r"[^ \t]+")
_NUMBER = re.compile(r"[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?")

# A   x1   V10
_SHORT = re.compile(r"[A-Za-z]{1,2}[0-9]{0,3}")


def plain(text: str) -> str:
    """Take the column names and the index out of a printed frame.

    Examples
    --------
    >>> plain("   0  1\\n0  5  6\\n1  7  8").split()[-4:]
    ['5', '6', '7', '8']
    """
    if re.search(r"[\[({<,;\t]", text):
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
    """The heading has one word less than the rows, and the index counts or has words."""
    names, *rows = (_WORD.findall(line) for line in lines)
    if any(len(row) != len(names) + 1 for row in rows):
        return False
    index = [row[0] for row in rows]
    named = names == [str(at) for at in range(len(names))] or not any(map(_NUMBER.fullmatch, names))
    if not lines[0].startswith(" "):  # the blanks before the heading were not copied
        return all(map(_SHORT.fullmatch, names)) and _counts(index) in (0, 1)
    worded = not any(_NUMBER.fullmatch(each) for each in index)
    first = _counts(index)
    return named and (worded or first == 0 or (first is not None and _stands_above(lines)))


def _counts(index: list[str]) -> int | None:
    """Tell from where an index counts on by one; None where it does not."""
    first = int(index[0]) if index[0].isdecimal() and len(index[0]) < 9 else None
    is_counted = first is not None and index == [str(first + at) for at in range(len(index))]
    return first if is_counted else None


def _stands_above(lines: list[str]) -> bool:
    """Tell whether each name ends where the numbers below it do, as pandas and R print them."""
    names, *rows = ([word.end() for word in _WORD.finditer(line.rstrip("\r"))] for line in lines)
    return all(row[1:] == names for row in rows)
