"""Which mistake, two mistakes, or mistake in a part explains a typed answer: the surest kind only."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from operator import attrgetter

from dsviz.check.attempt import Attempt, Mask
from dsviz.check.closeness import Closeness
from dsviz.check.mistake import Outcome
from dsviz.check.mistakes import BY_ID, commonest
from dsviz.check.pairs import pairs_for
from dsviz.check.parts import Part, all_but_one, maps_explained, part_explained
from dsviz.check.solved_layer import Array

# To the digits shown a rounded number is the number itself.
OF_DIGITS = frozenset({"rounding", "significant-digits"})
LEAST_DECIMALS = 2  # of one anything explains two or three cells


@dataclass(frozen=True)
class Explained:
    """What explains a typed answer.

    Attributes
    ----------
    whole : list of Outcome
        Each gives every typed number.
    pairs : list of (Outcome, Outcome)
        Where no single one does: two that give it together.
    parts : list of (Outcome, Part)
        Where neither does: what gives every number of a part.
    """

    whole: list[Outcome] = field(default_factory=list)
    pairs: list[tuple[Outcome, Outcome]] = field(default_factory=list)
    parts: list[tuple[Outcome, Part]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.whole or self.pairs or self.parts)


def explain(close: Closeness, typed: Array, wrong: Mask) -> Explained:
    """Find what explains the wrong numbers of an answer.

    Parameters
    ----------
    close : Closeness
    typed : ndarray
    wrong : ndarray of bool
        The cells to explain.

    Returns
    -------
    Explained
        Whole answers before pairs and parts; numbers that agree exactly before those that agree to the
        digits shown.
    """
    attempt = Attempt(close, typed, wrong, close.exact)
    found = _by_one(attempt)
    digits = close.digits
    if digits is None:
        return found if not found.is_empty else _by_several(attempt)
    if not found.is_empty or not digits.decimals:
        return found
    # Digits too few to tell the mistaken answer from the right one tell nothing.
    right = close.layer.answer
    clear = wrong & ~close.as_shown(right, typed) if right.shape == typed.shape else wrong
    if not clear.any():
        return found
    shown = replace(attempt, wrong=clear, compare=close.as_shown, without=OF_DIGITS)
    found = _by_one(shown)
    if found.is_empty:
        found = _by_several(shown)
    return found if digits.decimals >= LEAST_DECIMALS else replace(found, parts=[])


def _by_one(attempt: Attempt) -> Explained:
    whole = commonest(attempt.whole(), attrgetter("mistake"))
    is_solved = any(BY_ID[outcome.mistake].solve for outcome in whole)
    if (whole and not is_solved) or not attempt.has_right_shape:
        return Explained(whole)
    named = ((outcome, part_explained(attempt, outcome)) for outcome in attempt.outcomes)
    parts = [(outcome, part) for outcome, part in named if part is not None]
    described = commonest((one for one in parts if one[1].name != "scattered"), _mistake_of)
    # A forgotten bias in one filter says more than an amount that was solved for.
    if whole and not any(BY_ID[outcome.mistake].rank == 0 for outcome, _ in described):
        return Explained(whole)
    return Explained(parts=described or commonest(parts, _mistake_of))


def _by_several(attempt: Attempt) -> Explained:
    pairs = pairs_for(attempt)
    if pairs or not attempt.has_right_shape:
        return Explained(pairs=pairs)
    return Explained(parts=maps_explained(attempt) or commonest(all_but_one(attempt), _mistake_of))


def _mistake_of(found: tuple[Outcome, Part]) -> str:
    return found[0].mistake
