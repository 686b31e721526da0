"""Where a padded cell takes its value from."""

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.numbers import Pair

NOWHERE = -1


def source_positions(size: int, pads: Pair, mode: str) -> NDArray[np.int64]:
    """Map every cell of a padded axis to the cell of the input it copies.

    Parameters
    ----------
    size : int
        Cells of the input along this axis.
    pads : (before, after)
    mode : {"zeros", "reflect", "replicate", "circular"}

    Returns
    -------
    ndarray of int, shape (before + size + after,)
        Position in the input, or `NOWHERE` where the cell holds a zero of its own.

    Examples
    --------
    >>> for mode in ("zeros", "reflect", "replicate", "circular"):
    ...     print(source_positions(3, (2, 1), mode).tolist())
    [-1, -1, 0, 1, 2, -1]
    [2, 1, 0, 1, 2, 1]
    [0, 0, 0, 1, 2, 2]
    [1, 2, 0, 1, 2, 0]
    """
    before, after = pads
    positions = np.arange(-before, size + after)
    if mode == "reflect":
        positions = np.abs(positions)
        return np.where(positions < size, positions, 2 * (size - 1) - positions)
    if mode == "replicate":
        return np.minimum(np.maximum(positions, 0), size - 1)
    if mode == "circular":
        return positions % size
    return np.where((positions >= 0) & (positions < size), positions, NOWHERE)
