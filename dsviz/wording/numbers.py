"""How a number is written for a reader: one minus sign, whole numbers whole, a cut one marked as cut."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

MINUS = "\u2212"
SIGNIFICANT_DIGITS = 6


def number(value: float) -> str:
    """Write one number the way the cells of the stage write it.

    Examples
    --------
    >>> number(-3.0), number(-0.0), number(0.25), number(1234567)
    ('−3', '0', '0.25', '1234567')
    """
    if value == 0:
        return "0"
    whole = float(value).is_integer() and abs(value) < 1e15
    digits = str(int(value)) if whole else f"{value:.{SIGNIFICANT_DIGITS}g}"
    return digits.replace("-", MINUS)


def term(value: float) -> str:
    """Write a number inside a sum or a product: a negative one stands in brackets.

    Examples
    --------
    >>> term(-3), term(3)
    ('(−3)', '3')
    """
    return f"({number(value)})" if value < 0 else number(value)


def is_cut(value: float) -> bool:
    """Tell whether `number` had to leave digits out.

    Examples
    --------
    >>> is_cut(0.25), is_cut(1 / 3)
    (False, True)
    """
    return float(number(value).replace(MINUS, "-")) != value


def equation(name: str, parts: Sequence[str], numbers: Sequence[float], result: float) -> str:
    """Write ``name = part + part = result``, with ≈ before the result where a shown number was cut.

    Examples
    --------
    >>> equation("y[0,0,0]", ["1", "(−1)", "0", "1"], [1, -1, 0, 1], 1)
    'y[0,0,0] = 1 + (−1) + 0 + 1 = 1'
    """
    exact = not any(map(is_cut, (*numbers, result))) and isclose(sum(numbers), result, rel_tol=0, abs_tol=0)
    return f"{name} = {' + '.join(parts)} {'=' if exact else '≈'} {number(result)}"
