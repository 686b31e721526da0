"""Sums broken over lines, and how wide a letter is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from unicodedata import east_asian_width


def columns(letter: str) -> int:
    """Return how many columns a letter takes where all are alike: a Chinese one, or one of full width, two.

    Examples
    --------
    >>> [columns(letter) for letter in "x通：×−１"]
    [1, 2, 2, 1, 1, 2]
    """
    return 2 if east_asian_width(letter) in "WF" else 1


def in_lines(terms: Iterable[str], most: int, width: Callable[[str], int] = len) -> list[str]:
    """Join terms with + over lines of at most so many signs; one that is longer has a line of its own.

    Parameters
    ----------
    terms : iterable of str
        At least one.
    most : int
    width : callable
        Counts the signs of a line.

    Examples
    --------
    >>> in_lines(["1", "2", "345"], 6)
    ['1 + 2', '+ 345']
    """
    first, *others = terms
    lines = [first]
    for term in others:
        longer = f"{lines[-1]} + {term}"
        lines[-1:] = [longer] if width(longer) <= most else [lines[-1], f"+ {term}"]
    return lines
