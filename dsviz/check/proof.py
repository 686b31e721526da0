"""Whether numbers prove what would explain them, or something or other would explain any numbers.

A mistake proves itself by giving numbers that it could not give by chance. Counted in bits: every number
that had to come out as it did tells as many as there are numbers it might have been; choosing the mistake
among all those tried takes some away, and a number that was solved for takes away one number.

Numbers tell only as far as they are independent. Of an input that rises evenly every kernel makes an output
that rises evenly: however many numbers it has, the first and the slopes tell them all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import comb, log2, prod
from typing import Any

import numpy as np

from dsviz.check.attempt import Attempt, Mask
from dsviz.check.mistake import Outcome
from dsviz.check.mistakes import BY_ID
from dsviz.check.mistakes_misread import influences
from dsviz.check.solved_layer import Array

ENOUGH = 4.0  # bits to spare: one coincidence in 16 such answers that no mistake explains
ENOUGH_FOR_TWO = 7.0  # one in 128: two mistakes at once are rarer than one
ENOUGH_OF_SCATTERED = 7.0
ENOUGH_OF_MISREAD = 7.0  # an amount and a place are free
AS_WORKED = ("filter", "rows-from", "cells-from")  # parts in the order in which people work
LEAST_OFF_ALIKE = 4  # cells of a part, all off by one amount
FEW = 3  # wrong numbers, of which a reason is told with its doubt
MOST_NUMBERS = 40  # of a map, and of an answer: more are never needed
HALF = 0.5  # the unit of whole numbers where the right ones are none
FINE = 1e-9  # of the largest number: the unit of numbers that are compared to the last digit
WAYS = {0: 50, 1: 400, 2: 400}  # outcomes of all mistakes up to a rank, as homework layers have them
SIMPLE_FRACTIONS = 6000
LEAST_REPEATED = 4  # cells; of fewer, mistakes give the same number often enough
FILLERS = (0.0, 1.0)  # what empty cells are filled with, of either sign
SAME_DECIMALS = 6  # to which amounts are one
SPAN = 1e-6  # of the largest number, that may be left of a map the windows themselves make up


@dataclass(frozen=True, eq=False)
class Evidence:
    """How much the wrong numbers of an answer, or of a part of it, tell.

    Attributes
    ----------
    attempt : Attempt
    cells : ndarray of bool
        Those that a mistake has to explain.
    beside_right : bool
        All others are right, so that these may be slips, each by itself: none follows from another.
    are_scattered : bool
        They make no part that can be described either. A slip's number is often near the right one, and
        tells only which of the numbers it is that lie as near; and cells that are off by one amount may have
        one cause that is another, so they tell one number.
    """

    attempt: Attempt
    cells: Mask
    beside_right: bool = False
    are_scattered: bool = False

    @cached_property
    def bits_of_one(self) -> float:
        """What one independent number tells: among how many it was."""
        close, typed = self.attempt.close, self.attempt.typed[self.cells]
        right = close.layer.answer
        known = np.concatenate(
            [typed, right[self.cells] if right.shape == self.cells.shape else right.ravel()]
        )
        known = known[np.isfinite(known)]
        unit = 1.0
        if self.attempt.is_shown and close.digits is not None:
            unit = 10.0**-close.digits.decimals + 2 * float(close.carried.mean())
        elif (typed % 1).any():
            unit = FINE * float(abs(known).max(initial=1.0))
        elif not close.layer.is_whole:
            unit = HALF
        spread = float(np.ptp(known))
        if self.are_scattered:
            off = abs(typed - right[self.cells])
            spread = min(spread, 2 * float(off[np.isfinite(off)].max(initial=0.0)))
        # Of numbers near the smallest float the unit rounds to 0.
        return log2(2 + spread / unit) if unit else 1.0

    @cached_property
    def independent(self) -> int:
        """How many of the numbers do not follow from the others."""
        typed, layer = self.attempt.typed, self.attempt.layer
        if self.are_scattered:
            return len(np.unique((typed - layer.answer)[self.cells].round(SAME_DECIMALS)))
        if not self.attempt.has_right_shape or self.beside_right:
            return min(MOST_NUMBERS, int(np.isfinite(typed[self.cells]).sum()))
        count = 0
        for n in np.flatnonzero(self.cells.any((1, 2))):
            places = np.flatnonzero(self.cells[n].ravel())[:MOST_NUMBERS]
            windows = layer.patches[n // layer.filters_per_group][:, places]
            count += _rank(np.vstack([windows, np.ones(len(places))]), typed[n].ravel()[places])
            if count >= MOST_NUMBERS:
                break
        return min(count, MOST_NUMBERS)

    @cached_property
    def _inputs_behind(self) -> int:
        """How many inputs reach every one of the cells."""
        reached = influences(self.attempt.layer)[:, self.cells.ravel()] != 0
        return max(1, int(reached.all(1).sum()))

    def spares(self, *outcomes: Outcome) -> float:
        """Count the bits that are left after a mistake was chosen, or several were, with their numbers."""
        free = sum(_free_numbers(outcome) for outcome in outcomes)
        chosen = sum(self._choice(outcome, is_alone=len(outcomes) == 1) for outcome in outcomes)
        return (self.independent - free) * self.bits_of_one - chosen

    def _choice(self, outcome: Outcome, is_alone: bool) -> float:
        """What choosing one mistake, and the place of it, takes."""
        layer = self.attempt.layer
        if outcome.mistake == "weight-misread":
            return log2(layer.weight[0].size)
        if outcome.mistake == "weights-exchanged":
            return log2(len(layer.weight[0]) * comb(layer.weight[0, 0].size, 2))
        if outcome.mistake == "pixel-misread":
            # Which cells are wrong tells the place already, but for the inputs that reach all of them.
            return log2(self._inputs_behind if is_alone else layer.x.size)
        if outcome.mistake == "constant-added" and not is_alone:
            return log2(1 + layer.out_channels)  # all maps or one; the amount is free
        if outcome.mistake == "factor":
            return log2(SIMPLE_FRACTIONS)
        return log2(WAYS[BY_ID[outcome.mistake].rank])


def proves_misread(attempt: Attempt, outcome: Outcome) -> bool:
    """Tell whether wrong numbers prove one weight or one input misread: the amount and the place are free.

    How far the numbers are off tells as much as they are off by different amounts; where they all are by one,
    only which of the cells are wrong tells something, and nothing where all of them are.
    """
    wrong = attempt.wrong & ~attempt.is_open
    if not attempt.has_right_shape:
        return proves(attempt, outcome)
    evidence = Evidence(attempt, wrong, are_scattered=True)
    seen = np.asarray(wrong.any((1, 2)))[:, None, None] & ~attempt.is_open
    pattern = log2(comb(int(seen.sum()), int(wrong.sum())))
    return proves(attempt, outcome) and evidence.spares(outcome) + pattern >= ENOUGH_OF_MISREAD


def is_off_alike(attempt: Attempt, cells: Mask, name: str) -> bool:
    """Tell whether too few cells of a part are off by one amount, which many a thing may be the cause of.

    Whoever works row by row may forget the bias from some cell on, and hardly in a column.
    """
    wrong = cells & attempt.wrong & ~attempt.is_open
    off = (attempt.typed - attempt.layer.answer)[wrong]
    if name in AS_WORKED or np.ptp(off) > FINE * float(abs(off).max(initial=0.0)):
        return False
    return len(off) < LEAST_OFF_ALIKE or (name.startswith("column") and wrong.shape[1] > 1)


def proves(attempt: Attempt, *outcomes: Outcome) -> bool:
    """Tell whether wrong numbers prove a mistake with a number of its own, or two mistakes."""
    enough = ENOUGH if len(outcomes) == 1 else ENOUGH_FOR_TWO
    return Evidence(attempt, attempt.wrong & ~attempt.is_open).spares(*outcomes) >= enough


def proves_in_part(attempt: Attempt, outcome: Outcome, are_scattered: bool = False) -> bool:
    """Tell whether the wrong numbers of an answer prove a mistake that was not made in its other cells."""
    cells = attempt.wrong & ~attempt.is_open
    enough = ENOUGH_OF_SCATTERED if are_scattered else ENOUGH
    return Evidence(attempt, cells, True, are_scattered).spares(outcome) >= enough


def is_doubtful(attempt: Attempt, outcome: Outcome) -> bool:
    """Tell whether a mistake that gives a whole answer explains so few wrong numbers that chance would too.

    That right numbers stand in each other's place is to be seen, where there are two or more.
    """
    wrong = int(attempt.wrong.sum())
    is_seen = BY_ID[outcome.mistake].rewrites or proves_in_part(attempt, outcome)
    return wrong == 1 or (wrong <= FEW and not is_seen)


def is_filled_in(attempt: Attempt, outcome: Outcome, cells: Mask) -> bool:
    """Tell whether cells hold one repeated number that somebody may have filled in, whatever else gives it.

    Zeros and ones prove no mistake, and any other number none that was solved for. Where the right numbers
    are all the same too, a repeated number is what mistakes give.
    """
    typed = attempt.typed[cells & ~attempt.is_open]
    right = attempt.layer.answer[cells] if attempt.has_right_shape else attempt.layer.answer
    if len(typed) < LEAST_REPEATED or np.ptp(typed) or not np.ptp(right):
        return False
    return abs(typed[0]) in FILLERS or BY_ID[outcome.mistake].solve is not None


def _free_numbers(outcome: Outcome) -> int:
    """How many numbers of a mistake were solved for, each of which may be any."""
    if outcome.mistake in ("weight-misread", "pixel-misread", "constant-added"):
        return 1
    if outcome.mistake == "lines-added":
        return _count(outcome.values)
    return int(outcome.mistake == "one-number-off" and outcome.values["way"] == "added")


def _count(values: Mapping[str, Any]) -> int:
    numbers: Sequence[Any] = values["numbers"]
    return prod(np.shape(numbers))


def _rank(windows: Array, typed: Array) -> int:
    """How many of a map's numbers are free: all, unless the windows' own numbers make the map up."""
    found, *_ = np.linalg.lstsq(windows.T, typed, rcond=None)
    left = abs(windows.T @ found - typed).max(initial=0.0)
    is_of_windows = left <= SPAN * abs(typed).max(initial=1.0)
    return int(np.linalg.matrix_rank(windows)) if is_of_windows else len(typed)
