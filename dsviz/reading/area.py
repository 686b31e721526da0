"""The mean of the pixels that each cell of a coarser grid covers, in whole numbers, so that it is exact."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


class Cuts(NamedTuple):
    """Where the cells of one axis begin and end: whole pixels, and parts of the next in units of 1/unit."""

    pixels: NDArray[np.int64]
    parts: NDArray[np.int64]
    unit: int

    @property
    def span(self) -> int:
        """The width of one cell, in units."""
        return int((self.pixels[1] - self.pixels[0]) * self.unit + self.parts[1] - self.parts[0])


def cuts(length: int, cells: int, covered: Fraction) -> Cuts:
    """Divide the middle of an axis into equal cells.

    Parameters
    ----------
    length : int
        Pixels of the axis.
    cells : int
    covered : Fraction
        How many pixels all cells together cover; whole ones begin at a whole pixel.

    Examples
    --------
    >>> found = cuts(5, 2, Fraction(5))
    >>> found.pixels.tolist(), found.parts.tolist(), found.unit, found.span
    ([0, 2, 5], [0, 1, 0], 2, 5)
    """
    margin = (length - covered) / 2
    if covered == cells:
        margin = Fraction(margin.numerator // margin.denominator)
    edges = [margin + covered * at / cells for at in range(cells + 1)]
    unit = lcm(*(edge.denominator for edge in edges))
    places = np.array([int(edge * unit) for edge in edges], dtype=np.int64)
    return Cuts(places // unit, places % unit, unit)


def summed(values: NDArray[Any], axis: Cuts) -> NDArray[np.int64]:
    """Add up, along the first axis, what each cell covers; a pixel at an edge counts with its part.

    Examples
    --------
    >>> summed(np.array([[10], [20], [30], [40], [50]]), cuts(5, 2, Fraction(5))).tolist()
    [[90], [210]]
    """
    pixels, parts, unit = axis
    # A pixel beyond the end is only ever taken with the part 0.
    edge = values[np.minimum(pixels, len(values) - 1)].astype(np.int64)
    inside = np.add.reduceat(values, pixels[:-1], axis=0, dtype=np.int64)
    if pixels[-1] < len(values):
        inside[-1] = values[pixels[-2] : pixels[-1]].sum(axis=0, dtype=np.int64)
    empty = pixels[1:] == pixels[:-1]
    inside[empty] = 0
    weight = parts.reshape(-1, *[1] * (values.ndim - 1))
    found: NDArray[np.int64] = inside * unit + edge[1:] * weight[1:] - edge[:-1] * weight[:-1]
    return found


def means(bands: Iterable[NDArray[Any]], rows: Cuts, columns: Cuts) -> NDArray[np.float64]:
    """Take the mean of every cell, rounded half up.

    Parameters
    ----------
    bands : iterable of ndarray, shape (some rows, W, channels)
        The picture from top to bottom.
    rows, columns : Cuts

    Returns
    -------
    ndarray of float64, shape (cells down, cells across, channels)
        Whole numbers.

    Examples
    --------
    >>> picture = np.arange(12).reshape(3, 4, 1)
    >>> means([picture], cuts(3, 1, Fraction(3)), cuts(4, 2, Fraction(4)))[..., 0].tolist()
    [[5.0, 7.0]]
    """
    lines = [summed(band.swapaxes(0, 1), columns) for band in bands]
    total = summed(np.concatenate(lines, axis=1).swapaxes(0, 1), rows)
    span = rows.span * columns.span
    return ((2 * total + span) // (2 * span)).astype(np.float64)
