"""Tables drawn with bars: Markdown, ASCII and box drawings."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import joined, next_channel

_BARS = re.compile(r"[|\u2502\u2503\u2551]")
_BAR = "|\u2502\u2503\u2551"
_DRAWN = re.compile(r"[-=_\u2500\u2501\u2550]{2,}")
_RULE = re.compile(r"(?=[^-=_\u2500\u2501\u2550]*[-=_\u2500\u2501\u2550])[-|+=:_ \t\u2500-\u257f]+")
_LINE = re.compile(r"^[ \t]*(?:-{3,}|={3,}|\*{3,}|_{3,}|\u2500{3,}|\u2014{2,})[ \t]*$", re.MULTILINE)
_ROW_OF_NUMBERS = re.compile(r"[-+\u22120-9.,;/eE \t\r?]+")
_HEADING = re.compile(r"[^0-9?]*")


def plain(text: str) -> str:
    """Write tabs for the bars between cells, and take rules and a Markdown heading without digits out.

    Examples
    --------
    >>> plain("| a | b |\\n|---|---|\\n| 1 | 2 |").split()[-2:]
    ['1', '2']
    """
    if not _BARS.search(text):
        text = _between_maps(text)
        if not _DRAWN.search(text):
            return text
    lines = text.split("\n")
    rules = [_is_rule(line) for line in lines]
    for at, line in enumerate(lines):
        heads = at + 1 < len(lines) and rules[at + 1] and line.strip() and not any(map(_has_bar, lines[:at]))
        if rules[at] or (heads and _has_bar(line) and _HEADING.fullmatch(line)):
            lines[at] = joined(line)
        elif _has_bar(line):
            lines[at] = _row(line)
    return "\n".join(lines)


def _between_maps(text: str) -> str:
    """Write an empty line for a drawn one between maps of as many rows each, of two at least."""
    if not _LINE.search(text):
        return text
    pieces = _LINE.split(text)
    maps = [[line for line in piece.split("\n") if line.strip()] for piece in pieces if piece.strip()]
    is_even = len({len(rows) for rows in maps}) == 1 and len(maps[0]) > 1
    is_numbers = all(_ROW_OF_NUMBERS.fullmatch(line) for rows in maps for line in rows)
    is_parted = is_numbers and is_even and len(maps) > 1
    return _LINE.sub(lambda found: (next_channel if is_parted else joined)(found[0]), text)


def _is_rule(line: str) -> bool:
    """Tell whether a line is drawn of nothing but bars, dashes and corners."""
    drawn = line.strip()
    return bool(_RULE.fullmatch(drawn)) and ("|" in drawn or "+" in drawn or bool(_DRAWN.search(drawn)))


def _has_bar(line: str) -> bool:
    return bool(_BARS.search(line))


def _row(line: str) -> str:
    """Write one row: the outer bars as blanks, the inner ones as tabs."""
    first = len(line) - len(line.lstrip(" \t"))
    last = len(line.rstrip()) - 1
    signs = list(line)
    for at, sign in enumerate(signs):
        if sign in _BAR:
            signs[at] = " " if at in (first, last) else "\t"
        elif sign == "\t":
            signs[at] = " "
    return "".join(signs)
