"""A named mistake followed into one cell: which products somebody adds up who makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from inspect import signature
from typing import Any, Self

import numpy as np

from dsviz.check.diagnosis import Finding
from dsviz.check.mistake import Outcome
from dsviz.check.mistakes import BY_ID
from dsviz.check.solved_layer import Array, SolvedLayer
from dsviz.conv.layer import Layer
from dsviz.conv.step import Step
from dsviz.conv.trace import Trace

Cell = tuple[int, int, int]

ONE_CHANNEL = ("channel-missed", "only-one-channel")


def outcome_of(trace: Trace, mistake: str, values: Mapping[str, Any]) -> Outcome | None:
    """Make a mistake in the way a finding says.

    Parameters
    ----------
    trace : Trace
    mistake : str
        Its id.
    values : mapping
        The finding's values; those that are a choice of this mistake say in which way it is made.

    Returns
    -------
    Outcome, or None where the mistake cannot be made so
    """
    made = BY_ID[mistake]
    choices = [name for name in signature(made.function).parameters if name != "layer"]
    if not values.keys() >= set(choices):
        return None
    return made.made(SolvedLayer.of(trace.layer), {name: values[name] for name in choices})


def followed(trace: Trace, finding: Finding, cell: Cell) -> Step | None:
    """Return the step that a finding puts in the place of a cell's own, two mistakes one after the other.

    Parameters
    ----------
    trace : Trace
        The layer as it is.
    finding : Finding
        A mistake, made everywhere or in a part, or a pair of them.
    cell : (out_channel, row, col)

    Returns
    -------
    Step or None
        As `mistaken_step` gives it.
    """
    if finding.also:
        first, finding = finding.also
        changed = outcome_of(trace, first.id, first.values)
        if changed is None or changed.layer is None:
            return None
        trace = Trace(changed.layer, "numpy")
    outcome = outcome_of(trace, finding.id, finding.values)
    return None if outcome is None else mistaken_step(trace, outcome, cell)


def mistaken_step(trace: Trace, outcome: Outcome, cell: Cell) -> Step | None:
    """Return the step that a mistake puts in the place of a cell's own.

    Parameters
    ----------
    trace : Trace
        The layer as it is.
    outcome : Outcome
        From `outcome_of`.
    cell : (out_channel, row, col)
        Of the mistaken output.

    Returns
    -------
    Step or None
        Its result is the mistaken number. None where no products tell the mistake, as with rounding.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> traced = trace([[[1, 2, 3]]], [[[[1, 2]]]], backend="numpy")
    >>> flipped = outcome_of(traced, "kernel-flipped", {})
    >>> [(tap.x, tap.weight) for tap in mistaken_step(traced, flipped, (0, 0, 1)).taps]
    [(2.0, 2.0), (3.0, 1.0)]
    """
    if not all(at < size for at, size in zip(cell, outcome.output.shape, strict=True)):
        return None
    unsummed = {"channels-not-summed": _unsummed, "channels-summed": _summed}
    if outcome.mistake in ONE_CHANNEL:
        step: Step | None = _without(trace, outcome, cell)
    elif outcome.layer is not None:
        step = Trace(outcome.layer, "numpy").at(*cell)
    elif outcome.mistake in unsummed:
        step = unsummed[outcome.mistake](trace, outcome, cell)
    elif BY_ID[outcome.mistake].rewrites:
        step = _rearranged(trace, outcome, cell)
    else:
        step = _of_changed_layer(trace, outcome, cell)
    return None if step is None else replace(step, result=float(outcome.output[cell]))


class _Watched(SolvedLayer):
    """A layer that remembers the layers computed in its place."""

    @cached_property
    def made(self) -> list[Layer]:
        return []

    def changed(self, **changes: Any) -> Self | None:
        other = super().changed(**changes)
        if other is not None:
            self.made.append(other)
        return other


class _Places(SolvedLayer):
    """A layer whose answer is the number of each cell, to see where a mistake moves it."""

    @cached_property
    def answer(self) -> Array:
        shape = super().answer.shape
        return np.arange(np.prod(shape), dtype=np.float64).reshape(shape)


def _of_changed_layer(trace: Trace, outcome: Outcome, cell: Cell) -> Step | None:
    """The step of the one layer that was computed instead of the right one."""
    watched = _Watched.of(trace.layer)
    BY_ID[outcome.mistake].function(watched, **outcome.values)
    if len(watched.made) != 1:
        return None
    (other,) = watched.made
    changed = Trace(other, "numpy")
    number, (channel, row, col) = outcome.output[cell], cell
    # Filters dealt out to groups are computed in another order than they are written down.
    for filter_ in (channel, *range(len(changed.output))):
        places = (filter_, row, col)
        inside = all(at < size for at, size in zip(places, changed.output.shape, strict=True))
        if inside and changed.output[places] == number:
            return changed.at(*places)
    return None


def _rearranged(trace: Trace, outcome: Outcome, cell: Cell) -> Step | None:
    """The step whose number was moved to a cell; None where the number is another than any right one."""
    places = _Places.of(trace.layer)
    moved = BY_ID[outcome.mistake].made(places, outcome.values)
    place = -1 if moved is None or moved.shape != outcome.shape else int(moved.output[cell])
    right = trace.output.ravel()
    is_moved = 0 <= place < right.size and right[place] == outcome.output[cell]
    return trace[place] if is_moved else None


def _without(trace: Trace, outcome: Outcome, cell: Cell) -> Step:
    """The right step without one channel, or with this one only."""
    step, channel = trace.at(*cell), outcome.values["channel"]
    kept = [c for c in range(len(step.channel_sums)) if (c == channel) == (outcome.mistake != ONE_CHANNEL[0])]
    return _only(step, kept)


def _unsummed(trace: Trace, outcome: Outcome, cell: Cell) -> Step:
    filters, slices = trace.layer.out_channels, trace.layer.slices
    by_filter = outcome.values["by"] == "filter"
    first, second = divmod(cell[0], slices if by_filter else filters)
    channel, filter_ = (second, first) if by_filter else (first, second)
    step = _only(trace.at(filter_, *cell[1:]), [channel])
    return step if outcome.values["with_bias"] else replace(step, bias=None)


def _summed(trace: Trace, outcome: Outcome, cell: Cell) -> Step:
    """The steps of all groups at one place, added up."""
    a_group = trace.layer.filters_per_group
    filters = range(cell[0] % a_group, len(trace.output), a_group)
    parts = [trace.at(filter_, *cell[1:]) for filter_ in filters]
    biases = [part.bias for part in parts if part.bias is not None]
    return replace(
        parts[0],
        taps=tuple(tap for part in parts for tap in part.taps),
        channel_sums=tuple(amount for part in parts for amount in part.channel_sums),
        bias=sum(biases) if biases else None,
    )


def _only(step: Step, channels: list[int]) -> Step:
    size = len(step.taps) // len(step.channel_sums)
    return replace(
        step,
        taps=tuple(tap for c in channels for tap in step.taps[c * size : (c + 1) * size]),
        channel_sums=tuple(step.channel_sums[c] for c in channels),
    )
