"""A working cut into its lines, and each line into what stands between its equals signs."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dsviz.check.sums.read import read_sum
from dsviz.check.sums.signs import NUMBER, labelled
from dsviz.check.sums.terms import Sum, half_of, is_close

__all__ = ["Line", "Side", "lines_of"]

_SIGNS = ("+", "-", "−", "–", "＋")
_NUMBERS = rf"[ \t]*{NUMBER}(?:[ \t]*[,，、][ \t]*{NUMBER})++[ \t]*"
# After what a product gives, a comma or a word begins the next piece as a new line does.
_CUT = re.compile(
    r"\n|(?<=[0-9)])\s*(?:[,;，；。、]\s*(?:and|so|所以|因此)?|\.(?=\s+[^\W\d_])|\band\b|\bso\b)"
    rf"(?=[^\n]*[=＝]|[^\n0-9]*?{NUMBER}[\s.。]*$)",
    re.MULTILINE,
)
# Behind a result, before the bias and the total alone: ", 1, 17".
_WORDS = r"[^\n0-9=＝*×·]{0,20}?"
_CUT_OF_TWO = re.compile(rf"(?<=[0-9])[ ]?[,;，；](?={_WORDS}{NUMBER}[ ]?[,;，；]{_WORDS}{NUMBER}[\s.。]*\Z)")
# No commas are cut at in a list of numbers, [6, -6] or 6, -6 = 0.
_LIST = re.compile(
    rf"[\[(（]{_NUMBERS}[\])）]|^{_NUMBERS}[=＝][ \t]*{NUMBER}[ \t]*$",
    re.MULTILINE,
)
_EQUALS = re.compile("[=＝≈]")
# What a row of products gives, as a row: [6 -6].
_ROW = re.compile(r"\s*\[(?:\s*[-−]?[0-9.]+){2,}\s*\]\s*")
_BETWEEN = re.compile(r"(?<=[0-9])\s(?=\s*[-−]?[0-9])")
_AFTER = " \t\r\n。；;,，."


@dataclass(frozen=True)
class Side:
    """What stands before, between or after equals signs."""

    offset: int
    text: str
    read: Sum

    @property
    def value(self) -> float:
        """What its terms add up to."""
        return math.fsum(term.value for term in self.read.terms)

    @property
    def half(self) -> float:
        """Half a unit of the last decimal, where it is one number with decimals."""
        return half_of(list(self.read.terms))

    @property
    def has_products(self) -> bool:
        """Whether a term has two factors or more."""
        return any(len(term.factors) > 1 for term in self.read.terms)

    @property
    def begins_with_plus(self) -> bool:
        """Whether a plus stands before its first term."""
        return self.text.lstrip()[:1] in ("+", "＋")

    def parted(self) -> tuple[Side, Side] | None:
        """Part a first number alone from the terms behind it; None where there is no such number."""
        first, *others = self.read.terms
        goes_on = self.text[first.end :].lstrip()[:1] in _SIGNS
        if not others or len(first.factors) > 1 or not goes_on:
            return None
        parts = (0, self.text[: first.end]), (first.end, self.text[first.end :])
        number, rest = (Side(self.offset + at, text, read_sum(text)) for at, text in parts)
        return number, rest

    def rest_behind(self, so_far: float) -> Side | None:
        """The terms behind a first number that is the sum so far; None where there is no such number."""
        parted = self.parted()
        return parted[1] if parted and parted[0].value == so_far else None

    def rest_beyond(self, known: Collection[float], so_far: float) -> Side | None:
        """The one term that follows, or stands before, results whose sum is the sum so far; None otherwise.

        In -2 + 18 + 1 it is the bias, where the lines above gave -2 and 18.
        """
        terms = self.read.terms
        if len(terms) < 3 or any(len(term.factors) > 1 for term in terms):
            return None
        for new, others in ((terms[-1], terms[:-1]), (terms[0], terms[1:])):
            is_known = all(term.value in known for term in others)
            if is_known and is_close(math.fsum(term.value for term in others), so_far, abs(so_far)):
                start = new.offset if new is terms[0] else others[-1].end
                text = self.text[start : new.end]
                return Side(self.offset + start, text, read_sum(text))
        return None


@dataclass(frozen=True)
class Line:
    """A piece of a working: the words before it, and its sides."""

    words: str
    sides: tuple[Side, ...]
    begins_equal: bool
    is_last: bool


def lines_of(text: str) -> Iterator[Line]:
    """Cut a working at its lines and after results.

    Raises
    ------
    CheckError
        Where what stands between two equals signs is no sum.

    Examples
    --------
    >>> [(line.words, [side.value for side in line.sides]) for line in lines_of("2*3 = 6, total: 6")]
    [('', [6.0, 6.0]), ('total', [6.0])]
    """
    pieces = list(_pieces(text))
    for at, (offset, piece) in enumerate(pieces, 1):
        words, _, body = labelled(piece)
        begins_equal = bool(re.match(r"\s*[=＝]", body))
        sides = tuple(_sides(offset, body))
        if sides:  # else a heading that holds a number
            yield Line(words, sides, begins_equal, at == len(pieces))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text at its lines and after results; a sign at an end joins what stands beside it."""
    start = 0
    lists = [found.span() for found in _LIST.finditer(text)]
    cuts = {found.span() for found in _CUT.finditer(text)}
    cuts |= {found.span() for found in _CUT_OF_TWO.finditer(text) if _EQUALS.search(text, 0, found.start())}
    ends = [cut for cut in sorted(cuts) if not any(first < cut[0] < last for first, last in lists)]
    ends.append((len(text), len(text)))
    for end, after in ends:
        piece = text[start:end]
        if re.search(r"[-+*×·=＝−]\s*$", piece) and end < len(text):
            continue
        if re.search(r"[0-9]", piece):
            yield start, piece
        start = after


def _sides(offset: int, body: str) -> Iterator[Side]:
    start = 0
    body = body.rstrip(_AFTER)
    for end in [*(found.start() for found in _EQUALS.finditer(body)), len(body)]:
        text = body[start:end]
        if text.strip():
            text = _BETWEEN.sub(",", text) if _ROW.fullmatch(text) else text
            yield Side(offset + start, text, read_sum(text))
        start = end + 1
