"""What an answer would be, if the layer's few decimals were exact and had not been rounded.

Within the room that rounded numbers leave, a small bias that was forgotten is as right as the right answer.
Where the numbers as they stand give the whole answer by a mistake, and do not give it without one, that is
told beside the verdict: who knows that the numbers are exact, knows then what happened.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dsviz.check.attempt import OF_DIGITS, Attempt
from dsviz.check.closeness import Closeness
from dsviz.check.explain import by_one
from dsviz.check.mistakes import BY_ID
from dsviz.check.solved_layer import Array

LEAST_OFF = 6  # numbers that do not follow from the tensors as they stand; fewer agree with much by chance


def as_they_stand(close: Closeness, typed: Array) -> tuple[str, ...]:
    """Find the common mistakes that give a whole answer from the tensors as they stand.

    Parameters
    ----------
    close : Closeness
        Of tensors with few decimals that were taken as rounded; of others nothing is found.
    typed : ndarray, shape (N, Ho, Wo)
        An answer of which no number is wrong.
    """
    if not close.are_few or not close.units:
        return ()
    exact = replace(close, units={}, are_few=False)
    off = ~np.isnan(typed) & ~exact.as_printed(exact.layer.answer, typed)
    if off.sum() < LEAST_OFF:
        return ()
    found = by_one(Attempt(exact, typed, off, exact.as_shown, without=OF_DIGITS))
    names = dict.fromkeys(one.mistake for one in found.whole)
    return tuple(name for name in names if not BY_ID[name].rank and name not in found.doubtful)


def right_if_rounded(close: Closeness, typed: Array) -> int | None:
    """Tell whether an answer could be right, if the layer's few decimals had been rounded and were not exact.

    Parameters
    ----------
    close : Closeness
        Of tensors that were taken as exact; of others nothing is said.
    typed : ndarray, shape (N, Ho, Wo)
        An answer with wrong numbers.

    Returns
    -------
    int or None
        The decimals that the tensors hold; None where it could not.
    """
    rounded = close.rounded
    if rounded is None or not (rounded.as_printed(close.layer.answer, typed) | np.isnan(typed)).all():
        return None
    return rounded.shown_decimals
