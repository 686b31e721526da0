"""Check my work: the wrong answers that the page can show, one for each mistake that shows in a layer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np

from dsviz.check.mistake import Outcome
from dsviz.check.mistakes import CATALOGUE
from dsviz.check.solved_layer import SolvedLayer
from dsviz.ui.check.work import Work

MOST_WAYS = 30  # of making one mistake, that are compared with those of others


def wrong_answers(work: Work, way: str) -> tuple[Outcome, ...]:
    """List the answers somebody gets who makes one mistake of the catalogue in this layer."""
    return tuple(_outcomes(work, way))


def _outcomes(work: Work, way: str) -> Iterator[Outcome]:
    """One outcome a mistake; not those that a commoner mistake gives, which would be named in its place."""
    layer = SolvedLayer.of(work.example.layer)
    commoner: list[Outcome] = []
    for mistake in sorted(CATALOGUE, key=lambda one: one.rank):
        found = list(islice(mistake.outcomes(layer), MOST_WAYS))
        is_told = found and not any(np.array_equal(found[0].output, one.output) for one in commoner)
        if is_told and (way == "paste" or found[0].shape == layer.answer.shape):
            yield found[0]
        commoner += found
