"""Whether a number is another one, rounded.

Rounded is what a person or a program rounds to so many decimals: to the nearest, and from the middle away
from zero or to the even digit. A number cut off is no rounded one, and neither is a whole number: nothing of
it shows to how many decimals it is right.
"""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from dsviz.check.solved_layer import Array

HAIR = 1e-9
FINEST_BINARY = 2.0**20  # whose multiples are exact: 0.0625 lies in the middle, 2.675 is 2.67499...
LEAST_SIGNIFICANT = 4  # numbers that show to how many significant digits an answer is written
LEAST_COARSER = 2  # cells; one alone is sooner a slip behind which a 0 was lost


def decimals_of(numbers: Array) -> NDArray[np.int_]:
    """Count the decimals of each number, as few as give the same float64; 0 where it is not finite.

    >>> decimals_of(np.array([0.5, 2.6667, 3.0, np.nan])).tolist()
    [1, 4, 0, 0]
    """
    counts = [_decimals(value) for value in numbers.ravel().tolist()]
    return np.array(counts, dtype=int).reshape(numbers.shape)


def is_cut_in_the_middle(numbers: Array, typed: Array, decimals: int) -> NDArray[np.bool_]:
    """Tell where a number lies in the middle between two, and the typed one is not what it is rounded to.

    Examples
    --------
    >>> is_cut_in_the_middle(np.array([63.75, 63.75, 0.25]), np.array([63.7, 63.8, 0.2]), 1).tolist()
    [True, False, False]
    """
    unit = 10.0**-decimals
    is_middle = abs(abs(numbers - typed) - unit / 2) <= HAIR * np.maximum(unit, abs(numbers))
    is_binary = (numbers * FINEST_BINARY) % 1 == 0
    is_odd = np.round(typed / unit) % 2 == 1
    return np.asarray(is_middle & is_binary & is_odd & (abs(typed) < abs(numbers)))


def rounded_coarser(numbers: Array, typed: Array, decimals: int, room: Array | float) -> NDArray[np.bool_]:
    """Tell where a typed number has fewer decimals than others, and is right as far as its own go.

    Parameters
    ----------
    numbers, typed : ndarray
    decimals : int
        Of the number with the most.
    room : ndarray or float
        How far the right numbers are not known.

    Returns
    -------
    ndarray of bool
        Only where several cells are so: the last digits of a number with all of them may be 0.

    Examples
    --------
    >>> right = np.array([0.7634, 0.9614, 1.3574])
    >>> rounded_coarser(right, np.array([0.76, 1.0, 1.36]), 4, 0.0).tolist()
    [True, False, True]
    """
    own = decimals_of(typed)
    near = (own >= 1) & (own < decimals) & _is_near(numbers, typed, own, room)
    if near.sum() < LEAST_COARSER:
        return np.zeros_like(near)
    # 3 among numbers with two decimals is 3.00, and 17 among some with three significant digits is 17.0.
    before = _whole_digits(typed)
    meant = [_usual(own[near])]
    significant = (own + before)[near]
    if _are_significant(significant, before[near]):
        meant.append(significant.max() - before)
    for each in meant:
        usual = np.maximum(own, each)
        near = near | ((usual >= 1) & (usual < decimals) & _is_near(numbers, typed, usual, room))
    return np.asarray(near)


def rounded_significant(numbers: Array, typed: Array, room: Array | float) -> NDArray[np.bool_]:
    """Tell where a number of an answer written to so many significant digits is right to its own.

    Parameters
    ----------
    numbers, typed : ndarray
        The whole answer: how it is written shows in all of it, not in one cell.
    room : ndarray or float
        How far the right numbers are not known.

    Examples
    --------
    >>> right = np.array([0.6721, 2.7496, 3.3441, -0.6368, -0.6731])
    >>> rounded_significant(right, np.array([0.672, 2.75, 3.34, -0.637, -0.673]), 0.0).all()
    np.True_
    >>> rounded_significant(right, np.array([0.6721, 2.7496, 3.34, -0.6368, -0.6731]), 0.0).any()
    np.False_
    """
    known = np.isfinite(typed) & (typed != 0)
    own, before = decimals_of(typed), _whole_digits(typed)
    digits = (own + before)[known & (own >= 1)]
    if len(digits) < LEAST_SIGNIFICANT or not _are_significant(digits, before[known & (own >= 1)]):
        return np.zeros(typed.shape, dtype=bool)
    meant = digits.max() - before
    return np.asarray(known & (meant >= 1) & _is_near(numbers, typed, np.maximum(own, meant), room))


def _are_significant(digits: NDArray[np.int_], before: NDArray[np.int_]) -> bool:
    """Tell whether numbers of several sizes have as many significant digits, and not as many decimals."""
    most = digits.max()
    return _usual(digits) == most and len(np.unique(before[digits == most])) > 1


def _usual(counts: NDArray[np.int_]) -> int:
    """Which count there is most often."""
    return int(np.bincount(np.maximum(counts, 0)).argmax())


def _whole_digits(numbers: Array) -> NDArray[np.int_]:
    """How many digits stand before the point; -1 for 0.012, whose first one is the second behind it."""
    sizes = np.where(np.isfinite(numbers) & (numbers != 0), abs(numbers), 1.0)
    return np.floor(np.log10(sizes)).astype(int) + 1


def _is_near(
    numbers: Array, typed: Array, decimals: NDArray[np.int_], room: Array | float
) -> NDArray[np.bool_]:
    half = 0.5 * 10.0 ** -decimals.astype(float) * (1 + HAIR)
    return np.asarray(abs(numbers - typed) <= half + room)


def _decimals(value: float) -> int:
    if not np.isfinite(value):
        return 0
    return max(0, -int(Decimal(repr(value)).normalize().as_tuple().exponent))
