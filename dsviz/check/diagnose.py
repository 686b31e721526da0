"""Compare a typed answer with a layer's, and say which one mistake would explain it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from dsviz.check.agree import right_cells
from dsviz.check.as_maps import among_open, given_maps, set_apart
from dsviz.check.as_they_stand import as_they_stand, right_if_rounded
from dsviz.check.closeness import PRINTED, Closeness
from dsviz.check.diagnosis import OPEN, RIGHT, WRONG, Cell, Diagnosis, Finding, step_of
from dsviz.check.errors import CheckError
from dsviz.check.explain import Explained, explain
from dsviz.check.mistake import Outcome
from dsviz.check.mistakes import BY_ID
from dsviz.check.parts import Part
from dsviz.check.solved_layer import Array, SolvedLayer
from dsviz.check.told_slips import told_slips
from dsviz.conv.trace import Trace

MOST_SETTINGS = 3
# The mistakes with a setting; one of them alone gives another shape.
OF_SETTINGS = (
    "padding-forgotten",
    "padding-added",
    "stride-ignored",
    "another-stride",
    "dilation-ignored",
    "another-dilation",
)
LEAST_AGREEING = 3  # numbers of a map that are right before it is taken for a filter's
MOST_OF_ONE = 2  # mistakes that give a single wrong number; where more do, it is chance that these do
MOST_FILTERS = 16  # of which one may be meant by a map that stands alone


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
    right = trace.output
    answer = _read_answer(typed)
    with np.errstate(all="ignore"):
        layer = SolvedLayer.of(trace.layer).answered(right)
        close = Closeness.of(layer, answer, printed)
        maps = given_maps(close, answer)
        if maps:
            # The maps that were left out are as open as cells are.
            answer = among_open(answer, maps, right.shape)
        if answer.shape != right.shape:
            apart = _of_maps_run_together(answer, trace, printed)
            if apart is not None and apart.is_right:
                return apart
            found = _of_lone_map(close, answer, trace) or _of_wrong_shape(close, answer)
            # A mistake that gives the shape as it stands says more.
            return found if found.mistakes or apart is None else apart
        return replace(_of_right_shape(close, answer, trace), given_maps=maps)


def _read_answer(typed: ArrayLike) -> Array:
    answer = np.asarray(typed, dtype=np.float64)
    if answer.ndim == 4 and len(answer) == 1:
        answer = answer[0]
    if answer.ndim == 2:
        answer = answer[None]
    if answer.ndim != 3 or answer.size == 0:
        raise CheckError("answer-axes", shape=answer.shape)
    return answer + 0.0


def _of_maps_run_together(typed: Array, trace: Trace, printed: Collection[str]) -> Diagnosis | None:
    """Diagnose maps that were flattened, with their own shape: most is right then, or a mistake explains it.

    None where the answer has no shape of such maps, or its numbers are others.
    """
    maps = set_apart(typed, trace.output.shape)
    if maps is None:
        return None
    found = diagnose(trace, maps, printed=printed)
    is_meant = bool(found.mistakes) or np.count_nonzero(found.marks == RIGHT) >= maps.size / 2
    return replace(found, given_shape=typed.shape) if is_meant else None


def _of_lone_map(close: Closeness, typed: Array, trace: Trace) -> Diagnosis | None:
    """Diagnose one map as that of the filter it belongs to: most is right there, or a mistake explains it.

    None where it is no single map of the output's sides, or no filter alone is meant.
    """
    right = close.layer.answer
    if typed.shape != (1, *right.shape[1:]) or not 1 < len(right) <= MOST_FILTERS:
        return None
    agree = [np.count_nonzero(close.as_printed(own, typed[0])) for own in right]
    least = max(LEAST_AGREEING, np.count_nonzero(~np.isnan(typed)) / 2)
    mostly = [n for n, count in enumerate(agree) if count == max(agree) >= least]
    if len(mostly) > 1:
        return None
    meant = [
        replace(_of_right_shape(close, among_open(typed, (n,), right.shape), trace), given_maps=(n,))
        for n in mostly or range(len(right))
    ]
    if not mostly:
        # One mistake before two at once, a common one before a rare one, the first filter before another,
        # and what is no filter's map, such as the input copied, where that says it best.
        meant.append(_of_wrong_shape(close, typed))
        meant = sorted((each for each in meant if each.mistakes), key=_oddness)
    return meant[0] if meant else None


def _oddness(found: Diagnosis) -> tuple[int, int]:
    """How many mistakes are told, and how rare the rarest of them is."""
    names = found.mistakes[0].id.split("+")
    return len(names), max(BY_ID[name].rank for name in names)


def _of_right_shape(close: Closeness, typed: Array, trace: Trace) -> Diagnosis:
    right = close.layer.answer
    exact, is_right = close.exact(right, typed), right_cells(close, typed)
    marks = np.where(np.isnan(typed), OPEN, np.where(is_right, RIGHT, WRONG))
    marked = Diagnosis(typed, right, marks, to_the_digits_shown=bool((is_right & ~exact).any()))
    if marked.to_the_digits_shown:
        marked = replace(marked, shown_decimals=close.shown_decimals, answer_decimals=close.answer_decimals)
    wrong = marks == WRONG
    if not wrong.any():
        return replace(marked, as_they_stand=as_they_stand(close, typed))
    marked = replace(marked, right_if_rounded=right_if_rounded(close, typed))
    found = explain(close, typed, wrong)
    cells = marked.wrong_cells
    mistakes = _told(found, right, typed, cells)
    partly = _told_parts(found, right, typed, cells)
    if len(cells) == 1 and len(mistakes) + len(partly) > MOST_OF_ONE:
        mistakes = partly = ()
    # One wrong cell may as well be a slip, even where some mistake changes that cell alone.
    is_told = (bool(mistakes or partly) and len(cells) > 1) or found.is_doubtful
    slips = () if is_told else tuple(_slips(trace, close, typed, cells))
    return replace(marked, mistakes=mistakes, partly=partly, slips=slips)


def _of_wrong_shape(close: Closeness, typed: Array) -> Diagnosis:
    right = close.layer.answer
    is_open = np.isnan(typed)
    found = Explained() if is_open.all() else explain(close, typed, ~is_open)
    mistakes = _told(found, right, typed, ())
    settings = () if mistakes else _fitting_settings(close.layer, typed.shape)
    return Diagnosis(typed, right, None, mistakes, settings=settings)


def _told(found: Explained, right: Array, typed: Array, cells: Sequence[Cell]) -> tuple[Finding, ...]:
    telling = _Telling(right, typed, cells)
    singles = (
        telling.of("mistake", outcome, {"is_doubtful": outcome.mistake in found.doubtful})
        for outcome in found.whole
    )
    return (*singles, *(telling.of_pair(*pair) for pair in found.pairs))


def _told_parts(found: Explained, right: Array, typed: Array, cells: Sequence[Cell]) -> tuple[Finding, ...]:
    def told(outcome: Outcome, part: Part) -> Finding:
        inside = [cell for cell in cells if part.mask[cell]]
        telling = _Telling(right, typed, inside)
        return telling.of("partly", outcome, {"part": part.name, "part_values": part.values})

    return tuple(told(*one) for one in found.parts)


def _fitting_settings(layer: SolvedLayer, shape: tuple[int, ...]) -> tuple[dict[str, Any], ...]:
    """The settings, other than the layer's in one thing, that give a shape; a row has one of each."""
    found: list[dict[str, Any]] = []
    for mistake in (BY_ID[name] for name in OF_SETTINGS):
        for outcome in mistake.outcomes(layer):
            made = outcome.layer
            if made is None or made.output_shape != shape:
                continue
            other = {
                name: value
                for name, value in made.spec.keywords.items()
                if value != layer.spec.keywords[name]
            }
            other = {name: value[-1] if layer.is_row else value for name, value in other.items()}
            if len(other) == 1 and other not in found:
                found.append(other)
    return tuple(found[:MOST_SETTINGS])


@dataclass(frozen=True)
class _Telling:
    """What every finding of one answer says: the first of its wrong cells, and the counts."""

    right: Array
    typed: Array
    cells: Sequence[Cell]

    def of(self, kind: str, outcome: Outcome, more: dict[str, Any] | None = None) -> Finding:
        right, typed = self.right, self.typed
        cell = self.cells[0] if self.cells else None
        should, was = (None, None) if cell is None else (float(right[cell]), float(typed[cell]))
        step = 0 if cell is None else step_of(cell, right.shape)
        facts = {
            "wrong": len(self.cells),
            "cells": right.size,
            "shape": typed.shape,
            "right_shape": right.shape,
        }
        values = facts | outcome.values | (more or {})
        return Finding(kind, outcome.mistake, cell, should, was, step, values)

    def of_pair(self, first: Outcome, second: Outcome) -> Finding:
        both = tuple(self.of("mistake", outcome) for outcome in (first, second))
        name = "+".join(one.id for one in both)
        return replace(self.of("pair", second), id=name, also=both)


def _slips(trace: Trace, close: Closeness, typed: Array, cells: Sequence[Cell]) -> Iterator[Finding]:
    for cell, slip in told_slips(trace, close, typed, cells):
        step = step_of(cell, trace.output.shape)
        number, right = float(typed[cell]), float(trace.output[cell])
        yield Finding("slip", slip.id, cell, right, number, step, slip.values)
