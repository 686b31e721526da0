"""A working of several lines as one sum: terms, what each line gives, the bias, and the total at the end."""

from __future__ import annotations

import math
from typing import NamedTuple

from dsviz.check.errors import CheckError
from dsviz.check.sums.sides import Line, Side, lines_of
from dsviz.check.sums.signs import BIAS, OF_A_PART, TOTAL
from dsviz.check.sums.terms import is_close

__all__ = ["WrongResult", "as_one_sum"]


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


class OneSum(NamedTuple):
    """A working written as one sum.

    Attributes
    ----------
    text : str
        Its terms and its totals, blanks for all else; as long as the working.
    wrong : list of WrongResult
    goes_on : (int, str) or None
        Where, behind an equals sign, a sum first goes on from what it gave, 16 + 1 in 14 + 2 = 16 + 1 = 17,
        and what stands there.
    is_apart : bool
        The total stands by itself, and not behind an equals sign of the terms.
    scale : float
        What the terms are multiplied by at the end, 1/16 in 1*52 + 2*55 = 162, 162/16 = 10.125.
    """

    text: str
    wrong: list[WrongResult]
    goes_on: tuple[int, str] | None = None
    is_apart: bool = False
    scale: float = 1.0


def as_one_sum(text: str, repeats_terms: bool = False, goes_on_wrong: bool = False) -> OneSum | None:
    """Write a working as its terms and its totals, blanks for all else.

    Parameters
    ----------
    text : str
        With `dsviz.check.sums.signs.plain_signs` applied.
    repeats_terms : bool
        Whether single numbers that stood there before are the same again, as results of products are.
    goes_on_wrong : bool
        Whether 17 + 1 behind 14 + 2 = is a wrong 17 from which the sum goes on.

    Returns
    -------
    OneSum or None
        With the lines that give another number than was written. None for a plain sum of one line, for what
        cannot be read so, and where more lines are wrong than right: what stands there are no results then,
        sums so far, say.

    Examples
    --------
    >>> as_one_sum("2 * 20 = 40\\n9 * -2 = -18\\nsum = 22").text
    '2 * 20     +9 * -2          = 22'
    >>> as_one_sum("1 * 2 = 2\\n3 * 1 = 4\\nbias: 1\\n2 + 3 + 1 = 6").wrong
    [WrongResult(offset=18, factors=(3.0, 1.0), text='4', typed=4.0, right=3.0)]
    """
    try:
        lines = list(lines_of(text))
    except CheckError:
        return None
    working = _Working(repeats_terms, goes_on_wrong)
    for line in lines:
        working.take(line)
    working.settle()
    wrong = working.wrong()
    is_one = len(lines) < 2 and len(working.terms) < 2
    if wrong is None or is_one:
        return None
    return OneSum(working.written(text), wrong, working.goes_on, working.is_apart)


class _Working:
    """What is added up so far, while the sides of the lines are taken one after the other."""

    def __init__(self, repeats_terms: bool, goes_on_wrong: bool) -> None:
        self.repeats_terms, self.goes_on_wrong = repeats_terms, goes_on_wrong
        self.goes_on: tuple[int, str] | None = None
        self.is_apart = False
        self.terms: list[tuple[int, str]] = []  # where they stand, and as they do
        self.sum = self.last = 0.0  # of all terms, and of those that were added last
        self.totals: list[Side] = []  # since the last terms
        self.results: list[
            tuple[Side, Side | None, float, bool]
        ] = []  # their terms, the sum so far, whether right
        self.own: list[Side] = []  # those behind terms
        self.known: set[float] = set()  # what products and sums on the way gave

    def take(self, line: Line) -> None:
        first, *claims = line.sides
        beyond = self._beyond(first, line)
        if beyond is not None:
            self._add(beyond)
            self.totals = claims
            return
        of = None if line.begins_equal else self._terms_of(first, line)
        if of is None:
            claims = list(line.sides)
        for at, claim in enumerate(claims):
            if self._goes_on(claim, claims[at + 1] if at + 1 < len(claims) else None):
                of = claim
            elif of is None:
                # Behind results a total is no other side of what stands above it.
                self.is_apart = not line.begins_equal or bool(self.own)
                self.totals.append(claim)
            else:
                right = self._is(claim, of.value) or self._is(claim, self.sum)
                self.results.append((claim, of, self.sum, right))
                self.own.append(claim)
                self.known.add(claim.value)

    def _goes_on(self, claim: Side, behind: Side | None) -> bool:
        """Add what a side adds to the sum so far, as in 2*3 = 6 + 1*4 = 10; tell whether it does."""
        if not claim.has_products and self._is(claim, self.sum):
            return False  # the same terms again
        parted = claim.parted()
        if parted is None:
            if behind is None or not claim.begins_with_plus or not self._is(behind, self.sum + claim.value):
                return False
            more = claim
        else:
            so_far, more = parted
            is_right = any(self._is(so_far, value) for value in (self.sum, self.last))
            if not is_right and not (self.goes_on_wrong and not claim.has_products and self.terms):
                return False
            self.results.append((so_far, None, self.sum, is_right))
        text = claim.text.strip()
        self.goes_on = self.goes_on or (claim.offset + claim.text.index(text), text)
        self._add(more)
        return True

    def _terms_of(self, first: Side, line: Line) -> Side | None:
        """Add what a line begins with; None where it repeats what is added up and is a total."""
        if BIAS.search(line.words) or not self.terms:
            return self._add(first)
        more = first.rest_behind(self.sum)
        if more is not None:
            return self._add(more)
        if first.has_products:
            return self._add(first)
        of_a_part = OF_A_PART.search(line.words)
        if self._is(first, self.sum) or (TOTAL.search(line.words) and not of_a_part):
            return None
        if len(first.read.terms) > 1 and all(term.value in self.known for term in first.read.terms):
            # Results that are added up by parts; what stands last, and does not say so, is the total.
            return first if of_a_part or not line.is_last else None
        gives_itself = len(first.read.terms) > 1 and any(
            self._is(claim, first.value) for claim in line.sides[1:]
        )
        signed = not line.words and first.text.lstrip()[0] in "+-−–"
        return self._add(first) if signed or gives_itself else None

    def _beyond(self, first: Side, line: Line) -> Side | None:
        """What stands beside all the results so far, at the end: the bias."""
        if not line.is_last or not self.own:
            return None
        as_typed = math.fsum(claim.value for claim in self.own)
        if as_typed != self.sum and (more := first.rest_beyond(self.known, as_typed)):
            return more
        return None if self._is(first, self.sum) else first.rest_beyond(self.known, self.sum)

    def _add(self, side: Side) -> Side:
        for total in self.totals:  # more terms follow: it was a sum so far
            self.results.append((total, None, self.sum, self._is(total, self.sum)))
            self.known.add(total.value)
        self.totals, self.is_apart = [], False
        self.terms.append((side.offset, side.text))
        self.sum, self.last = math.fsum((self.sum, side.value)), side.value
        self.known.update(
            term.value for term in side.read.terms if self.repeats_terms or len(term.factors) > 1
        )
        return side

    def settle(self) -> None:
        """Add the first of two numbers alone at the end that with the sum so far gives the other one."""
        if len(self.totals) == 2 and self.is_apart and self.own:
            last, total = self.totals
            if not self._is(last, self.sum) and self._is(total, self.sum + last.value):
                self.totals = []
                self._add(last)
                self.totals = [total]

    def _is(self, side: Side, value: float) -> bool:
        return is_close(side.value, value, abs(value), side.half)

    def wrong(self) -> list[WrongResult] | None:
        """The results that are not right; what one line of terms gives is a total, not a result."""
        if len(self.terms) == 1:
            self.totals = self.own + self.totals
            self.results = []
        wrong = [_wrong(side, of, so_far) for side, of, so_far, right in self.results if not right]
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


def _wrong(side: Side, of: Side | None, so_far: float) -> WrongResult:
    text = side.text.strip()
    offset = side.offset + side.text.index(text)
    if of is None:
        return WrongResult(offset, (), text, side.value, so_far)
    terms = of.read.terms
    factors = terms[0].factors if len(terms) == 1 and terms[0].sign > 0 else ()
    return WrongResult(offset, factors if len(factors) == 2 else (), text, side.value, of.value)
