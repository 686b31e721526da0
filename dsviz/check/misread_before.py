"""One input misread before another mistake was made, which may copy it: a border that mirrors the picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from dsviz.check.mistake import Outcome
from dsviz.check.mistakes import BY_ID
from dsviz.check.mistakes_misread import numbered_inputs, solve_seen
from dsviz.check.solved_layer import Array, SolvedLayer

MISREAD = "pixel-misread"
MOST_WAYS = 3


def misread_before(layer: SolvedLayer, first: Outcome, typed: Array) -> Iterator[Outcome]:
    """Find the inputs that, misread, would give an answer together with a mistake: both are made anew.

    Parameters
    ----------
    layer : SolvedLayer
    first : Outcome
        The mistake, which gives another layer.
    typed : ndarray

    Returns
    -------
    iterator of Outcome
        Of both mistakes, each with the misread input as the layer counts it.

    Examples
    --------
    >>> x, ones = np.arange(1.0, 10).reshape(1, 3, 3), np.ones((1, 1, 3, 3))
    >>> layer = SolvedLayer(x, ones).changed(padding=1)
    >>> first = BY_ID["border-filled-otherwise"].made(layer, {"mode": "reflect"})
    >>> misread = SolvedLayer(np.pad(x + (x == 5), ((0, 0), (1, 1), (1, 1)), mode="reflect"), ones)
    >>> [(one.values["row"], one.values["read"]) for one in misread_before(layer, first, misread.answer)]
    [(1, 6.0)]
    """
    seen, again = first.layer, BY_ID[first.mistake]
    if first.shape != typed.shape:
        return
    numbered = layer.changed(x=numbered_inputs(layer))
    made = None if numbered is None else again.made(numbered, first.values)
    if seen is None or made is None or made.layer is None or not _are_inputs(layer, made.layer):
        return
    for values in islice(solve_seen(layer, seen, typed, made.layer), MOST_WAYS):
        misread = BY_ID[MISREAD].made(layer, values)
        both = None if misread is None or misread.layer is None else again.made(misread.layer, first.values)
        if both is not None:
            yield replace(both, mistake=MISREAD, values=values, before=first)


def _are_inputs(layer: SolvedLayer, numbered: SolvedLayer) -> bool:
    """Tell whether a mistake only moves and copies inputs: their numbers are still those given to them."""
    x = numbered.x
    return bool(((x == np.floor(x)) & (x >= 0) & (x < layer.x.size + 2)).all())
