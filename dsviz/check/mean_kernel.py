"""A kernel that takes a mean, typed with two or three decimals: 0.111 nine times is 1/9 nine times.

The weights of a mean add up to 1. Where those that were typed miss it by no more than rounding makes them,
and are fractions of one small number, each rounded, the answer may have been computed from the fractions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dsviz.check.closeness import Closeness
from dsviz.check.rounded import decimals_of
from dsviz.check.solved_layer import Array
from dsviz.conv.convolve import compute

LEAST_DECIMALS, MOST_DECIMALS = 2, 3
HAIR = 1e-9
MOST_OF_UNIT = 0.25  # larger numbers below the line give nearly every decimal


def of_a_mean(close: Closeness, typed: Array) -> NDArray[np.bool_]:
    """Tell where a typed number follows from the fractions that a mean's weights were rounded from.

    Nowhere, unless more of the answer follows from them than from the weights as they stand.

    Parameters
    ----------
    close : Closeness
    typed : ndarray
        Of the output's shape.
    """
    meant = as_fractions(close.layer.weight) if close.is_weight_typed and not close.units else None
    if meant is None or close.digits is None:
        return np.zeros(typed.shape, dtype=bool)
    right = close.as_printed(close.layer.answer, typed)
    near = close.as_printed(compute(close.layer.replace(weight=meant), "numpy"), typed)
    return near if near.sum() > right.sum() else np.zeros_like(right)


def as_fractions(weight: Array) -> Array | None:
    """Return the fractions that the weights of means were rounded from; None where no kernel is one.

    Parameters
    ----------
    weight : ndarray, shape (N, C, kh, kw)

    Examples
    --------
    >>> as_fractions(np.full((1, 1, 1, 3), 0.333)) * 3
    array([[[[1., 1., 1.]]]])
    >>> as_fractions(np.array([[[[0.25, 0.75]]]])), as_fractions(np.array([[[[0.3, 0.4, 0.2]]]]))
    (None, None)
    """
    means = [_fractions(kernel) for kernel in weight.reshape(-1, *weight.shape[2:])]
    if all(mean is None for mean in means):
        means = [_fractions(kernels) for kernels in weight]
    if any(mean is None for mean in means):
        return None
    return np.array(means).reshape(weight.shape)


def _fractions(kernel: Array) -> Array | None:
    """Find the fractions of one mean: of its own map, or of all channels of a filter."""
    decimals = int(decimals_of(kernel).max())
    half, missed = 0.5 * 10.0**-decimals + HAIR, abs(float(kernel.sum()) - 1)
    if not LEAST_DECIMALS <= decimals <= MOST_DECIMALS or not HAIR < missed <= half * kernel.size:
        return None
    for below in range(2, int(MOST_OF_UNIT * 10**decimals) + 1):
        above = np.round(kernel * below)
        if above.sum() == below and (abs(above / below - kernel) <= half).all() and (kernel >= 0).all():
            return np.asarray(above / below)
    return None
