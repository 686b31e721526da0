"""An answer of another shape that holds right numbers: lines left out, or a setting that leaves them out.

Of a map whose last column is missing nothing tells whether it was left out, or whether the window took
larger steps and did not get there. So both are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from dsviz.check.attempt import Attempt
from dsviz.check.mistake import Outcome

LEFT_OUT = frozenset({"lines-missing", "last-windows-missing"})
STRIDE = "another-stride"
STRIDES = (1, 2, 3)


def with_left_out(attempt: Attempt, proved: Sequence[Outcome], likely: Sequence[Outcome]) -> list[Outcome]:
    """Put what else leaves out the same numbers beside the reasons that were found.

    Parameters
    ----------
    attempt : Attempt
        Of another shape than the layer's.
    proved : sequence of Outcome
        All that give the answer.
    likely : sequence of Outcome
        Those of them that are told.

    Examples
    --------
    >>> import numpy as np
    >>> from dsviz.check.closeness import Closeness
    >>> from dsviz.check.mistakes import BY_ID
    >>> from dsviz.check.solved_layer import SolvedLayer
    >>> layer = SolvedLayer([[[1, 2, 3]]], [[[[1, 2]]]])
    >>> typed = layer.answer[:, :, :1]
    >>> attempt = Attempt(Closeness.of(layer, typed), typed, typed > 0, layer.alike)
    >>> missing = BY_ID["lines-missing"].made(layer, {"axis": "columns", "lines": (1,)})
    >>> [(one.mistake, one.values.get("size")) for one in with_left_out(attempt, [missing], [missing])]
    [('lines-missing', None), ('another-stride', 2)]
    """
    missing = (one for one in proved if one not in likely and _are_last(attempt, one))
    told = [*likely[:1], *missing, *likely[1:]]  # of many the first ones are named
    is_stride = any(one.mistake in (STRIDE, "stride-in-one-axis") for one in told)
    if is_stride or not any(one.mistake in LEFT_OUT for one in told):
        return told
    return [*told, *_strides(attempt)][: len(told) + 1]


def _are_last(attempt: Attempt, outcome: Outcome) -> bool:
    """Tell whether the lines that are missing are the last ones: others are sooner left out by a setting."""
    if outcome.mistake != "lines-missing":
        return False
    lines = outcome.values["lines"]
    count = attempt.layer.answer.shape[("maps", "rows", "columns").index(outcome.values["axis"])]
    return bool(lines == tuple(range(count - len(lines), count)))


def _strides(attempt: Attempt) -> Iterator[Outcome]:
    """The other strides that give the answer, one for both axes first."""
    layer = attempt.layer
    of_each = () if layer.is_row else (size for size in product(STRIDES, repeat=2) if size[0] != size[1])
    for size in (*STRIDES[1:], *of_each):
        made = layer.changed(stride=size)
        outcome = None if made is None else Outcome(STRIDE, made, {"size": size})
        if outcome is not None and attempt.is_given_by(outcome):
            yield outcome
