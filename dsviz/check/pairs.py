"""Two mistakes at once: a second one made with what the first one gives."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from dsviz.check.attempt import Attempt
from dsviz.check.mistake import Mistake, Outcome
from dsviz.check.mistakes import CATALOGUE

LEAST_CELLS = 4  # wrong numbers: thousands of pairs give any one or two of them by chance
LEAST_VALUES = 3  # different ones among them
MOST_MACS = 30_000
MOST_WAYS = 60  # of one mistake, beside every other one
MOST_FOUND = 3


def pairs_for(attempt: Attempt) -> list[tuple[Outcome, Outcome]]:
    """Find the pairs of mistakes that give every typed number.

    The time is bounded: layers of more than 30,000 multiplications are left out.

    Parameters
    ----------
    attempt : Attempt

    Returns
    -------
    list of (Outcome, Outcome)
        At most 3; the second outcome is that of both.
    """
    numbers = attempt.typed[attempt.wrong & ~attempt.is_open]
    if len(numbers) < LEAST_CELLS or len(set(numbers.tolist())) < LEAST_VALUES:
        return []
    if attempt.layer.macs > MOST_MACS:
        return []
    found: dict[tuple[str, str], tuple[Outcome, Outcome]] = {}
    for first, second in _pairs(attempt):
        found.setdefault((first.mistake, second.mistake), (first, second))
        if len(found) == MOST_FOUND:
            break
    return list(found.values())


def _pairs(attempt: Attempt) -> Iterator[tuple[Outcome, Outcome]]:
    for at, mistake in enumerate(CATALOGUE):
        for first in islice(mistake.outcomes(attempt.layer), MOST_WAYS):
            # With another answer only what is done with finished numbers can follow.
            changed = first.layer or attempt.layer.answered(first.output)
            for other in _others(at, mistake, first):
                for values in islice(other.ways(changed, attempt.typed), MOST_WAYS):
                    second = other.made(changed, values)
                    if second is not None and attempt.is_given_by(second):
                        yield first, second


def _others(at: int, mistake: Mistake, first: Outcome) -> Iterator[Mistake]:
    """What can still go wrong after a first mistake: with another layer anything, with an answer less."""
    for place, other in enumerate(CATALOGUE):
        if first.layer is None:
            if other.rewrites and (not mistake.rewrites or place != at):
                yield other
        elif place > at or other.rewrites or other.solve is not None:
            yield other
