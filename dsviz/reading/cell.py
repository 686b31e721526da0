"""One number as a person types it into one field."""

from __future__ import annotations

import re

from dsviz.conv.errors import shown
from dsviz.reading.errors import ReadError
from dsviz.reading.forms.signs import plain
from dsviz.reading.table import read_table

# A blank after a sign, and blanks between thousands: in one field neither can part two numbers.
_SIGN = re.compile(r"^([-+\u2212\u2010\u2011\u2013])\s+")
_THOUSANDS = re.compile(r"[-+\u2212\u2010\u2011\u2013]?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+")
LONGEST = 80  # characters
# A Chinese comma parts two numbers: it stands neither before decimals nor between thousands.
_CHINESE = re.compile("[\uff0c\uff1b\u3001]")
_COMMA = re.compile(r"[0-9]?,[0-9]")
_DECIMALS = re.compile(r"([-+\u2212\u2010\u2011\u2013]?[0-9]{0,15}),([0-9]{1,15})")
_THOUSAND = re.compile(r"[-+\u2212\u2010\u2011\u2013]?[1-9][0-9]{0,2},[0-9]{3}")


def read_cell(typed: str) -> float:
    """Read the one number of a field: a decimal, with a point or a comma, a fraction, with any minus sign.

    Parameters
    ----------
    typed : str

    Raises
    ------
    ReadError
        Rules ``comma-thousand`` and ``cell-comma`` for a comma that may part thousands; ``cell-number`` for
        anything that is not one number; and the rules on numbers.

    Examples
    --------
    >>> read_cell("1/4"), read_cell("\u2212 3"), read_cell("14 580"), read_cell("(\u20130.5)")
    (0.25, -3.0, 14580.0, -0.5)
    >>> read_cell("63,75")
    63.75
    >>> read_cell("14,580")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: a comma must leave no doubt; '14,580' may be 14.580 or 14580: write it so
    """
    if len(typed) > LONGEST or _CHINESE.search(typed):
        raise ReadError("cell-number", got=shown(typed))
    text = _SIGN.sub(r"\1", plain(typed).strip().removeprefix("(").removesuffix(")").strip())
    text = _with_point(text)
    if _THOUSANDS.fullmatch(text):
        text = re.sub(r"\s", "", text)
    try:
        numbers = read_table(text).numbers
    except ReadError as error:
        if error.rule in ("text-empty", "row-length", "channel-rows", "cell-empty"):
            raise ReadError("cell-number", got=shown(typed)) from None
        raise
    if len(numbers) != 1:
        raise ReadError("cell-number", got=shown(typed))
    return numbers[0]


def _with_point(text: str) -> str:
    """Write a decimal comma as a point: in one field it parts no two numbers, but perhaps thousands."""
    if not _COMMA.search(text):
        return text
    got = shown(text)
    if _THOUSAND.fullmatch(text):
        raise ReadError("comma-thousand", got=got, one=text.replace(",", "."), other=text.replace(",", ""))
    if not _DECIMALS.fullmatch(text):
        raise ReadError("cell-comma", got=got)
    return text.replace(",", ".")
