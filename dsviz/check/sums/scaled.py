"""Sums whose products are a multiple of the window's: divided at the end, or never."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from dsviz.check.sums.lines import OneSum, WrongResult
from dsviz.check.sums.match import matched
from dsviz.check.sums.read import read_sum
from dsviz.check.sums.scope import Scope
from dsviz.check.sums.terms import Term, half_of, is_close

LEAST_PRODUCTS = 3  # that show a factor
_NUMBER = r"[-−]?[0-9]{1,12}(?:\.[0-9]{1,12})?"
# 1*52 + 2*55 = 162, then 162/2 = 81: the result so far, once more, and what it is divided by.
_DIVIDED = re.compile(
    rf"[=＝]\s{{0,9}}(?P<total>{_NUMBER})\s{{0,9}}[\n,;，；。=＝]\s{{0,9}}(?P<again>{_NUMBER})\s{{0,9}}"
    rf"(?:/\s{{0,9}}(?P<by>{_NUMBER})|[*×·]\s{{0,9}}(?P<times>{_NUMBER}(?:/{_NUMBER})?))(?=\s{{0,9}}[=＝])"
)


def divided(plain: str) -> OneSum | None:
    """Read a sum that is divided once it has been worked out.

    Parameters
    ----------
    plain : str
        With `dsviz.check.sums.signs.plain_signs` applied.

    Returns
    -------
    OneSum or None
        With blanks for the result on the way, which is wrong where it is not what the terms add up to.

    Examples
    --------
    >>> divided("1*52 + 2*55 = 162, 162/2 = 81")[::4]
    ('1*52 + 2*55                 = 81', 0.5)
    >>> divided("1*52 + 2*55 = 162, 160/2 = 80") is None
    True
    """
    found = _DIVIDED.search(plain)
    if not found or found["total"] != found["again"] or "=" in plain[: found.start()]:
        return None
    text = plain[: found.start()] + " " * len(found[0]) + plain[found.end() :]
    terms = read_sum(plain[: found.start()]).terms
    right, typed = math.fsum(term.value for term in terms), read_sum(found["total"]).terms
    size = math.fsum(abs(term.value) for term in terms)
    wrong = WrongResult(found.start("total"), (), found["total"], typed[0].value, right)
    is_right = is_close(typed[0].value, right, size, half_of(list(typed)))
    return OneSum(text, [] if is_right else [wrong], scale=_factor(found))


def _factor(found: re.Match[str]) -> float:
    (term,) = read_sum(f"1/{found['by']}" if found["by"] else found["times"]).terms
    return term.value


def scale_of(terms: Sequence[Term], scope: Scope) -> float | None:
    """Return what all products of a sum have to be multiplied by to be those of a window.

    None where they are right, or where no one number does it.

    Examples
    --------
    >>> from dsviz.check.sums.scope import scopes
    >>> from dsviz.conv.trace import trace
    >>> window = next(scopes(trace([[[2, 3, 5]]], [[[[0.5, 1, 0.5]]]], backend="numpy")[0]))
    >>> scale_of(read_sum("1*2 + 2*3 + 1*5").terms, window)
    0.5
    """
    pairs = [
        (term.value, one.value)
        for term, one in zip(terms, scope.expected, strict=False)
        if one.tap and len(term.factors) == 2 and term.value
    ][:LEAST_PRODUCTS]
    if len(pairs) < LEAST_PRODUCTS or len(terms) > len(scope.expected):
        return None
    scale = pairs[0][1] / pairs[0][0]
    if scale <= 0 or math.isclose(scale, 1):
        return None
    if not all(math.isclose(typed * scale, right, rel_tol=1e-5) for typed, right in pairs):
        return None
    again = [term.times(scale) if len(term.factors) == 2 else term for term in terms]
    return None if matched(again, scope.expected).distance else scale
