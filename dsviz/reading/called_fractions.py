"""Fractions as programs write them: SymPy's Rational(1, 2), Python's Fraction(1, 2)."""

from __future__ import annotations

import re

_FRACTION = re.compile(
    r"(?<![\w./%^*])(?:(?:sp|sympy|fractions)\.)?(?:Rational|Fraction)\(\s?([-+]?[0-9]{1,15})\s?,"
    r"\s?([0-9]{1,15})\s?\)(?!\s?(?:[/%^.]|\*\*))"
)


def plain(text: str) -> str:
    """Write a fraction with a slash; what multiplies or divides one is left to be refused.

    Examples
    --------
    >>> plain("[Rational(1, 2), Fraction(-3, 4)]").split()
    ['[1/2', ',', '-3/4', ']']
    >>> plain("2/Rational(1, 2)"), plain("Rational(1, 2)**2")
    ('2/Rational(1, 2)', 'Rational(1, 2)**2')
    """
    return _FRACTION.sub(lambda found: f"{found[1]}/{found[2]}".ljust(len(found[0])), text)
