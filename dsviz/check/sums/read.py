"""Read a sum of products as a person writes it, by a small grammar of our own; nothing is evaluated as code.

::

    line   = [name "=" | words ":"] sum {"=" sum}
    sum    = term {("+" | "-" | "," | ";") term}
    term   = {"+" | "-"} factor {["*"] {"+" | "-"} factor}
    factor = (number | "(" sum ")") ["/" (number | "(" sum ")")]
    number = digits ["." digits] ["e" digits] ["/" number]

A multiplication sign may be ``*``, ``x``, ``×`` or ``·``, a minus any of its printed forms. Two factors
side by side have lost their sign: ``0(-1)`` is a product. After a whole product, ``2*3 4*5``, a gap
separates two terms.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from dsviz.check.errors import CheckError
from dsviz.check.sums.terms import Factor, Sum, Term, Total, half_of, shared
from dsviz.check.sums.tokens import Token, tokens
from dsviz.check.sums.written import result_last
from dsviz.content import Words

__all__ = ["LARGEST", "MOST_CHARACTERS", "Sum", "Term", "Total", "read_sum"]

MOST_CHARACTERS = 10_000
MOST_NUMBER_CHARACTERS = 40
MOST_DEPTH = 20
LARGEST = 1e15
LARGEST_PRODUCT = 1e100


def read_sum(text: str) -> Sum:
    """Read a sum, or a list of products.

    Parameters
    ----------
    text : str
        At most 10,000 characters.

    Returns
    -------
    Sum

    Raises
    ------
    CheckError
        A `ReadError` with the line and the column. Rules: those of `dsviz.check.errors`.

    Examples
    --------
    >>> read = read_sum("2×3 + 3·(−2) + 6*(-1) + 1*4 = -2")
    >>> [term.factors for term in read.terms], read.totals[0].value
    ([(2.0, 3.0), (3.0, -2.0), (6.0, -1.0), (1.0, 4.0)], -2.0)
    >>> read_sum("2*3 + 4*")
    Traceback (most recent call last):
    dsviz.check.errors.CheckError: line 1, column 9: a number or a bracket must stand before and after
    a multiplication sign; got the end
    """
    if len(text) > MOST_CHARACTERS:
        raise CheckError("sum-length", most=MOST_CHARACTERS, got=len(text))
    sides = result_last(text, _Reader(text).sides())
    first, *others = sides
    if not first:
        raise CheckError.at(text, 0, "sum-empty")
    totals = tuple(
        Total(side[0].offset, math.fsum(term.value for term in side), half_of(side)) for side in others
    )
    return Sum(text, tuple(first), totals)


@dataclass
class _Level:
    """The terms of one bracket, or of the whole line, while they are being read."""

    opened: int
    terms: list[Term] = field(default_factory=list)
    factors: list[Factor] = field(default_factory=list)
    sign: int = 1
    factor_sign: int = 1
    start: int | None = None
    times: bool = False
    dangling: bool = False
    joined: bool = False
    divides: bool = False
    fraction: bool = False


class _Reader:
    """Reads without recursion: one `_Level` for each open bracket."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.levels = [_Level(0)]
        self.done: list[list[Term]] = []
        self.end = 0

    @property
    def here(self) -> _Level:
        return self.levels[-1]

    def sides(self) -> list[list[Term]]:
        acts = {"number": self.number, "(": self.open, ")": self.close, "*": self.times, "=": self.equals}
        acts |= {"/": self.over, "frac": self.fraction}
        for token in tokens(self.text):
            acts.get(token.kind, self.between)(token)
            self.end = token.offset + len(token.text)
        if len(self.levels) > 1:
            raise CheckError.at(self.text, self.here.opened, "sum-bracket-open")
        self.finish(len(self.text), Words("refusal.met.end"))
        if self.done and not self.here.terms:
            raise CheckError.at(self.text, len(self.text), "sum-term", got=Words("refusal.met.end"))
        return [*self.done, self.here.terms]

    def number(self, token: Token) -> None:
        self.factor(token.offset, Factor(self.value(token), token.text))

    def value(self, token: Token) -> float:
        top, _, bottom = token.text.partition("/")
        number = float(top)
        if bottom:
            if float(bottom) == 0:
                raise CheckError.at(self.text, token.offset, "sum-divisor", got=token.text[:60])
            number /= float(bottom)
        if len(token.text) > MOST_NUMBER_CHARACTERS or not number <= LARGEST:
            limits = {"most": MOST_NUMBER_CHARACTERS, "largest": f"{LARGEST:.0e}"}
            raise CheckError.at(self.text, token.offset, "sum-number", **limits, got=token.text[:60])
        return number

    def factor(self, offset: int, factor: Factor) -> None:
        here = self.here
        if here.divides:
            here.divides = False
            here.factors[-1] = self.divided(offset, here.factors[-1], factor.value)
            return
        if here.factors and not here.times:
            if len(here.factors) > 1:
                self.finish(offset, Words("refusal.met.number"))
            else:
                here.joined = True
        here.factors.append(replace(factor, value=here.factor_sign * factor.value))
        here.start = offset if here.start is None else here.start
        here.times, here.dangling, here.factor_sign = False, False, 1
        here.divides, here.fraction = here.fraction, False

    def over(self, token: Token) -> None:
        """A division sign after a bracket or a number."""
        if not self.here.factors or self.here.times:
            raise CheckError.at(self.text, token.offset, "sum-factor", got=Words("refusal.met.sign"))
        self.here.divides = True

    def fraction(self, token: Token) -> None:
        """LaTeX's fraction: what comes next is divided by what comes after it."""
        self.here.fraction = True

    def divided(self, offset: int, factor: Factor, divisor: float) -> Factor:
        """Divide a number, or every term of a bracket."""
        if divisor == 0:
            raise CheckError.at(self.text, offset, "sum-divisor", got="0")
        return Factor(factor.value / divisor, inside=tuple(term.times(1 / divisor) for term in factor.inside))

    def open(self, token: Token) -> None:
        if len(self.levels) > MOST_DEPTH:
            raise CheckError.at(self.text, token.offset, "sum-depth", most=MOST_DEPTH)
        self.levels.append(_Level(token.offset))

    def close(self, token: Token) -> None:
        if len(self.levels) == 1:
            raise CheckError.at(self.text, token.offset, "sum-bracket-close")
        self.finish(token.offset, Words("refusal.met.closing-bracket"))
        inner = self.levels.pop()
        if not inner.terms:
            raise CheckError.at(self.text, token.offset, "sum-term", got=Words("refusal.met.empty-bracket"))
        value = math.fsum(term.value for term in inner.terms)
        self.factor(inner.opened, Factor(value, inside=tuple(inner.terms)))

    def times(self, token: Token) -> None:
        if not self.here.factors or self.here.times:
            raise CheckError.at(self.text, token.offset, "sum-factor", got=Words("refusal.met.sign"))
        self.here.times = True

    def between(self, token: Token) -> None:
        """A plus, a minus or a comma: it ends a term, or it is the sign of a factor."""
        here = self.here
        if token.kind != ";" and (here.times or not here.factors):
            turned = -1 if token.kind == "-" else 1
            if here.times:
                here.factor_sign *= turned
            else:
                here.sign *= turned
            here.start = token.offset if here.start is None else here.start
            here.dangling = True
            return
        if not here.factors:
            raise CheckError.at(self.text, token.offset, "sum-term", got=Words("refusal.met.sign"))
        self.finish(token.offset, Words("refusal.met.sign"))
        if token.kind != ";":
            here.sign = -1 if token.kind == "-" else 1
            here.start = token.offset if token.kind == "-" else None
            here.dangling = True

    def equals(self, token: Token) -> None:
        if len(self.levels) > 1:
            raise CheckError.at(self.text, token.offset, "sum-equals")
        self.finish(token.offset, Words("refusal.met.equals"))
        if not self.here.terms:
            raise CheckError.at(self.text, token.offset, "sum-term", got=Words("refusal.met.equals"))
        self.done.append(self.here.terms)
        self.levels = [_Level(token.offset)]

    def finish(self, offset: int, got: Words) -> None:
        """End the term being read."""
        here = self.here
        if here.times or here.divides or here.fraction:
            raise CheckError.at(self.text, offset, "sum-factor", got=got)
        if here.dangling:
            raise CheckError.at(self.text, offset, "sum-term", got=got)
        if here.factors:
            here.terms += self.terms_of(here)
        here.factors, here.sign, here.start, here.joined = [], 1, None, False

    def terms_of(self, here: _Level) -> tuple[Term, ...]:
        """A bracket that nothing multiplies is no factor: its terms belong to the sum around it."""
        start = self.end if here.start is None else here.start
        only = here.factors[0]
        if len(here.factors) == 1 and only.inside:
            inside = tuple(replace(term, sign=here.sign * term.sign) for term in only.inside)
            return inside if len(inside) > 1 else (replace(inside[0], offset=start, end=self.end),)
        if (each := shared(here.factors)) is not None:
            return tuple(replace(term, sign=here.sign * term.sign) for term in each)
        factors = tuple(factor.value for factor in here.factors)
        if not abs(math.prod(factors)) <= LARGEST_PRODUCT:
            raise CheckError.at(self.text, start, "sum-product", most=f"{LARGEST_PRODUCT:.0e}")
        return (
            Term(start, self.end, here.sign, factors, only.digits if len(factors) == 1 else "", here.joined),
        )
