"""Two settings at once: each gives another shape or other windows, and together they give the answer."""

from __future__ import annotations

from itertools import combinations

from dsviz.check.attempt import Attempt
from dsviz.check.mistake import Outcome
from dsviz.check.mistakes import BY_ID
from dsviz.check.pairs import LEAST_CELLS, LEAST_VALUES, are_tried
from dsviz.check.probe import Probe
from dsviz.check.proof import proves
from dsviz.check.settings import SETTINGS


def settings_for(attempt: Attempt) -> list[tuple[Outcome, Outcome]]:
    """Find two settings that together give every typed number, where neither of them does alone.

    Parameters
    ----------
    attempt : Attempt

    Returns
    -------
    list of (Outcome, Outcome)
        One for each two kinds of settings, whether the numbers prove them or not.
    """
    if not are_tried(attempt):
        return []
    # Who has no dilation before their eyes takes no other one.
    is_dilated = max(attempt.layer.spec.dilation) > 1
    settings = {name: each for name, each in SETTINGS.items() if name != "dilation" or is_dilated}
    probe = Probe.of(attempt)

    def gives(outcome: Outcome) -> bool:
        return probe.passes(outcome) and attempt.is_given_by(outcome)

    alone = {name: [*BY_ID[name].outcomes(attempt.layer)] for names in settings.values() for name in names}
    open_ = {name: made for name, made in alone.items() if not any(map(gives, made))}
    found: dict[tuple[str, str], tuple[Outcome, Outcome]] = {}
    for (one, firsts), (other, seconds) in combinations(settings.items(), 2):
        for first in (each for name in firsts for each in open_.get(name, ())):
            changed = first.layer or attempt.layer
            others = (name for name in seconds if name in open_)
            for second in (each for name in others for each in BY_ID[name].outcomes(changed)):
                if gives(second):
                    found.setdefault((one, other), (first, second))
    return list(found.values())


def are_proved(attempt: Attempt, pairs: list[tuple[Outcome, Outcome]]) -> bool:
    """Tell whether the wrong numbers are enough to prove two mistakes."""
    numbers = attempt.typed[attempt.wrong & ~attempt.is_open]
    if len(numbers) < LEAST_CELLS or len(set(numbers.tolist())) < LEAST_VALUES:
        return False
    return any(proves(attempt, *pair) for pair in pairs)
