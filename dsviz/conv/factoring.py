"""A standard kernel as a depthwise separable one: exactly where its rank allows, else as near as can be.

A separable layer's kernel is W[n, c] = sum over q of p[n, cM+q] * d[cM+q]. So for each input channel the
matrix of N rows (filters) and kh * kw columns (taps) has rank M at most. The nearest matrix of that rank, in
the sum of squared weights, is the singular value decomposition cut after M terms (Eckart & Young 1936).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.errors import ConvError
from dsviz.conv.numbers import whole_number

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Factored:
    """A depthwise and a pointwise weight in the place of one standard weight.

    Attributes
    ----------
    depthwise : ndarray, shape (C * M, 1, kh, kw)
    pointwise : ndarray, shape (N, C * M, 1, 1)
    composed : ndarray, shape (N, C, kh, kw)
        The one standard weight that the two together are.
    error : float
        Root of the sum of squared differences to the weight asked for, over that of the weight itself.
    """

    depthwise: Array
    pointwise: Array
    composed: Array
    error: float


def channel_matrices(weight: Array) -> Array:
    """Return for each input channel what every filter does with it, one filter a row.

    Parameters
    ----------
    weight : ndarray, shape (N, C, kh, kw)

    Returns
    -------
    ndarray, shape (C, N, kh * kw)

    Examples
    --------
    >>> channel_matrices(np.arange(8.0).reshape(2, 2, 1, 2)).tolist()
    [[[0.0, 1.0], [4.0, 5.0]], [[2.0, 3.0], [6.0, 7.0]]]
    """
    filters, channels = weight.shape[:2]
    return weight.reshape(filters, channels, -1).swapaxes(0, 1)


def singular_values(weight: Array) -> Array:
    """Return the singular values of each input channel's matrix, the largest first.

    Parameters
    ----------
    weight : ndarray, shape (N, C, kh, kw)

    Returns
    -------
    ndarray, shape (C, min(N, kh * kw))

    Examples
    --------
    >>> singular_values(np.reshape([3.0, 0.0, 0.0, 4.0], (2, 1, 1, 2))).tolist()
    [[4.0, 3.0]]
    """
    return np.asarray(np.linalg.svd(channel_matrices(weight), compute_uv=False))


def ranks(weight: Array) -> tuple[int, ...]:
    """Count for each input channel how many kernels its filters are mixtures of.

    Examples
    --------
    >>> pattern = np.array([[1.0, 2.0], [0.0, -1.0]])
    >>> ranks(np.stack([pattern, 3 * pattern, -pattern])[:, None])
    (1,)
    """
    return tuple(int(rank) for rank in np.linalg.matrix_rank(channel_matrices(weight)))


def full_multiplier(weight: Array) -> int:
    """Return the depth multiplier at which every kernel of this shape is met exactly: min(N, kh * kw).

    >>> full_multiplier(np.ones((16, 3, 3, 3)))
    9
    """
    filters, _, height, width = weight.shape
    return int(min(filters, height * width))


def best_separable(weight: Array, depth_multiplier: int) -> Factored:
    """Find the depthwise separable kernel nearest to a standard one.

    Parameters
    ----------
    weight : ndarray, shape (N, C, kh, kw)
    depth_multiplier : int
        From 1 to `full_multiplier`.

    Returns
    -------
    Factored

    Raises
    ------
    ConvError
        Rules ``range`` and ``whole-number``.

    Notes
    -----
    Nearest in the weights. Outputs differ least on average over inputs of independent numbers; for one given
    input another pair may do better.

    Examples
    --------
    >>> diagonal = np.reshape([3.0, 0.0, 0.0, 4.0], (2, 1, 1, 2))
    >>> best_separable(diagonal, 1).error, best_separable(diagonal, 2).error
    (0.6, 0.0)
    """
    kept, most = whole_number("depth_multiplier", depth_multiplier, least=1), full_multiplier(weight)
    if kept > most:
        raise ConvError("range", name="depth_multiplier", least=1, most=most, got=kept)
    filters, channels, *kernel = weight.shape
    left, values, right = np.linalg.svd(channel_matrices(weight), full_matrices=False)
    mixing = left[:, :, :kept] * values[:, None, :kept]
    patterns = right[:, :kept]
    composed = (mixing @ patterns).swapaxes(0, 1).reshape(weight.shape)
    return Factored(
        depthwise=patterns.reshape(channels * kept, 1, *kernel),
        pointwise=mixing.transpose(1, 0, 2).reshape(filters, channels * kept, 1, 1),
        composed=composed,
        error=_lost(values, kept),
    )


def relative_errors(weight: Array) -> tuple[float, ...]:
    """Return the error of the nearest separable kernel for every depth multiplier from 1 on.

    Examples
    --------
    >>> relative_errors(np.reshape([3.0, 0.0, 0.0, 4.0], (2, 1, 1, 2)))
    (0.6, 0.0)
    """
    values = singular_values(weight)
    return tuple(_lost(values, kept) for kept in range(1, values.shape[1] + 1))


def _lost(values: Array, kept: int) -> float:
    total = float(np.sqrt((values**2).sum()))
    return float(np.sqrt((values[:, kept:] ** 2).sum())) / total if total else 0.0
