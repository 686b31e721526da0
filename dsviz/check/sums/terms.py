"""What a typed sum is made of."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Factor:
    """A number, or a bracket with the terms inside."""

    value: float
    digits: str = ""
    inside: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a sum.

    Attributes
    ----------
    offset, end : int
        Where it stands in the text.
    sign : {1, -1}
    factors : tuple of float
        Without the sign.
    digits : str
        The number as it was typed, where the term is one plain number: `01` may have lost a sign.
    joined : bool
        Two factors stood side by side without a multiplication sign.
    scale : float
        What the bracket around the term is multiplied by, 1/16 in (1*52 + 2*55)/16. Which of the two
        factors it belongs to is not written.
    """

    offset: int
    end: int
    sign: int
    factors: tuple[float, ...]
    digits: str = ""
    joined: bool = False
    scale: float = 1.0

    @property
    def value(self) -> float:
        """The sign times the product of the factors, scaled."""
        return self.sign * math.prod(self.factors) * self.scale + 0.0

    @property
    def pairs(self) -> tuple[tuple[float, float], ...]:
        """A product's two factors, signed and scaled: the scale belongs to the second one, or to the first.

        >>> Term(0, 3, 1, (2.0, 55.0), scale=0.5).pairs
        ((2.0, 27.5), (1.0, 55.0))
        """
        a, b = self.factors
        last = (self.sign * a, b * self.scale)
        return (last,) if self.scale == 1 else (last, (self.sign * a * self.scale, b))

    def times(self, scale: float) -> Term:
        """The term of a bracket that is multiplied by a number."""
        return replace(self, scale=self.scale * scale, digits="")


@dataclass(frozen=True)
class Total:
    """What stands after an equals sign."""

    offset: int
    value: float
    half: float = 0.0  # half a unit of its last decimal, where it has decimals


def half_unit(digits: str) -> float:
    """Half a unit of the last decimal of a number as it was typed; 0 for a whole number, which is exact.

    >>> half_unit("0.180"), half_unit("12"), half_unit("1/3")
    (0.0005, 0.0, 0.0)
    """
    whole, point, decimals = digits.partition(".")
    return 0.5 * 10.0 ** -len(decimals) if point and (whole + decimals).isdigit() else 0.0


@dataclass(frozen=True)
class Sum:
    """A sum as it was read.

    Attributes
    ----------
    text : str
    terms : tuple of Term
    totals : tuple of Total
        One for each equals sign.
    """

    text: str
    terms: tuple[Term, ...]
    totals: tuple[Total, ...] = ()

    def typed(self, term: Term) -> str:
        """The characters of a term."""
        return self.text[term.offset : term.end]


def shared(factors: list[Factor]) -> tuple[Term, ...] | None:
    """Multiply each term of a bracket by the number beside it: 1/16 (2*3 + 20); else None."""
    bracket = next((each for each in factors if len(each.inside) > 1), None)
    if len(factors) != 2 or bracket is None:
        return None
    times = next(each.value for each in factors if each is not bracket)
    return tuple(term.times(times) for term in bracket.inside)


def half_of(side: list[Term]) -> float:
    """Half a unit of the last decimal of a total that is one number."""
    return half_unit(side[0].digits) if len(side) == 1 else 0.0


def is_close(a: float, b: float, size: float, half: float = 0.0) -> bool:
    """Whole numbers by equality; others may be cut to the six digits that cells show, or to those typed.

    >>> is_close(2, 3, 1e9), is_close(0.333333, 1 / 3, 1), is_close(0.33, 1 / 3, 1, 0.005)
    (False, True, True)
    """
    a, b = float(a), float(b)
    return a == b if a.is_integer() and b.is_integer() else abs(a - b) <= 1e-5 * size + half * (1 + 1e-9)
