"""How large the numbers of a grid are written: all alike, and rounded where a cell has no room for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dsviz.slides.sheet import width_of
from dsviz.wording.numbers import number

USUAL = 0.56  # size of a number, as a share of its cell
ROOM = 0.88  # how much of a cell's width it may fill
LEAST = 0.3  # a number that would be smaller is rounded
DIGITS = 3


class Digits(NamedTuple):
    """The numbers of a grid: how large they are, and whether they are rounded to three digits."""

    size: float
    rounded: bool

    def written(self, value: float) -> str:
        """Write a number of the grid.

        >>> Digits(20, False).written(-0.857142), Digits(20, True).written(-0.857142)
        ('−0.857142', '−0.857')
        """
        return number(float(f"{value:.{DIGITS}g}") if self.rounded else value)


def digits_for(values: Iterable[float], cell: float, cells: float = 1) -> Digits:
    """Find the size that fits every number of a grid.

    Parameters
    ----------
    values : iterable of float
        At least one.
    cell : float
        Its side in pixels.
    cells : float
        How many cells wide a number may be.

    Examples
    --------
    >>> digits_for([1, 2], 50).rounded, digits_for([0.857142], 50).rounded
    (False, True)
    """
    values, room = list(values), ROOM * cells * cell
    for rounded in (False, True):
        written = Digits(cell, rounded).written
        size = min(USUAL * cell, room / max(width_of(written(value)) for value in values))
        if size >= LEAST * cell:
            break
    return Digits(size, rounded)
