"""Whether an answer is right, without a word about what would be wrong: where several readings are tried."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from dsviz.check.closeness import PRINTED, Closeness
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
        return bool((close.exact(right, typed) | close.as_printed(right, typed) | is_open).all())
