"""A working of several lines as one sum: terms, what each line gives, the bias, and the total at the end."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dsviz.check.sums.errors import CheckError
from dsviz.check.sums.read import read_sum
from dsviz.check.sums.signs import BIAS, NUMBER, labelled
from dsviz.check.sums.terms import Sum, half_of, is_close

__all__ = ["WrongResult", "as_one_sum"]

# After what a product gives, a comma or a word begins the next piece as a new line does.
_CUT = re.compile(
    r"\n|(?<=[0-9)])\s*(?:[,;，；。、]\s*(?:and|so|所以|因此)?|\.(?=\s+[^\W\d_])|\band\b|\bso\b)"
    rf"(?=[^\n]*[=＝]|[^\n0-9]*?{NUMBER}[\s.。]*$)",
    re.MULTILINE,
)
_EQUALS = re.compile("[=＝≈]")
_ENDS = re.compile(r"[\s。；;,，.]*$")


class WrongResult(NamedTuple):
    """What somebody wrote behind some terms, and they give another number.

    Attributes
    ----------
    offset : int
    factors : tuple of float
        Of the product, where it is one of two factors; else empty.
    text : str
        As typed.
    typed, right : float
    """

    offset: int
    factors: tuple[float, ...]
    text: str
    typed: float
    right: float


@dataclass(frozen=True)
class _Side:
    """What stands before, between or after equals signs."""

    offset: int
    text: str
    read: Sum

    @property
    def value(self) -> float:
        return math.fsum(term.value for term in self.read.terms)

    @property
    def half(self) -> float:
        """Half a unit of the last decimal, where it is one number with decimals."""
        return half_of(list(self.read.terms))

    @property
    def has_products(self) -> bool:
        return any(len(term.factors) > 1 for term in self.read.terms)


@dataclass(frozen=True)
class _Line:
    """A piece of a working: the words before it, and its sides."""

    words: str
    sides: tuple[_Side, ...]
    begins_equal: bool


def as_one_sum(text: str) -> tuple[str, list[WrongResult]] | None:
    """Write a working as its terms and its totals, blanks for all else.

    Parameters
    ----------
    text : str
        With `dsviz.check.sums.signs.plain_signs` applied.

    Returns
    -------
    tuple of (str, list of WrongResult) or None
        The sum, as long as the text, and the lines that give another number than was written. None for a
        text of one line, for one that is no such working, and where more lines are wrong than right: what
        stands there are no results then, sums so far, say.

    Examples
    --------
    >>> as_one_sum("2 * 20 = 40\\n9 * -2 = -18\\nsum = 22")
    ('2 * 20     +9 * -2          = 22', [])
    >>> as_one_sum("1 * 2 = 2\\n3 * 1 = 4\\nbias: 1\\n2 + 3 + 1 = 6")[1]
    [WrongResult(offset=18, factors=(3.0, 1.0), text='4', typed=4.0, right=3.0)]
    """
    try:
        lines = list(_lines(text))
    except CheckError:
        return None
    if len(lines) < 2:
        return None
    working = _Working()
    for line in lines:
        working.take(line)
    wrong = working.wrong()
    return None if wrong is None else (working.written(text), wrong)


class _Working:
    """What is added up so far, while the lines are taken one after the other."""

    def __init__(self) -> None:
        self.terms: list[tuple[int, str]] = []  # where they stand, and as they do
        self.sum = 0.0
        self.totals: list[_Side] = []  # since the last terms
        self.results: list[tuple[_Side, _Side | None, bool]] = []  # with their terms, and whether right
        self.own: list[int] = []

    def take(self, line: _Line) -> None:
        first, *claims = line.sides
        rest = None if line.begins_equal else self._added(first, line.words)
        if rest is None:
            self.totals += line.sides
            return
        start, value = rest
        for total in self.totals:  # more terms follow: it was a sum so far
            self.results.append((total, None, self._is(total, self.sum)))
        self.totals = []
        self.terms.append((start, first.text[start - first.offset :]))
        self.sum = math.fsum((self.sum, value))
        for claim in claims:
            right = self._is(claim, first.value) or self._is(claim, self.sum)
            self.results.append((claim, first, right))
            self.own.append(len(self.results) - 1)

    def _added(self, first: _Side, words: str) -> tuple[int, float] | None:
        """Where the terms of a side begin and what they add; None where it repeats what is added up."""
        if BIAS.search(words) or not self.terms:
            return first.offset, first.value
        so_far, *others = first.read.terms
        if others and len(so_far.factors) == 1 and so_far.value == self.sum:
            return first.offset + so_far.end, math.fsum(term.value for term in others)
        if first.has_products:
            return first.offset, first.value
        signed = not words and first.text.lstrip()[0] in "+-−–"
        is_new = signed and not self._is(first, self.sum)
        return (first.offset, first.value) if is_new else None

    def _is(self, side: _Side, value: float) -> bool:
        return is_close(side.value, value, abs(value), side.half)

    def wrong(self) -> list[WrongResult] | None:
        """The results that are not right; what one line of terms gives is a total, not a result."""
        if len(self.terms) == 1:
            self.totals = [self.results[at][0] for at in self.own] + self.totals
            self.results = []
        wrong = [_wrong(side, of, self.sum) for side, of, right in self.results if not right]
        return None if 2 * len(wrong) > len(self.results) else wrong

    def written(self, text: str) -> str:
        letters = [" "] * len(text)
        for at, (start, terms) in enumerate(self.terms):
            letters[start : start + len(terms)] = terms
            if at:
                letters[start - 1] = "+"
        for total in self.totals:
            letters[total.offset : total.offset + len(total.text)] = total.text
            letters[total.offset - 1] = "="
        return "".join(letters)


def _wrong(side: _Side, of: _Side | None, so_far: float) -> WrongResult:
    text = side.text.strip()
    offset = side.offset + side.text.index(text)
    if of is None:
        return WrongResult(offset, (), text, side.value, so_far)
    terms = of.read.terms
    factors = terms[0].factors if len(terms) == 1 and terms[0].sign > 0 else ()
    return WrongResult(offset, factors if len(factors) == 2 else (), text, side.value, of.value)


def _lines(text: str) -> Iterator[_Line]:
    for offset, piece in _pieces(text):
        words, _, body = labelled(piece)
        begins_equal = bool(re.match(r"\s*[=＝]", body))
        sides = tuple(_sides(offset, body))
        if sides:  # else a heading that holds a number
            yield _Line(words, sides, begins_equal)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text at its lines and after results; a sign at an end joins what stands beside it."""
    start = 0
    ends = [found.span() for found in _CUT.finditer(text)] + [(len(text), len(text))]
    for end, after in ends:
        piece = text[start:end]
        if re.search(r"[-+*×·=＝−]\s*$", piece) and end < len(text):
            continue
        if re.search(r"[0-9]", piece):
            yield start, piece
        start = after


def _sides(offset: int, body: str) -> Iterator[_Side]:
    start = 0
    body = _ENDS.sub("", body)
    for end in [*(found.start() for found in _EQUALS.finditer(body)), len(body)]:
        text = body[start:end]
        if text.strip():
            yield _Side(offset + start, text, read_sum(text))
        start = end + 1
