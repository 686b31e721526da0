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
_IN_BARS = re.compile(
    r"([^|\u2502\u2503\u2551]*)[|\u2502\u2503\u2551]([-+\u22120-9.,/ \t]+)[|\u2502\u2503\u2551]([ \t\r;]*)"
)
_FACTOR = re.compile(
    r"[-+]?[0-9.]{1,20}(?:[ ]?/[ ]?[0-9.]{1,20})?[ ]?[*\u00d7\u00b7]?|[\u00bc-\u00be\u2150-\u215e][ ]?\*?"
)
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
    if _BARS.search(text):
        text = _factored(text)
        if "[" in text:
            return text
    lines = text.split("\n")
    rules = [_is_rule(line) for line in lines]
    _leave_index_out(lines, rules)
    for at, line in enumerate(lines):
        heads = at + 1 < len(lines) and rules[at + 1] and line.strip()
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


def _factored(text: str) -> str:
    """Write a matrix between bars with a factor before it, in whichever of its lines, in brackets."""
    lines = text.split("\n")
    found = {at: _IN_BARS.fullmatch(line) for at, line in enumerate(lines) if line.strip()}
    rows = [(at, row) for at, row in found.items() if row is not None]
    factors = [row[1].strip() for _, row in rows if row[1].strip()]
    if len(rows) != len(found) or len(factors) != 1 or not _FACTOR.fullmatch(factors[0]):
        return text
    if len(rows[0][1][1]) < len(factors[0]):
        return text
    for at, row in rows:
        is_first, is_last = at == rows[0][0], at == rows[-1][0]
        before = (factors[0] if is_first else "").ljust(len(row[1]))
        lines[at] = f"{before}{'[' if is_first else ' '}{row[2]}{']' if is_last else ';'}{row[3]}"
    return "\n".join(lines)


def _leave_index_out(lines: list[str], rules: list[bool]) -> None:
    """Write joiners and blanks for the names of columns and rows where the corner of a table is empty."""
    heads = [at for at, line in enumerate(lines) if _has_bar(line) and not rules[at]]
    if len(heads) < 2 or not any(rules[heads[0] + 1 : heads[1]]):
        return
    table = [_cells(lines[at]) for at in heads]
    names, index = table[0], [row[0] for row in table[1:]]
    is_even = {len(row) for row in table} == {len(names)} and len(names) > 1
    if not is_even or names[0] or not _counts(names[1:]) or not all(index):
        return
    if names[1].isdigit() and not _counts(index):
        return
    lines[heads[0]] = joined(lines[heads[0]])
    for at in heads[1:]:
        cell = re.match(r"[ \t]*[|\u2502\u2503\u2551]?[^|\u2502\u2503\u2551]*", lines[at])
        stop = 0 if cell is None else cell.end()
        lines[at] = " " * stop + lines[at][stop:]


def _cells(line: str) -> list[str]:
    """Cut a row at its bars, without those at its ends."""
    body = line.strip()
    body = body[1:] if body[:1] in _BAR else body
    return [cell.strip() for cell in _BARS.split(body[:-1] if body[-1:] in _BAR else body)]


def _counts(names: list[str]) -> bool:
    """Tell whether names count from 0 or 1, or are words."""
    counts = [[str(at + first) for at in range(len(names))] for first in (0, 1)]
    return names in counts or all(re.fullmatch(r"[^\W\d_][^,;]{0,40}", name) for name in names)


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
