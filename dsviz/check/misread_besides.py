"""A number misread in every window and a slip in one cell besides: found where the other cells prove it."""

from __future__ import annotations

from collections.abc import Iterator
from math import log2

import numpy as np
from numpy.typing import NDArray

from dsviz.check.attempt import Attempt
from dsviz.check.mistake import Outcome
from dsviz.check.mistakes import BY_ID
from dsviz.check.mistakes_misread import (
    LEAST_TOLD,
    MOST_INFLUENCES,
    MOST_TAPS,
    NEARLY,
    ROUNDED,
    influences,
)
from dsviz.check.proof import ENOUGH_FOR_TWO, Evidence
from dsviz.check.solved_layer import Array

LEAST_WRONG = 4  # three that prove the number, and the slip


def misread_but_one(attempt: Attempt) -> list[Outcome]:
    """Find the number that was misread everywhere, where it gives every typed number but one.

    Parameters
    ----------
    attempt : Attempt
        Of the layer's shape.

    Returns
    -------
    list of Outcome
        One; none where several numbers, or none, would do.
    """
    layer, wrong = attempt.layer, attempt.wrong & ~attempt.is_open
    if not attempt.has_right_shape or wrong.sum() < LEAST_WRONG:
        return []
    off = np.where(wrong, attempt.typed - layer.answer, 0.0)
    known = ~attempt.is_open
    found = [*_weights(attempt, off, known), *_pixels(attempt, off, known)]
    return [outcome for outcome in found if _is_proved(attempt, outcome)] if len(found) == 1 else []


def _weights(attempt: Attempt, off: Array, known: NDArray[np.bool_]) -> Iterator[Outcome]:
    """The weights of the filter with the most wrong cells; all others have one at most."""
    layer, counts = attempt.layer, (off != 0).sum((1, 2))
    n = int(counts.argmax())
    if counts.sum() - counts[n] > 1 or layer.weight[0].size > MOST_TAPS:
        return
    patches = np.zeros((layer.weight[0].size, *off.shape))
    patches[:, n] = layer.patches[n // layer.filters_per_group].reshape(-1, *off.shape[1:])
    for at, amount in _solved(patches.reshape(len(patches), -1), off.ravel(), known.ravel()):
        place = (n, *map(int, np.unravel_index(at, layer.weight.shape[1:])))
        yield from _outcome(attempt, "weight-misread", layer.weight, place, amount)


def _pixels(attempt: Attempt, off: Array, known: NDArray[np.bool_]) -> Iterator[Outcome]:
    layer = attempt.layer
    if layer.x.size > MOST_TAPS or layer.x.size * off.size > MOST_INFLUENCES:
        return
    for at, amount in _solved(influences(layer), off.ravel(), known.ravel()):
        place = tuple(map(int, np.unravel_index(at, layer.x.shape)))
        yield from _outcome(attempt, "pixel-misread", layer.x, place, amount)


def _solved(parts: Array, off: Array, known: NDArray[np.bool_]) -> Iterator[tuple[int, float]]:
    """The rows of `parts` of which one multiple is `off` in all places but one, and that multiple."""
    parts, off = parts[:, known], off[known]
    for at in np.flatnonzero((parts != 0).sum(1) > LEAST_TOLD):
        row = parts[at]
        seen = row != 0
        amount = float(np.median(off[seen] / row[seen]))
        fits = abs(off - amount * row) <= NEARLY * abs(amount * row).max()
        if amount and (~fits).sum() == 1 and (seen & fits).sum() >= LEAST_TOLD:
            yield int(at), float(row[fits] @ off[fits] / (row[fits] @ row[fits]))


def _outcome(
    attempt: Attempt, name: str, tensor: Array, place: tuple[int, ...], amount: float
) -> Iterator[Outcome]:
    """Make the mistake, where it gives every typed number but a wrong one."""
    value = float(tensor[place])
    read = round(value + amount, ROUNDED)
    axes = ("filter", "channel", "row", "col")[-len(place) :]
    if attempt.layer.is_whole and not read.is_integer():
        return
    values = dict(zip(axes, place, strict=True)) | {"value": value, "read": read}
    outcome = BY_ID[name].made(attempt.layer, values)
    if outcome is not None:
        left = ~attempt.agrees(outcome)
        if left.sum() == 1 and (left & attempt.wrong).any():
            yield outcome


def _is_proved(attempt: Attempt, outcome: Outcome) -> bool:
    """Tell whether it is no chance that all cells but one follow from one number, which was solved for."""
    agrees = attempt.agrees(outcome)
    evidence = Evidence(attempt, attempt.wrong & agrees & ~attempt.is_open)
    return evidence.spares(outcome) - log2(attempt.wrong.size) >= ENOUGH_FOR_TWO
