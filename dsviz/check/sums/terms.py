"""What a typed sum is made of."""

from __future__ import annotations

import math
from dataclasses import dataclass


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
    """

    offset: int
    end: int
    sign: int
    factors: tuple[float, ...]
    digits: str = ""
    joined: bool = False

    @property
    def value(self) -> float:
        """The sign times the product of the factors."""
        return self.sign * math.prod(self.factors) + 0.0


@dataclass(frozen=True)
class Total:
    """What stands after an equals sign."""

    offset: int
    value: float


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
