"""What the draft of a layer would give: the shape of its output, and its numbers."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.errors import Refusal
from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.saved.state import State

MOST_PRODUCTS = 500_000  # beyond it only the shape is given
CACHE_SIZE = 64


class Outcome(NamedTuple):
    """What a layer gives.

    Attributes
    ----------
    shape : (N, Ho, Wo)
    output : ndarray or None
        None where the layer is too large to be computed in passing.
    """

    shape: tuple[int, int, int]
    output: NDArray[np.float64] | None

    def telling_cell(self, other: Outcome | None) -> tuple[int, int, int] | None:
        """Return the first cell that tells this outcome from another one; None where both are the same.

        Examples
        --------
        >>> one, two = outcome(State([[[1, 2]]], [[[[3]]]])), outcome(State([[[1, 9]]], [[[[3]]]]))
        >>> one.telling_cell(two), one.telling_cell(one), one.telling_cell(None)
        ((0, 0, 1), None, (0, 0, 0))
        """
        if other is None or other.shape != self.shape or self.output is None or other.output is None:
            return (0, 0, 0)
        places = np.argwhere(self.output != other.output)
        return (int(places[0][0]), int(places[0][1]), int(places[0][2])) if len(places) else None


def outcome(state: State) -> Outcome | None:
    """Return what a draft gives; None where its tensors do not fit each other.

    Examples
    --------
    >>> outcome(State([[[1, 2], [3, 4]]], [[[[1, 10]]]])).output.tolist()
    [[[21.0], [43.0]]]
    >>> outcome(State([[[1, 2]]], [[[[1], [2]]]])) is None
    True
    """
    try:
        layer = state.layer()
        return Outcome(layer.output_shape, _output(layer) if layer.macs <= MOST_PRODUCTS else None)
    except Refusal:
        return None


@lru_cache(maxsize=CACHE_SIZE)
def _output(layer: Layer) -> NDArray[np.float64]:
    return Trace(layer, "numpy").output
