"""Which numbers of an answer are right, without a word about what would be wrong."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from dsviz.check.closeness import PRINTED, Closeness
from dsviz.check.mean_kernel import of_a_mean
from dsviz.check.solved_layer import Array, SolvedLayer
from dsviz.conv.trace import Trace


def agrees(trace: Trace, typed: Array, *, printed: Collection[str] = PRINTED) -> bool:
    """Tell whether no number of an answer is wrong, and some are there.

    Parameters
    ----------
    trace : Trace
    typed : ndarray, shape (N, Ho, Wo)
        An answer of any other shape does not agree.
    printed : collection of {"x", "weight", "bias"}
        As `dsviz.check.diagnose.diagnose` takes it.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> layer = trace([[[1, 2, 3]]], [[[[1, 2]]]], backend="numpy")
    >>> agrees(layer, np.array([[[5.0, 8.0]]])), agrees(layer, np.array([[[5.0, 9.0]]]))
    (True, False)
    """
    right, typed = trace.output, np.asarray(typed, dtype=np.float64)
    is_open = np.isnan(typed)
    if typed.shape != right.shape or is_open.all():
        return False
    with np.errstate(all="ignore"):
        close = Closeness.of(SolvedLayer.of(trace.layer).answered(right), typed, printed)
        return bool((right_cells(close, typed) | is_open).all())


def right_cells(close: Closeness, typed: Array) -> NDArray[np.bool_]:
    """Tell cell by cell whether a number is right: equal, to the digits shown, or by a mean's kernel."""
    right = close.layer.answer
    is_right = close.exact(right, typed) | close.as_printed(right, typed)
    if not (is_right | np.isnan(typed)).all():
        is_right |= of_a_mean(close, typed)
    return is_right
