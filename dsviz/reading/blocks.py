"""Blocks of a table: rows with empty lines between them, matrices side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dsviz.reading.telling import Telling
from dsviz.reading.typed import Typed


def spaced(numbers: list[float], gaps: Sequence[int], columns: int) -> Typed:
    """Take rows with empty lines between them as one map; where some gaps are wider, those part maps.

    Parameters
    ----------
    numbers : list of float
    gaps : sequence of int
        How many empty lines stand before each row but the first.
    columns : int

    Examples
    --------
    >>> spaced([1, 2, 3, 4], [1], 2).shape, spaced([1, 2, 3, 4], [1, 2, 1], 1).shape
    ((2, 2), (2, 2, 1))
    """
    rows, widest = len(gaps) + 1, max(gaps)
    ends = [at + 1 for at, gap in enumerate(gaps) if gap == widest]
    if min(gaps) < widest and ends == list(range(ends[0], rows, ends[0])) and rows % ends[0] == 0:
        return Typed(numbers, (rows // ends[0], ends[0], columns), order="CHW")
    return Typed(numbers, (rows, columns), telling=Telling(apart=True))


def taken_apart(numbers: list[float], blocks: Sequence[int], columns: int, beside: int) -> Typed:
    """Take matrices side by side apart; one line of them is channels, several are filters of channels.

    Parameters
    ----------
    numbers : list of float
    blocks : sequence of int
        How many rows each line of matrices has.
    columns : int
        How many numbers a row of the whole table has.
    beside : int
        How many matrices stand side by side.
    """
    shape = (len(blocks), blocks[0], beside, columns // beside)
    apart = np.array(numbers).reshape(shape).transpose(0, 2, 1, 3)
    if len(blocks) == 1:
        return Typed(apart.ravel().tolist(), apart.shape[1:], order="CHW")
    return Typed(apart.ravel().tolist(), apart.shape, order="OIHW")
