"""How a number is written for a reader, and when a sum of numbers may be called equal.

The same rule as the stage's (dsviz/stage/js/decimal.js): a float64 stands for the shortest decimal that is
read back as it; a decimal of at most nine digits is written whole; and ``=`` stands only where the decimals
shown, worked out as decimals, give the one shown after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isfinite, prod
from sys import float_info

MINUS = "\u2212"
WHOLE_DIGITS = 9  # of a number that is written whole
CUT_DIGITS = 6  # of one that is not
LARGEST_WHOLE = 1e15  # whole numbers below are written whole, however many digits they have
SMALLEST_PLAIN = 1e-6  # below, a power of ten is written, as a browser does

Product = Sequence[float]


def number(value: float) -> str:
    """Write one number as the equation of the stage does: whole if it has at most nine digits, else rounded.

    Examples
    --------
    >>> number(-3.0), number(-0.0), number(0.25), number(1234567), number(-5.8125), number(1 / 3)
    ('−3', '0', '0.25', '1234567', '−5.8125', '0.333333')
    """
    if value == 0:
        return "0"
    digits = _every_digit(float(value)) if is_short(value) else f"{value:.{CUT_DIGITS}g}"
    return digits.replace("-", MINUS)


def _every_digit(value: float) -> str:
    if SMALLEST_PLAIN <= abs(value) < LARGEST_WHOLE:
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    mantissa, _, power = f"{Decimal(repr(value)).normalize():e}".partition("e")
    return f"{mantissa}e{int(power)}"


def term(value: float) -> str:
    """Write a number inside a sum or a product: a negative one stands in brackets.

    Examples
    --------
    >>> term(-3), term(3)
    ('(−3)', '3')
    """
    return f"({number(value)})" if value < 0 else number(value)


def is_short(value: float) -> bool:
    """Tell whether a number is a whole number, or a decimal of at most nine digits.

    Examples
    --------
    >>> is_short(0.4375), is_short(1 / 3), is_short(0.1 * 0.2)
    (True, False, False)
    """
    if not isfinite(value):
        return False
    whole = float(value).is_integer() and abs(value) < LARGEST_WHOLE
    return whole or float(f"{value:.{WHOLE_DIGITS}g}") == value


def is_cut(value: float) -> bool:
    """Tell whether `number` had to leave digits out.

    Examples
    --------
    >>> is_cut(0.25), is_cut(1 / 3)
    (False, True)
    """
    return float(number(value).replace(MINUS, "-")) != value


def exact_sum(products: Iterable[Product]) -> float | None:
    """Work out a sum of products as decimals; None unless every factor and the sum are short.

    Examples
    --------
    >>> exact_sum([(0.1, 0.2)]), exact_sum([(0.1, 1), (0.2, 1)]), exact_sum([(1 / 3, 3)])
    (0.02, 0.3, None)
    """
    total = Fraction(0)
    for factors in products:
        if not all(map(is_short, factors)):
            return None
        total += prod(map(_fraction, factors))
    try:
        value = float(total)
    except OverflowError:
        return None
    return value if is_short(value) and _fraction(value) == total else None


def _fraction(value: float) -> Fraction:
    return Fraction(repr(float(value)))


def settled(products: Sequence[Product], computed: float) -> float:
    """Return a computed sum without the noise of float64: as the decimal its products give, if that is short.

    Examples
    --------
    >>> settled([(0.1, 3)], 0.1 * 3), settled([(0.1, 3)], 0.4)
    (0.3, 0.4)
    """
    exact = exact_sum(products)
    if exact is None:
        return computed
    scale = sum(abs(prod(factors)) for factors in products)
    near = abs(exact - computed) <= float_info.epsilon * (len(products) + 1) * scale
    return exact if near else computed


def closes(products: Sequence[Product], result: float) -> bool:
    """Tell whether a sum of products may be called equal to its result: in decimals, nothing cut.

    Examples
    --------
    >>> closes([(0.5, 0.875)], 0.4375), closes([(0.1, 3)], 0.1 * 3), closes([(1, 1 / 3)], 1 / 3)
    (True, True, False)
    """
    exact = exact_sum(products)
    return exact is not None and exact == settled(products, result)


def equation(name: str, parts: Sequence[str], products: Sequence[Product], result: float) -> str:
    """Write ``name = part + part = result``, with ≈ before the result where the numbers shown do not close.

    Parameters
    ----------
    name : str
    parts : sequence of str
        The terms, as they are written.
    products : sequence of sequence of float
        The same terms as numbers: the factors of each.
    result : float

    Examples
    --------
    >>> equation("y[0,0,0]", ["1", "(−1)", "0", "1"], [[1], [-1], [0], [1]], 1)
    'y[0,0,0] = 1 + (−1) + 0 + 1 = 1'
    >>> equation("y", ["0.1×3"], [[0.1, 3]], 0.1 * 3)
    'y = 0.1×3 = 0.3'
    """
    sign = "=" if closes(products, result) else "≈"
    return f"{name} = {' + '.join(parts)} {sign} {number(settled(products, result))}"
