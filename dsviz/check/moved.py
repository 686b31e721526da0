"""Right numbers in other places than their own, found as far as the digits go that were shown."""

from __future__ import annotations

import numpy as np

from dsviz.check.closeness import FLOAT32, Closeness
from dsviz.check.solved_layer import Array

FINE = 1e-9
MOST_LINES = 64  # maps, rows or columns of which each is compared with each


def as_right_numbers(close: Closeness, typed: Array) -> Array:
    """Write each typed number as the right one that it shows, be it of its own cell or of another.

    Parameters
    ----------
    close : Closeness
    typed : ndarray
        Of the layer's shape or another one; NaN where a cell is open.

    Returns
    -------
    ndarray
        Of the shape of `typed`; a number that shows no right one stays as it is.

    Examples
    --------
    >>> from dsviz.check.solved_layer import SolvedLayer
    >>> layer = SolvedLayer([[[0.1234, 1.4321]]], [[[[1.2345]]]])
    >>> typed = np.array([[[1.7679, 0.1523]]])
    >>> as_right_numbers(Closeness.of(layer, typed), typed).round(6).tolist()
    [[[1.767927, 0.152337]]]
    """
    if close.digits is None:
        return typed
    right = close.layer.answer
    # How far a typed number may lie from each right one, and how far for its own last digit.
    room = close.carried + FLOAT32 * close.layer.scales
    half = np.broadcast_to(close.digits.half_units(typed), typed.shape) * (1 + FINE)
    if typed.shape != right.shape:
        return _nearest(typed, half, right, room)
    found = np.where(close.as_shown(right, typed), right, np.nan)
    for axis in range(right.ndim):
        _put_lines(found, typed, half, right, room, axis)
    return np.where(np.isnan(found), _nearest(typed, half, right, room), found)


def _put_lines(found: Array, typed: Array, half: Array, right: Array, room: Array, axis: int) -> None:
    """Write whole maps, rows or columns that are those of another place; a number alone may lie near many."""
    count = right.shape[axis]
    found, typed, half, right, room = (
        np.moveaxis(each, axis, 0) for each in (found, typed, half, right, room)
    )
    if not 1 < count <= MOST_LINES:
        return
    for at in range(count):
        if not np.isnan(found[at]).any():
            continue
        near = abs(right - typed[at]) <= half[at] + room * (1 + FINE)
        fits = np.flatnonzero((near | np.isnan(typed[at])).reshape(count, -1).all(1))
        if len(fits) == 1:
            found[at] = right[fits[0]]


def _nearest(typed: Array, half: Array, right: Array, room: Array) -> Array:
    """Write each number as the nearest of all right ones that it may show."""
    values, own = right.ravel(), typed.ravel()
    order = np.argsort(values)
    after = np.searchsorted(values[order], own).clip(0, len(order) - 1)
    found, best = own.copy(), np.full(own.size, np.inf)
    for at in ((after - 1).clip(0), after):
        place = order[at]
        off = abs(values[place] - own)
        nearer = (off <= half.ravel() + room.ravel()[place] * (1 + FINE)) & (off < best)
        found[nearer], best[nearer] = values[place][nearer], off[nearer]
    return np.asarray(found.reshape(typed.shape))
