"""A typed answer beside a layer's, and the question which mistake's numbers it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from dsviz.check.closeness import FLOAT32, Closeness
from dsviz.check.mistake import Outcome
from dsviz.check.mistakes import BY_ID, CATALOGUE
from dsviz.check.moved import as_right_numbers
from dsviz.check.solved_layer import Array, SolvedLayer

Mask = NDArray[np.bool_]

# To the digits shown a rounded number is the number itself.
OF_DIGITS = frozenset({"rounding", "significant-digits"})
MOST_WORK = 400_000_000  # multiplications of all mistakes that are tried together
LEAST_TRIED = 40  # all common ones


@dataclass(frozen=True, eq=False)
class Attempt:
    """A typed answer, and what counts as the same number in it.

    Attributes
    ----------
    close : Closeness
    typed : ndarray
        NaN where a cell is open.
    wrong : ndarray of bool
        The cells to be explained; all that hold a number, where the shape is another than the layer's.
    compare : callable
        Tells cell by cell which numbers are the same.
    without : frozenset of str
        Mistakes that are not tried.
    """

    close: Closeness
    typed: Array
    wrong: Mask
    compare: Callable[[Array, Array], Mask]
    without: frozenset[str] = frozenset()

    @property
    def layer(self) -> SolvedLayer:
        """The layer as it is."""
        return self.close.layer

    @cached_property
    def is_open(self) -> Mask:
        """The cells without a number."""
        return np.isnan(self.typed)

    @cached_property
    def settled(self) -> Array:
        """The typed numbers, those that are right to the last digit."""
        if not self.has_right_shape:
            return self.typed
        return np.where(self.wrong | self.is_open, self.typed, self.layer.answer)

    @cached_property
    def as_right(self) -> Array:
        """The typed numbers, each written as the right one that it shows, wherever that belongs."""
        return as_right_numbers(self.close, self.typed) if self.is_shown else self.settled

    @property
    def has_right_shape(self) -> bool:
        """Whether the typed answer has the layer's shape."""
        return self.typed.shape == self.layer.answer.shape

    @cached_property
    def is_shown(self) -> bool:
        """Whether numbers are compared as far as the digits go that were shown."""
        return self.compare == self.close.as_shown

    @cached_property
    def _agreed(self) -> dict[int, tuple[Outcome, Mask]]:
        return {}

    def agrees(self, outcome: Outcome) -> Mask:
        """Tell cell by cell whether a mistake gives the typed number, or nothing was typed."""
        if id(outcome) not in self._agreed:
            room = self.close.carried_by(outcome) if self.is_shown else None
            near = self._near(outcome.output, self.typed, room)
            self._agreed[id(outcome)] = outcome, near | self.is_open
        return self._agreed[id(outcome)][1]

    def _near(self, numbers: Array, others: Array, room: Array | None) -> Mask:
        is_shown = self.is_shown
        return self.close.as_shown(numbers, others, room) if is_shown else self.compare(numbers, others)

    def is_given_by(self, outcome: Outcome) -> bool:
        """Tell whether an outcome has every typed number, and the typed shape."""
        if outcome.shape != self.typed.shape:
            return False
        agrees = self.agrees(outcome)
        if BY_ID[outcome.mistake].rewrites and not agrees.all():
            # A number that stands in another place was rounded as far as it could be in its own.
            agrees = agrees | self.layer.alike(outcome.output, self.as_right)
        return bool(agrees.all())

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What every mistake gives that has the typed shape; those with a number of their own come last.

        In a large layer the rarest are not tried: there are thousands, each a whole layer to compute.
        """
        known = (mistake for mistake in CATALOGUE if mistake.id not in self.without)
        mistakes = sorted(known, key=lambda mistake: mistake.rank)
        found = (
            outcome
            for mistake in mistakes
            for outcome in mistake.outcomes(self.layer, self.as_right if mistake.rewrites else self.settled)
        )
        tried = islice(found, max(LEAST_TRIED, MOST_WORK // self.layer.macs))
        return [outcome for outcome in tried if outcome.shape == self.typed.shape]

    def is_lost_in_digits(self, outcome: Outcome) -> bool:
        """Tell whether a mistake changes nothing of what is before it that the digits shown can show."""
        before = self.layer.answer if outcome.before is None else outcome.before.output
        is_foretold = outcome.before is None and BY_ID[outcome.mistake].solve is None
        if is_foretold or outcome.output.shape != before.shape:
            return False
        room = self.close.carried_by(outcome) if self.is_shown else None
        near = self._near(outcome.output, before, room)
        digits = self.close.digits if self.is_shown and self.close.units else None
        if outcome.mistake in OF_DIGITS and digits is not None:
            # Of numbers whose own digits are not known the last one shown may be another anyway.
            unknown = self.close.carried.max() if room is None else room
            near = near | (abs(outcome.output - before) <= unknown + 10.0**-digits.decimals * (1 + FLOAT32))
        return bool((near | self.is_open).all())

    def whole(self) -> Iterator[Outcome]:
        """The mistakes that give every typed number."""
        given = (outcome for outcome in self.outcomes if self.is_given_by(outcome))
        return (outcome for outcome in given if not self.is_lost_in_digits(outcome))
