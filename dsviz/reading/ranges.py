"""The numbers of a range, as MATLAB, Julia and R write one: 1:5, 1:2:9, 5:-1:1."""

from __future__ import annotations

from fractions import Fraction

from dsviz.reading.errors import ReadError
from dsviz.reading.scan import MOST_NUMBERS, Token


def range_numbers(text: str, token: Token) -> list[float]:
    """List a range's numbers, its end among them where a step falls on it.

    Parameters
    ----------
    text : str
        Which the refusal points into.
    token : Token
        Two or three decimals with colons between.

    Raises
    ------
    ReadError
        Rule ``range-ends`` where the steps lead away from its last number, ``numbers-count`` where there are
        too many.

    Examples
    --------
    >>> range_numbers("0:0.5:1", Token("span", "0:0.5:1", 0))
    [0.0, 0.5, 1.0]
    >>> range_numbers("5:-2:2", Token("span", "5:-2:2", 0))
    [5.0, 3.0]
    """
    first, *step, last = (Fraction(each) for each in token.text.split(":"))
    by = step[0] if step else Fraction(1)
    if by == 0 or (last - first) / by < 0:
        ends = token.text.split(":")
        meant = f"{ends[0]}:{'-1:' if last < first else ''}{ends[-1]}"
        raise ReadError.at(text, token.offset, "range-ends", got=token.text, meant=meant)
    count = (last - first) // by + 1
    if count > MOST_NUMBERS:
        raise ReadError.at(text, token.offset, "numbers-count", most=MOST_NUMBERS)
    return [float(first + at * by) for at in range(count)]
