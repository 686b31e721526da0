"""Two mistakes at once: a second one made with what the first one gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice

import numpy as np

from dsviz.check.attempt import Attempt
from dsviz.check.misread_before import misread_before
from dsviz.check.mistake import Mistake, Outcome
from dsviz.check.mistakes import BY_ID, CATALOGUE
from dsviz.check.probe import Probe
from dsviz.check.proof import ENOUGH_FOR_TWO, Evidence
from dsviz.check.settings import OF_SETTINGS
from dsviz.check.solved_layer import Array, SolvedLayer

LEAST_CELLS = 4  # wrong numbers: thousands of pairs give any one or two of them by chance
LEAST_VALUES = 3  # different ones among them
MOST_MACS = 1_000_000  # of a layer
MOST_WORK = 20_000_000  # multiplications of all first mistakes together
LEAST_TRIED = 12  # first mistakes, the common ones
MOST_SOLVED_MACS = 30_000  # of a layer in which second mistakes with a number of their own are looked for
MOST_WAYS = 60  # of one mistake, beside every other one
MOST_FOUND = 3
SCALING = frozenset({"factor", "mean-taken", "scale-forgotten"})  # two of them are one

ALONE = ("weights-exchanged",)  # so many pairs of weights there are that one beside another mistake is chance
BY_RANK = tuple(sorted(CATALOGUE, key=lambda mistake: mistake.rank))


def pairs_for(attempt: Attempt) -> list[tuple[Outcome, Outcome]]:
    """Find the pairs of mistakes that give every typed number, where the numbers prove them.

    The time is bounded: in a large layer the rarer first mistakes are not tried, and layers of more than
    a million multiplications are left out.

    Parameters
    ----------
    attempt : Attempt

    Returns
    -------
    list of (Outcome, Outcome)
        At most 3, none with a rarer mistake than another; the second outcome is that of both.
    """
    if not are_tried(attempt):
        return []
    numbers = attempt.typed[attempt.wrong & ~attempt.is_open]
    if len(numbers) < LEAST_CELLS or len(set(numbers.tolist())) < LEAST_VALUES:
        return []
    found: dict[tuple[str, str], tuple[Outcome, Outcome]] = {}
    pairs = _Pairs(attempt)
    for at, first in pairs.firsts():
        # They come by rank: with a rarer first mistake no pair can be commoner than those there are.
        rarest = min(map(_rarity, found.values()), default=None)
        if len(found) == MOST_FOUND or (rarest is not None and BY_ID[first.mistake].rank > rarest):
            break
        for second in pairs.seconds(at, first):
            found.setdefault((first.mistake, second.mistake), (first, second))
    rarest = min(map(_rarity, found.values()), default=0)
    return [pair for pair in found.values() if _rarity(pair) == rarest][:MOST_FOUND]


def are_tried(attempt: Attempt) -> bool:
    """Tell whether a layer is small enough for its pairs to be tried."""
    return attempt.layer.macs <= MOST_MACS


def _rarity(pair: tuple[Outcome, Outcome]) -> int:
    return sum(BY_ID[outcome.mistake].rank for outcome in pair)


class _Pairs:
    """The pairs of mistakes that give an answer, the commonest first."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.probe = Probe.of(attempt)

    @cached_property
    def evidence(self) -> Evidence:
        """What the wrong numbers tell."""
        return Evidence(self.attempt, self.attempt.wrong & ~self.attempt.is_open)

    @cached_property
    def has_unknown_digits(self) -> bool:
        """Whether the last digits shown are not known, so that decimals left off change none that is."""
        return self.attempt.is_shown and bool(self.attempt.close.units)

    def firsts(self) -> Iterator[tuple[int, Outcome]]:
        """What every mistake alone gives, and its place in the catalogue by rank."""
        layer = self.attempt.layer
        firsts = (
            (at, first)
            for at, mistake in enumerate(BY_RANK)
            for first in islice(mistake.outcomes(layer), MOST_WAYS)
        )
        return islice(firsts, max(LEAST_TRIED, MOST_WORK // layer.macs))

    def seconds(self, at: int, first: Outcome) -> Iterator[Outcome]:
        """The mistakes that, made with what a first one gives, give the answer."""
        # With another answer only what is done with finished numbers can follow.
        changed = first.layer or self.attempt.layer.answered(first.output)
        for other in self._others(at, first):
            if other.id == "pixel-misread" and _rewrites_input(self.attempt.layer, first):
                pixels = misread_before(self.attempt.layer, first, self.attempt.typed)
                yield from (second for second in pixels if self._is_given(first, second))
                continue
            for values in islice(other.ways(changed, self.attempt.typed), MOST_WAYS):
                second = other.made(changed, values)
                if second is None or not self.probe.passes(second):
                    continue
                second = replace(second, before=first)
                if self._is_proved(first, second):
                    yield _as_printed(self.attempt.layer, first, second)

    def _others(self, at: int, first: Outcome) -> Iterator[Mistake]:
        """What can still go wrong after a first mistake: with another layer anything, with an answer less."""
        is_large = self.attempt.layer.macs > MOST_SOLVED_MACS
        for place, other in enumerate(BY_RANK):
            if {first.mistake, other.id} <= SCALING or (is_large and other.solve is not None):
                continue
            if other.id in ALONE or (self.has_unknown_digits and other.id == "rounding"):
                continue
            if first.layer is None:
                if other.rewrites and (not BY_RANK[at].rewrites or place != at):
                    yield other
            elif place > at or other.rewrites or other.solve is not None:
                yield other

    def _is_given(self, first: Outcome, second: Outcome) -> bool:
        """Tell whether both give every typed number, by no chance."""
        return (
            self.probe.passes(second)
            and self.attempt.is_given_by(second)
            and not self.attempt.is_lost_in_digits(second)
            and self.evidence.spares(first, second) >= ENOUGH_FOR_TWO
            and not self._is_off_by_one_amount(first, second)
        )

    def _is_off_by_one_amount(self, first: Outcome, second: Outcome) -> bool:
        """Tell whether a setting gives the shape, and all its numbers are as far off: one number is no proof.

        Of an input that rises evenly every order of the weights adds one amount to all numbers. A bias adds
        one by its nature.
        """
        attempt, names = self.attempt, (first.mistake, second.mistake)
        of_setting = [name in OF_SETTINGS for name in names]
        if attempt.has_right_shape or sum(of_setting) != 1 or any("bias" in name for name in names):
            return False
        alone = first if of_setting[0] else BY_ID[second.mistake].made(attempt.layer, second.values)
        if alone is None or alone.shape != attempt.typed.shape:
            return False
        off = (attempt.typed - alone.output)[~attempt.is_open]
        return bool(np.ptp(off) <= 2 * self.probe.room)

    def _is_proved(self, first: Outcome, second: Outcome) -> bool:
        return (
            self._is_given(first, second)
            and _can_be_named(self.attempt.layer, first, second)
            and not _is_turned_back(self.attempt.layer, first, second)
        )


def _rewrites_input(layer: SolvedLayer, first: Outcome) -> bool:
    """Tell whether a mistake moves or copies inputs, so that one misread stands in several places."""
    return first.layer is not None and not np.array_equal(first.layer.x, layer.x)


def _is_turned_back(layer: SolvedLayer, first: Outcome, second: Outcome) -> bool:
    """Tell whether a kernel that was turned was turned again, so that nothing but the padding is another."""
    both = (first.layer, second.layer)
    return second.mistake == "full-convolution" and all(
        each is not None and np.array_equal(each.weight, own)
        for each, own in zip(both, (layer.weight[..., ::-1, ::-1], layer.weight), strict=True)
    )


_PLACED = {"weight-misread": "weight", "pixel-misread": "x"}


def _place(layer: SolvedLayer, first: Outcome, second: Outcome) -> tuple[int, ...] | None:
    """Where the number lay that was misread after the first mistake, before that moved it."""
    name = _PLACED[second.mistake]
    own: Array = getattr(layer, name)
    numbered = layer.changed(**{name: np.arange(1.0, own.size + 1).reshape(own.shape)})
    moved = None if numbered is None else BY_ID[first.mistake].made(numbered, first.values)
    if moved is None or moved.layer is None:
        return None
    axes = ("filter", "channel", "row", "col")[-own.ndim :]
    at = tuple(second.values[axis] for axis in axes)
    number = getattr(moved.layer, name)[at] - 1
    if number not in range(own.size):
        return None
    return tuple(int(side) for side in np.unravel_index(int(number), own.shape))


def _can_be_named(layer: SolvedLayer, first: Outcome, second: Outcome) -> bool:
    """Tell whether a sentence can say which number was misread: one that the layer has."""
    if second.mistake not in _PLACED:
        return True
    place = _place(layer, first, second)
    return place is not None and bool(
        getattr(layer, _PLACED[second.mistake])[place] == second.values["value"]
    )


def _as_printed(layer: SolvedLayer, first: Outcome, second: Outcome) -> Outcome:
    """Name the place of a number that was misread as the layer counts it."""
    place = _place(layer, first, second) if second.mistake in _PLACED else None
    if place is None:
        return second
    axes = ("filter", "channel", "row", "col")[-len(place) :]
    return replace(second, values=second.values | dict(zip(axes, place, strict=True)))
