"""Asterisks lost on the way: ``01+01+0*(-1)``, as a page of text leaves of ``0*1+0*1+0*(-1)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from dsviz.check.sums.read import LARGEST, Sum, Term
from dsviz.check.sums.scope import Pair, Scope, key, pair_key

MOST_DIGITS = 16
_PART = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+")


@dataclass(frozen=True)
class Lost:
    """A term whose multiplication sign is lost, and how it was read.

    Attributes
    ----------
    term : Term
        As typed.
    readings : tuple of (float, float)
        The products it may stand for; the first one was taken.
    """

    term: Term
    readings: tuple[Pair, ...]


def splits(digits: str) -> Iterator[Pair]:
    """Every way to see one run of digits as two numbers side by side.

    >>> list(splits("01")), list(splits("110")), list(splits("5"))
    ([(0.0, 1.0)], [(1.0, 10.0), (11.0, 0.0)], [])
    """
    if len(digits) <= MOST_DIGITS:
        for at in range(1, len(digits)):
            left, right = digits[:at], digits[at:]
            if _PART.fullmatch(left) and _PART.fullmatch(right) and max(float(left), float(right)) <= LARGEST:
                yield float(left), float(right)


def restored(read: Sum, scope: Scope) -> tuple[list[Term], list[Lost]]:
    """Read the terms of a sum again, with lost multiplication signs put back.

    A run of digits is a product where it cannot be a number (`01`), or where only the product is one of
    the window's. Where both the number and the product are, it is a product if other signs are surely lost.

    Returns
    -------
    terms : list of Term
    lost : list of Lost
        One for every sign put back, joined factors such as `0(-1)` included.
    """
    pairs = {expected.pair for expected in scope.expected if expected.pair is not None}
    values = {key(expected.value) for expected in scope.expected}
    some_are_lost = any(term.joined or _cannot_be_a_number(term.digits) for term in read.terms)
    terms, lost = [], []
    for term in read.terms:
        readings = _readings(term, pairs, values, some_are_lost)
        if readings:
            lost.append(Lost(term, readings))
            term = replace(term, factors=readings[0], digits="", joined=True)
        elif term.joined and len(term.factors) == 2:
            lost.append(Lost(term, (term.factors,)))
        terms.append(term)
    return terms, lost


def _cannot_be_a_number(digits: str) -> bool:
    return len(digits) > 1 and digits[0] == "0" and digits[1].isdigit()


def _readings(term: Term, pairs: Set[Pair], values: Set[float], some_are_lost: bool) -> tuple[Pair, ...]:
    """The products a term may be, the likeliest first; none where it is best left a number."""
    if len(term.digits) < 2:
        return ()
    every = list(splits(term.digits))
    fitting = [split for split in every if pair_key(term.sign * split[0], split[1]) in pairs]
    if _cannot_be_a_number(term.digits):
        return tuple(fitting or every)
    is_a_number_here = key(term.value) in values
    return tuple(fitting) if some_are_lost or not is_a_number_here else ()
