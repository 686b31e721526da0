"""How people write a sum in other ways: its result before it, or commas before its decimals."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dsviz.check.sums.terms import Term
from dsviz.conv.step import Step

_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_NO_DECIMALS = re.compile(r"[0-9]\.[0-9]|[0-9],[0-9]+,[0-9]|[0-9],[^0-9]|[^0-9],[0-9]")
_PLAIN = str.maketrans("\u2212\u2013", "--", "() ")
_NUMBER = r"\(?[ ]?[-+\u2212\u2013]?[0-9]{1,12}(?:\.[0-9]{1,12})?[ ]?\)?"
_TIMES = r"(?:[*xX\u00d7\u00b7\u22c5]|\\times|\\cdot)"
_LINE = re.compile(
    rf"(?P<product>[ \t]*(?P<first>{_NUMBER})[ ]?{_TIMES}[ ]?(?P<second>{_NUMBER}))"
    rf"[ \t]*&?[ ]?=[ ]?(?P<gives>{_NUMBER})[ \t,;]*(?:\\\\)?[ \t\r]*$|^[^\n]+$",
    re.MULTILINE,
)


class WrongResult(NamedTuple):
    """What somebody wrote behind a product, and it gives another number."""

    offset: int
    factors: tuple[float, float]
    text: str


_BULLET = re.compile(r"\s*[-\u2212\u2013][ ]")


def result_last(text: str, sides: Sequence[list[Term]]) -> list[list[Term]]:
    """Put the products of 14 = 4*1 + 5*2 before their result; - 14 = may be an item of a list.

    Parameters
    ----------
    text : str
    sides : sequence of list of Term
        What stands between the equals signs.
    """
    first, *others = sides
    if not (others and len(first) == 1 == len(first[0].factors)):
        return list(sides)
    if not any(len(term.factors) > 1 for term in others[0]):
        return list(sides)
    total = first[0]
    written = math.fsum(term.value for term in others[0])
    if _BULLET.match(text) and math.isclose(written, -total.value):
        total = replace(total, sign=-total.sign)
    return [others[0], [total], *others[1:]]


def as_terms(text: str) -> str:
    """Take the results out of products that stand one a line with what each gives, right or wrong.

    Where more of them are wrong than right they are no results: sums so far, say.

    Examples
    --------
    >>> as_terms("2 * 20 = 40\\n9 * -2 = -18")
    '2 * 20     \\n9 * -2      '
    >>> as_terms("1 * 2 = 2\\n3 * 1 = 5\\n4 * 2 = 13")
    '1 * 2 = 2\\n3 * 1 = 5\\n4 * 2 = 13'
    """
    if not _products(text):
        return text
    return _LINE.sub(lambda found: (found["product"] or "").ljust(len(found[0])), text)


def wrong_results(text: str) -> list[WrongResult]:
    """Find the products one a line that give another number than was written.

    Examples
    --------
    >>> [(one.offset, one.factors, one.text) for one in wrong_results("1 * 2 = 2\\n3 * 5 = 16")]
    [(18, (3.0, 5.0), '16')]
    """
    wrong = (line for line in _products(text) if not _is_right(line))
    return [
        WrongResult(
            line.start("gives"), (_value(line, "first"), _value(line, "second")), line["gives"].strip()
        )
        for line in wrong
    ]


def _products(text: str) -> list[re.Match[str]]:
    """The lines of a text that is nothing but products one a line; none where it is anything else."""
    lines = [found for found in _LINE.finditer(text) if found[0].strip()]
    if len(lines) < 2 or any(line["product"] is None for line in lines):
        return []
    return lines if 2 * sum(map(_is_right, lines)) >= len(lines) else []


def _is_right(line: re.Match[str]) -> bool:
    first, second, gives = (_value(line, name) for name in ("first", "second", "gives"))
    return math.isclose(first * second, gives, rel_tol=1e-9, abs_tol=1e-9)


def _value(line: re.Match[str], name: str) -> float:
    return float(line[name].translate(_PLAIN))


def with_points(text: str, step: Step) -> str:
    """Write 0,5*0,25 with points, where the window has decimals and no comma can stand between two terms.

    Parameters
    ----------
    text : str
    step : Step
        Of whole numbers nobody writes decimals: 2*3,4*5 are two products there.
    """
    factors = (number for tap in step.taps for number in (tap.x, tap.weight))
    if all(number.is_integer() for number in factors) or _NO_DECIMALS.search(text):
        return text
    return _COMMA.sub(".", text)
