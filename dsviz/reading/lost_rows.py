"""Tables that were copied without their rows: each number on a line of its own, perhaps with bars between."""

from __future__ import annotations

import re
from math import isqrt

from dsviz.reading.errors import ReadError
from dsviz.reading.typed import Typed

_BARS = re.compile(r"[ \t]*[|\u2502\u2503\u2551][ \t\r]*")
_NUMBER = re.compile(r"[ \t]*[-+\u22120-9.][0-9./eE+-]*[ \t\r]*")
LEAST = 4  # numbers that can be a square


def with_rows(typed: Typed, text: str) -> Typed:
    """Offer the square that a column may be; take it where bars part the cells.

    Parameters
    ----------
    typed : Typed
        As the text was read.
    text : str
        As it was typed, bars and all.

    Raises
    ------
    ReadError
        Rule ``rows-lost``: bars between the cells, and no square.

    Examples
    --------
    >>> plain = Typed([1.0, 2.0, 3.0, 4.0], (4, 1))
    >>> typed = with_rows(plain, "1\\n|\\n2\\n|\\n3\\n|\\n4")
    >>> typed.shape, [(other.form, other.shape) for other in typed.others]
    ((2, 2), [('column', (4, 1))])
    >>> with_rows(plain, "1\\n2\\n3\\n4").form
    'column'
    """
    count = len(typed.numbers)
    if typed.shape != (count, 1) or count < LEAST or typed.others:
        return typed
    lines = [line for line in text.split("\n") if line.strip()]
    cells = [line for line in lines if _NUMBER.fullmatch(line)]
    bars = [line for line in lines if _BARS.fullmatch(line)]
    if len(cells) != count or len(cells) + len(bars) != len(lines):
        return typed
    side, has_bars = isqrt(count), len(bars) >= count - 1
    if has_bars and any(count % width == 0 for width in range(2, side + 1)) and side**2 != count:
        raise ReadError.at(text, text.index(cells[0]), "rows-lost", got=count)
    if side**2 != count:
        return typed
    column = typed._replace(form="column")
    telling = typed.telling._replace(apart=False)
    square = typed._replace(form="square", shape=(side, side), telling=telling)
    first, other = (square, column) if has_bars else (column, square)
    return first._replace(others=(other,))


def square_first(typed: Typed) -> Typed:
    """Take the square of a column that may be one; anything else is left as it is.

    Examples
    --------
    >>> square_first(with_rows(Typed([1.0] * 9, (9, 1)), "1\\n" * 9)).shape
    (3, 3)
    """
    if typed.form != "column" or [other.form for other in typed.others] != ["square"]:
        return typed
    return typed.others[0]._replace(others=(typed._replace(others=()),))
