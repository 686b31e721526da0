"""A typed answer as maps: where some of them are missing, or all were run together."""

from __future__ import annotations

import numpy as np

from dsviz.check.closeness import Closeness
from dsviz.check.solved_layer import Array


def given_maps(close: Closeness, typed: Array) -> tuple[int, ...]:
    """Which of the maps were typed, where some are missing and those that are there are right.

    Parameters
    ----------
    close : Closeness
    typed : ndarray, shape (M, Ho, Wo)

    Returns
    -------
    tuple of int
        Empty where none is missing, or one that is there is no map of the output.
    """
    right = close.layer.answer
    if typed.shape[1:] != right.shape[1:] or len(typed) >= len(right) or np.isnan(typed).all():
        return ()
    found: list[int] = []
    for one in typed:
        fits = (n for n in range(len(right)) if (close.as_printed(right[n], one) | np.isnan(one)).all())
        n = next((n for n in fits if n not in found), None)
        if n is None:
            return ()
        found.append(n)
    return tuple(found)


def among_open(typed: Array, maps: tuple[int, ...], shape: tuple[int, ...]) -> Array:
    """Put some maps into their places in an answer that is open otherwise; shape (N, Ho, Wo)."""
    answer = np.full(shape, np.nan)
    answer[list(maps)] = typed
    return answer


def set_apart(typed: Array, shape: tuple[int, ...]) -> Array | None:
    """Give several maps that were flattened their own shape, the numbers in the same order.

    Parameters
    ----------
    typed : ndarray
        With three axes.
    shape : tuple of int
        The output's, (N, Ho, Wo).

    Returns
    -------
    ndarray, or None where the answer does not hold one map in each row, or the maps one below the other

    Examples
    --------
    >>> set_apart(np.zeros((1, 3, 8)), (3, 2, 4)).shape, set_apart(np.zeros((1, 6, 4)), (3, 2, 4)).shape
    ((3, 2, 4), (3, 2, 4))
    >>> set_apart(np.zeros((2, 4, 3)), (3, 2, 4)) is None
    True
    """
    maps, height, width = shape
    numbers = height * width
    ways = [(1, maps, numbers), (1, maps * height, width)]
    if min(height, width) > 1:  # a column written as a row is another matter
        ways += [(maps, 1, numbers), (maps, numbers, 1)]
    is_one = maps > 1 and typed.shape != shape and typed.shape in ways
    return typed.reshape(shape) if is_one else None
