"""A few cells of an answer, in which most mistakes are told at once not to have given it.

Thousands of pairs of mistakes are tried on one answer. Of another layer only these cells are computed, so
that a try takes as long in a large layer as in a small one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dsviz.check.attempt import Attempt
from dsviz.check.closeness import FLOAT32
from dsviz.check.mistake import Outcome
from dsviz.check.solved_layer import Array, SolvedLayer

MOST_CELLS = 12


@dataclass(frozen=True, eq=False)
class Probe:
    """Some cells, the numbers typed in them, and how far others may lie from these.

    Attributes
    ----------
    cells : ndarray of int, shape (3, count)
        Filters, rows and columns.
    typed : ndarray, shape (count,)
    shape : tuple of int
        The typed answer's.
    room : float
        At least as much as the comparison forgives that is made afterwards with all cells.
    """

    cells: NDArray[np.int_]
    typed: Array
    shape: tuple[int, ...]
    room: float

    @classmethod
    def of(cls, attempt: Attempt) -> Probe:
        """Choose cells with wrong numbers, spread over the answer."""
        close, typed = attempt.close, attempt.typed
        places = np.argwhere(attempt.wrong & np.isfinite(typed)).T
        chosen = places[:, np.linspace(0, places.shape[1] - 1, MOST_CELLS).astype(int)]
        numbers = typed[tuple(chosen)]
        scale = max(close.layer.scale, float(abs(numbers).max()))
        room = 4 * FLOAT32 * scale
        if close.digits is not None:
            room += 1.01 * float(close.digits.half_units(numbers).max() + close.carried.max())
        return cls(chosen, numbers, typed.shape, room)

    def passes(self, outcome: Outcome) -> bool:
        """Tell whether an outcome has the typed shape and may have the typed numbers."""
        if outcome.shape != self.shape:
            return False
        layer = outcome.layer
        is_computed = layer is None or "answer" in layer.__dict__
        numbers = outcome.output[tuple(self.cells)] if is_computed else numbers_at(outcome.layer, self.cells)  # type: ignore[arg-type]
        with np.errstate(invalid="ignore", over="ignore"):
            return bool((abs(numbers - self.typed) <= self.room).all())


def numbers_at(layer: SolvedLayer, cells: NDArray[np.int_]) -> Array:
    """Compute a layer's output in a few cells.

    Parameters
    ----------
    layer : SolvedLayer
    cells : ndarray of int, shape (3, count)

    Examples
    --------
    >>> layer = SolvedLayer([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]])
    >>> numbers_at(layer, np.array([[0, 0], [0, 1], [0, 1]])).tolist()
    [37.0, 77.0]
    """
    filters, *places = cells
    under = []
    for axis, at in enumerate(places):
        taps = np.arange(layer.kernel[axis]) * layer.spec.dilation[axis]
        under.append(layer.sources[axis][at[:, None] * layer.spec.stride[axis] + taps])
    rows, columns = under[0][:, None, :, None], under[1][:, None, None, :]
    first = filters // layer.filters_per_group * layer.slices
    channels = (first[:, None] + np.arange(layer.slices))[:, :, None, None]
    # A border of zeros copies no cell: -1.
    seen = np.where((rows < 0) | (columns < 0), 0.0, layer.x[channels, rows, columns])
    sums: Array = (seen * layer.weight[filters]).sum((1, 2, 3))
    return sums if layer.bias is None else sums + layer.bias[filters]
