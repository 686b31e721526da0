"""A few cells of an answer, in which most mistakes are told at once not to have given it.

Thousands of pairs of mistakes are tried on one answer. Of another layer only these cells are computed, so
that a try takes as long in a large layer as in a small one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dsviz.check.attempt import Attempt
from dsviz.check.closeness import FLOAT32
from dsviz.check.mistake import Outcome
from dsviz.check.solved_layer import Array, SolvedLayer
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec

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
            room += 1.01 * float(close.digits.half_units(numbers).max() + close.most_carried)
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
    # A border of zeros copies no cell: it reads the 0 behind the last one.
    numbers = np.append(layer.x, 0.0)[_under(layer.x.shape, layer.weight.shape, layer.spec, cells.tobytes())]
    filters = cells[0]
    sums: Array = (numbers * layer.weight.reshape(len(layer.weight), -1)[filters]).sum(1)
    return sums if layer.bias is None else sums + layer.bias[filters]


@lru_cache(maxsize=512)
def _under(x: tuple[int, ...], weight: tuple[int, ...], spec: ConvSpec, cells: bytes) -> NDArray[np.int_]:
    """The places in the input, counted from its first number, under the kernel in each cell; -1 for none."""
    layer = Layer(np.zeros(x), np.zeros(weight), None, spec)
    filters, *places = np.frombuffer(cells, dtype=int).reshape(3, -1)
    under = []
    for axis, at in enumerate(places):
        taps = np.arange(layer.kernel[axis]) * spec.dilation[axis]
        under.append(layer.sources[axis][at[:, None] * spec.stride[axis] + taps])
    rows, columns = under[0][:, None, :, None], under[1][:, None, None, :]
    first = filters // layer.filters_per_group * layer.slices
    channels = (first[:, None] + np.arange(layer.slices))[:, :, None, None]
    at = np.where((rows < 0) | (columns < 0), -1, (channels * x[1] + rows) * x[2] + columns)
    return np.asarray(at.reshape(len(filters), -1))
