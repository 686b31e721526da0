"""Which mistake, two mistakes, or mistake in a part explains a typed answer: the surest kind only."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from functools import partial
from operator import attrgetter
from typing import TypeVar

import numpy as np

from dsviz.check.attempt import OF_DIGITS, Attempt, Mask
from dsviz.check.closeness import Closeness
from dsviz.check.digits import digits_of
from dsviz.check.mistake import Outcome
from dsviz.check.mistakes import BY_ID, as_likely, commonest
from dsviz.check.other_shapes import with_left_out
from dsviz.check.pairs import are_tried, pairs_for
from dsviz.check.parts import Part, all_but_few, maps_explained, part_explained
from dsviz.check.proof import is_doubtful, is_filled_in, is_off_alike, proves, proves_in_part, proves_misread
from dsviz.check.setting_pairs import are_proved, settings_for
from dsviz.check.solved_layer import Array

Found = TypeVar("Found")

# With a number that was solved for, and no fact about the numbers typed, as an amount in all of them is.
MISREAD = frozenset({"weight-misread", "pixel-misread"})
SOLVED = MISREAD | {"factor"}
MANY = 30  # wrong cells: a common mistake that gives all but a few is sooner made than two at once
LEAST_OF_TWO = 2  # wrong cells: one is sooner a slip than two settings
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
    doubtful : frozenset of str
        Mistakes that give the whole answer, and may do so by chance: the wrong numbers are few.
    is_doubtful : bool
        Nothing is told: two settings would give the whole answer, or a mistake a part of it, and the
        numbers are too few, or too much alike, to prove it.
    """

    whole: list[Outcome] = field(default_factory=list)
    pairs: list[tuple[Outcome, Outcome]] = field(default_factory=list)
    parts: list[tuple[Outcome, Part]] = field(default_factory=list)
    doubtful: frozenset[str] = frozenset()
    is_doubtful: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found, and nothing speaks against looking further."""
        return not (self.whole or self.pairs or self.parts or self.is_doubtful)


def explain(close: Closeness, typed: Array, wrong: Mask) -> Explained:
    """Find what explains the wrong numbers of an answer; rare reasons only beside two settings that do, too.

    Parameters and returns are those of `explain_by_mistakes`.
    """
    found = explain_by_mistakes(close, typed, wrong)
    is_common = any(not BY_ID[one.mistake].rank for one in found.whole)
    if (wrong & np.isfinite(typed)).sum() < LEAST_OF_TWO or is_common or found.pairs:
        return found
    attempt = Attempt(close, typed, wrong, close.exact)
    pairs = settings_for(attempt)
    if not pairs:
        return found
    if found.whole:
        return replace(found, pairs=pairs)
    proved = are_proved(attempt, pairs)
    return Explained(pairs=pairs if proved else [], is_doubtful=not proved)


def explain_by_mistakes(close: Closeness, typed: Array, wrong: Mask) -> Explained:
    """Find the mistakes of the catalogue that explain the wrong numbers of an answer.

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
    found = by_one(attempt)
    if close.digits is None and not found.is_empty:
        return found
    if close.digits is None and not (typed % 1 > 0).any():
        return _by_several(attempt)
    # What divides whole numbers gives some that somebody rounds.
    close = replace(close, digits=close.digits or digits_of(typed))
    digits = close.digits
    assert digits is not None
    if found.whole:
        return found
    if not digits.decimals:
        # Whole numbers beside a bias of 0.5: it may be forgotten, and something else be wrong as well.
        return _by_several(attempt) if found.is_empty else found
    # Digits too few to tell the mistaken answer from the right one tell nothing.
    right = close.layer.answer
    clear = wrong & ~close.as_shown(right, typed) if right.shape == typed.shape else wrong
    if not clear.any():
        return found
    shown = replace(attempt, close=close, wrong=clear, compare=close.as_shown, without=OF_DIGITS)
    # Zeros are exact in printouts too: what gives them, and all else as shown, is made everywhere.
    exactly, found = found, by_one(shown)
    if exactly.parts and not found.whole:
        return exactly
    # One decimal is shared by many numbers: a part or a slip beside it is told where it is so exactly.
    has_few = digits.decimals < LEAST_DECIMALS
    found = replace(found, parts=[]) if has_few else found
    return _by_several(attempt if has_few else shown) if found.is_empty else found


def by_one(attempt: Attempt) -> Explained:
    """Find single mistakes that explain the whole answer, or a part of it."""
    everywhere = np.ones(attempt.typed.shape, dtype=bool)
    proved = [one for one in attempt.whole() if _is_proved(attempt, one)]
    proved = [one for one in proved if not is_filled_in(attempt, one, everywhere)]
    likely = as_likely(proved, attrgetter("mistake"))
    if not attempt.has_right_shape:
        likely = with_left_out(attempt, proved, likely)
    elif all(is_doubtful(attempt, one) for one in likely):
        likely = commonest(likely, attrgetter("mistake"))  # by chance rare ones give few numbers more often
    whole = _without_digits(_with_digits_once(likely), lambda one: {one.mistake})
    whole += [one for one in map(partial(_as_maps, attempt), whole) if one]
    doubtful = frozenset(one.mistake for one in whole if is_doubtful(attempt, one))
    is_solved = any(BY_ID[outcome.mistake].solve for outcome in likely)
    if (whole and not is_solved) or not attempt.has_right_shape:
        return Explained(whole, doubtful=doubtful)
    named = ((outcome, part_explained(attempt, outcome)) for outcome in attempt.outcomes)
    seen = [(one, part) for one, part in named if part and _is_proved_in(attempt, one, part)]
    parts = [(one, part) for one, part in seen if not is_off_alike(attempt, part.mask, part.name)]
    described = as_likely((one for one in parts if one[1].name != "scattered"), _mistake_of)
    # A forgotten bias in one filter says more than an amount that was solved for.
    if whole and not any(BY_ID[outcome.mistake].rank == 0 for outcome, _ in described):
        return Explained(whole, doubtful=doubtful)
    # What too few cells show is no slip in each of them either.
    return Explained(parts=described or as_likely(parts, _mistake_of), is_doubtful=bool(seen) and not parts)


def _as_maps(attempt: Attempt, outcome: Outcome) -> Outcome | None:
    """The same numbers by right maps in another order, where kernels or biases in that order give them."""
    order = list(range(attempt.layer.out_channels))
    if outcome.mistake in ("kernels-exchanged", "biases-exchanged"):
        first, second = outcome.values["first"], outcome.values["second"]
        order[first], order[second] = second, first
    elif outcome.mistake in ("kernels-shifted", "biases-shifted"):
        order = list(outcome.values["order"])
    else:
        return None
    maps = BY_ID["maps-exchanged"].made(attempt.layer, {"order": tuple(order)})
    return maps if maps and attempt.is_given_by(maps) else None


def _without_digits(found: list[Found], names: Callable[[Found], Collection[str]]) -> list[Found]:
    """Leave out that decimals were left off where a forgotten bias had brought them in."""
    is_bias = any("bias-forgotten" in names(one) for one in found)
    return [one for one in found if not is_bias or OF_DIGITS.isdisjoint(names(one))]


def _with_digits_once(found: list[Outcome]) -> list[Outcome]:
    """Keep the first of what says that digits were left off: each of its ways has its own words."""
    of_digits = [one for one in found if one.mistake in OF_DIGITS]
    return [one for one in found if one not in of_digits[1:]]


def _is_proved(attempt: Attempt, outcome: Outcome) -> bool:
    """Tell whether it is no chance that some number, put in the place of another, gives what was typed."""
    is_fact = outcome.mistake == "factor" and attempt.compare == attempt.close.exact
    if outcome.mistake in MISREAD:
        return proves_misread(attempt, outcome)
    return outcome.mistake not in SOLVED or is_fact or proves(attempt, outcome)


def _is_proved_in(attempt: Attempt, outcome: Outcome, part: Part) -> bool:
    """Tell whether it is no chance that a mistake gives the numbers of a part, while all others are right."""
    is_proved = proves_in_part(attempt, outcome, part.name == "scattered")
    is_misread = outcome.mistake in MISREAD
    is_proved = is_proved and (not is_misread or proves_misread(attempt, outcome))
    return is_proved and not is_filled_in(attempt, outcome, part.mask)


def _by_several(attempt: Attempt) -> Explained:
    nearly = as_likely(all_but_few(attempt), _mistake_of) if attempt.has_right_shape else []
    if nearly and attempt.wrong.sum() >= MANY and not BY_ID[nearly[0][0].mistake].rank:
        return Explained(parts=nearly)
    pairs = _without_digits(pairs_for(attempt), lambda pair: {one.mistake for one in pair})
    if pairs or not attempt.has_right_shape:
        return Explained(pairs=pairs)
    # Where no two mistakes were looked for, maps alone may be half of what they explain together.
    return Explained(parts=nearly or (maps_explained(attempt) if are_tried(attempt) else []))


def _mistake_of(found: tuple[Outcome, Part]) -> str:
    return found[0].mistake
