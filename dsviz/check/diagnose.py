"""Compare a typed answer with a layer's, and say which one mistake would explain it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dsviz.check.closeness import PRINTED, Closeness
from dsviz.check.diagnosis import OPEN, RIGHT, WRONG, Cell, Diagnosis, Finding, step_of
from dsviz.check.mistakes import CATALOGUE, Outcome
from dsviz.check.slips import slips_at
from dsviz.check.solved_layer import Array, SolvedLayer
from dsviz.check.sums.errors import CheckError
from dsviz.conv.trace import Trace

LEAST_CELLS = 2
MOST_SLIP_CELLS = 12

Alike = Callable[[Array, Array], NDArray[np.bool_]]


def diagnose(trace: Trace, typed: ArrayLike, *, printed: Collection[str] = PRINTED) -> Diagnosis:
    """Mark every cell of a typed answer and look for the mistake behind the wrong ones.

    Parameters
    ----------
    trace : Trace
        The layer; see `dsviz.trace`.
    typed : array_like, shape (N, Ho, Wo), (1, N, Ho, Wo) or, for one filter, (Ho, Wo)
        NaN stands for a cell that was left open. Any other shape is diagnosed as a wrong one.
    printed : collection of {"x", "weight", "bias"}
        The tensors that may come from a printout, which leaves digits off; the others are exact.

    Returns
    -------
    Diagnosis

    Raises
    ------
    CheckError
        Rule ``answer-axes``: the answer has no three axes.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> layer = trace([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]], backend="numpy")
    >>> found = diagnose(layer, [[23, 33], [53, 63]])
    >>> [(finding.id, finding.cell, finding.right) for finding in found.mistakes]
    [('kernel-flipped', Cell(out_channel=0, row=0, col=0), 37.0)]
    >>> one = diagnose(layer, [[37, 47], [67, 89]])
    >>> one.wrong_cells, [(slip.id, slip.values["product"]) for slip in one.slips]
    ((Cell(out_channel=0, row=1, col=1),), [('product-doubled', 12.0)])
    """
    layer = SolvedLayer.of(trace.layer)
    answer = _read_answer(typed)
    with np.errstate(all="ignore"):
        close = Closeness.of(layer, answer, printed)
        if answer.shape != trace.output.shape:
            return _of_wrong_shape(close, answer, trace.output)
        return _of_right_shape(close, answer, trace)


def _read_answer(typed: ArrayLike) -> Array:
    answer = np.asarray(typed, dtype=np.float64)
    if answer.ndim == 4 and len(answer) == 1:
        answer = answer[0]
    if answer.ndim == 2:
        answer = answer[None]
    if answer.ndim != 3 or answer.size == 0:
        raise CheckError("answer-axes", shape=answer.shape)
    return answer + 0.0


def _of_right_shape(close: Closeness, typed: Array, trace: Trace) -> Diagnosis:
    right, layer = trace.output, close.layer
    exact = close.exact(right, typed)
    is_right = exact | close.as_printed(right, typed)
    shown = bool((is_right & ~exact).any())
    marks = np.where(np.isnan(typed), OPEN, np.where(is_right, RIGHT, WRONG))
    wrong = marks == WRONG
    decimals = close.shown_decimals if shown else None
    if not wrong.any():
        return Diagnosis(typed, right, marks, to_the_digits_shown=shown, shown_decimals=decimals)
    cells = [Cell(*map(int, place)) for place in np.argwhere(wrong)]
    full, partly = _explained(layer, typed, wrong, close.exact)
    digits = close.digits
    if digits is not None and digits.decimals and not (full or partly):
        # Digits too few to tell the mistaken answer from the right one tell nothing.
        clear = wrong & ~close.as_shown(right, typed)
        if clear.any():
            full, partly = _explained(layer, typed, clear, close.as_shown)
            partly = partly if digits.are_a_printouts else []
    mistakes = _findings("mistake", full, cells[0], right, typed, len(cells))
    # One wrong cell may as well be a slip, even where some mistake changes that cell alone.
    if mistakes and len(cells) > 1:
        return Diagnosis(typed, right, marks, mistakes, to_the_digits_shown=shown, shown_decimals=decimals)
    slips = tuple(_slips(trace, close, typed, cells[:MOST_SLIP_CELLS]))
    in_part = () if mistakes else _findings("partly", partly, cells[0], right, typed, len(cells))
    return Diagnosis(typed, right, marks, mistakes, in_part, slips, (), shown, decimals)


def _explained(
    layer: SolvedLayer, typed: Array, wrong: NDArray[np.bool_], compare: Alike
) -> tuple[list[Outcome], list[Outcome]]:
    """The outcomes that give every typed number, and those that give the wrong ones only."""
    full, partly, is_open = [], [], np.isnan(typed)
    for outcome in _outcomes(layer, typed.shape):
        alike = compare(outcome.output, typed)
        if (alike | is_open).all():
            full.append(outcome)
        elif alike[wrong].all() and wrong.sum() >= LEAST_CELLS:
            partly.append(outcome)
    return full, partly


def _of_wrong_shape(close: Closeness, typed: Array, right: Array) -> Diagnosis:
    layer, digits = close.layer, close.digits
    same_shape = list(_outcomes(layer, typed.shape))
    is_open = np.isnan(typed)
    if is_open.all():
        return Diagnosis(typed, right, None, shapes=_of_shape(same_shape, right, typed))
    full = [found for found in same_shape if (layer.alike(found.output, typed) | is_open).all()]
    if not full and digits is not None and digits.decimals:
        full = [found for found in same_shape if (close.as_shown(found.output, typed) | is_open).all()]
    mistakes = _findings("mistake", full, None, right, typed, 0)
    return Diagnosis(
        typed, right, None, mistakes, shapes=() if mistakes else _of_shape(same_shape, right, typed)
    )


def _of_shape(outcomes: Iterable[Outcome], right: Array, typed: Array) -> tuple[Finding, ...]:
    return _findings("shape", outcomes, None, right, typed, 0)


def _outcomes(layer: SolvedLayer, shape: tuple[int, ...]) -> Iterator[Outcome]:
    """Every mistake's outcomes of this shape."""
    for mistake in CATALOGUE:
        yield from (found for found in mistake.outcomes(layer) if found.output.shape == shape)


def _findings(
    kind: str, outcomes: Iterable[Outcome], cell: Cell | None, right: Array, typed: Array, wrong: int
) -> tuple[Finding, ...]:
    """One finding a mistake: of two ways to make it that give the same numbers, the first one stands."""
    firsts: dict[str, Outcome] = {}
    for outcome in outcomes:
        firsts.setdefault(outcome.mistake, outcome)
    should, was = (None, None) if cell is None else (float(right[cell]), float(typed[cell]))
    step = 0 if cell is None else step_of(cell, right.shape)
    facts = {"wrong": wrong, "cells": right.size, "shape": typed.shape, "right_shape": right.shape}
    return tuple(
        Finding(kind, name, cell, should, was, step, {**facts, **outcome.values})
        for name, outcome in firsts.items()
    )


def _slips(trace: Trace, close: Closeness, typed: Array, cells: Iterable[Cell]) -> Iterator[Finding]:
    for cell in cells:
        number = float(typed[cell])
        for slip in slips_at(trace, close, cell, number):
            step = step_of(cell, trace.output.shape)
            yield Finding("slip", slip.id, cell, float(trace.output[cell]), number, step, slip.values)
