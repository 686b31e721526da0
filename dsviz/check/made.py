"""A map checked against mistakes that are functions: each makes the whole map as somebody would make it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from dsviz.check.diagnosis import OPEN, RIGHT, WRONG, Diagnosis, Finding, cell_at
from dsviz.check.solved_layer import Array

HALF_A_HUNDREDTH = 0.005


def diagnosis_of(right: Array, typed: Array, made: Iterable[tuple[str, Array]]) -> Diagnosis:
    """Mark a map, and name the mistakes that give every number that was typed.

    Parameters
    ----------
    right, typed : ndarray
        Of one shape; NaN where nothing was typed.
    made : iterable of (str, ndarray)
        The id of each mistake, and what it makes; of another shape it explains nothing.

    Returns
    -------
    Diagnosis
        Without slips; a mistake is named once.

    Examples
    --------
    >>> doubled = [("doubled", np.array([2.0, 4.0]))]
    >>> found = diagnosis_of(np.array([1.0, 2.0]), np.array([2.0, np.nan]), doubled)
    >>> found.marks.tolist(), [(each.id, each.cell, each.right) for each in found.mistakes]
    (['wrong', 'open'], [('doubled', (0,), 1.0)])
    """
    given = ~np.isnan(typed)
    marks = np.where(given, np.where(typed == right, RIGHT, WRONG), OPEN)
    if not (marks == WRONG).any():
        return Diagnosis(typed, right, marks)
    first = int(np.flatnonzero(marks == WRONG)[0])
    explaining = dict.fromkeys(_explaining(typed, given, made))
    found = tuple(_finding(mistake, first, right, typed) for mistake in explaining)
    return Diagnosis(typed, right, marks, found)


def _explaining(typed: Array, given: Any, made: Iterable[tuple[str, Array]]) -> Iterator[str]:
    for mistake, output in made:
        if output.shape == typed.shape and _agree(output, typed)[given].all():
            yield mistake


def _agree(made: Array, typed: Array) -> Any:
    """Whole numbers are typed whole; others, such as a mean of nine, to two decimals or more."""
    return np.where(made == np.round(made), made == typed, np.abs(made - typed) <= HALF_A_HUNDREDTH)


def _finding(mistake: str, first: int, right: Array, typed: Array) -> Finding:
    cell = cell_at(map(int, np.unravel_index(first, right.shape)))
    return Finding("mistake", mistake, cell, float(right[cell]), float(typed[cell]), first, {})
