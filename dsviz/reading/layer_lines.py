"""Layers typed one a line: kernel, stride, padding, dilation."""

from __future__ import annotations

import re

from dsviz.conv.errors import Place
from dsviz.reading.errors import ReadError
from dsviz.reading.whole import half_width, read_whole

MOST_LINES = 200
LEAST = (1, 1, 0, 1)
MOST = 999
LONGEST_SHOWN = 40
_BETWEEN = re.compile(r"[\s,;()\[\]]+")
# A list such as (7,2,3),(3,2,1), with brackets around it or without; of lists over several lines also a part.
_ONE = re.compile(r"[(\[][^()\[\]]*[)\]]")
_IN_BRACKETS = re.compile(rf"\s*[(\[]?\s*(?:{_ONE.pattern}[\s,;]*){{2,}}[)\]]?[\s,;]*")
_ALONE = re.compile(r"\s*(?:[(\[]|[)\]]\s*[,;]?)\s*")

LayerLine = tuple[int, int, int, int]


def read_layer_lines(text: str) -> tuple[LayerLine, ...]:
    """Read layers in a row, one a line; empty lines are passed over.

    Parameters
    ----------
    text : str
        A line has one to four whole numbers: kernel, stride, padding, dilation. What is left off at its end
        is stride 1, padding 0, dilation 1. A semicolon between layers ends a line too, and layers in brackets
        may stand in one line.

    Returns
    -------
    tuple of (kernel, stride, padding, dilation)

    Raises
    ------
    ReadError
        Rules ``layer-lines-none``, ``layer-lines-many``, ``layer-line-form`` and ``layer-line-range``; the
        last two say the line.

    Examples
    --------
    >>> read_layer_lines("7 2 3\\n\\n(3, 1, 1, 2)")
    ((7, 2, 3, 1), (3, 1, 1, 2))
    >>> read_layer_lines("3, 2; 3"), read_layer_lines("3; 2")
    (((3, 2, 0, 1), (3, 1, 0, 1)), ((3, 2, 0, 1),))
    >>> read_layer_lines("[(7, 2, 3), (3, 2, 1)]")
    ((7, 2, 3, 1), (3, 2, 1, 1))
    """
    numbered = enumerate(text.splitlines(), 1)
    lines = [
        (number, part)
        for number, line in numbered
        if not _ALONE.fullmatch(half_width(line))
        for part in _parts(line)
        if part.strip()
    ]
    if not lines:
        raise ReadError("layer-lines-none")
    if len(lines) > MOST_LINES:
        raise ReadError("layer-lines-many", most=MOST_LINES, got=len(lines))
    return tuple(_layer(number, line) for number, line in lines)


def _parts(line: str) -> list[str]:
    """Divide a line at its brackets, or at semicolons where more than single numbers stand between them."""
    plain = half_width(line)
    if _IN_BRACKETS.fullmatch(plain):
        return _ONE.findall(plain)
    parts = plain.split(";")
    return parts if any(len(_BETWEEN.split(part.strip())) > 1 for part in parts) else [line]


def _layer(number: int, line: str) -> LayerLine:
    parts = [part for part in _BETWEEN.split(half_width(line)) if part]
    numbers = [read_whole(part) for part in parts]
    shown = " ".join(line.split())[:LONGEST_SHOWN]
    found = [each for each in numbers if each is not None]
    if not 1 <= len(parts) <= len(LEAST) or len(found) < len(parts):
        raise ReadError("layer-line-form", Place(number), got=shown)
    for each, least in zip(found, LEAST, strict=False):
        if not least <= each <= MOST:
            raise ReadError("layer-line-range", Place(number), got=shown, most=MOST)
    kernel, stride, padding, dilation = (*found, *(0, 1, 0, 1)[len(found) :])
    return kernel, stride, padding, dilation
