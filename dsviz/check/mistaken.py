"""A named mistake followed into one cell: which products somebody adds up who makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from dsviz.check.mistakes import BY_ID, Outcome
from dsviz.check.mistakes_layer import Array, Layer
from dsviz.conv.trace import Step, Trace

Cell = tuple[int, int, int]

REARRANGED = ("answer-transposed", "channels-last", "multiplier-order")
ONE_CHANNEL = ("channel-missed", "only-one-channel")


def outcome_of(steps: Trace, mistake: str, values: Mapping[str, Any]) -> Outcome | None:
    """Make a mistake in the way a finding says.

    Parameters
    ----------
    steps : Trace
    mistake : str
        Its id.
    values : mapping
        The finding's values; those that are a choice of this mistake say in which way it is made.

    Returns
    -------
    Outcome, or None where the mistake cannot be made so
    """
    for outcome in BY_ID[mistake].outcomes(_layer(steps)):
        if outcome.values.items() <= values.items():
            return outcome
    return None


def mistaken_step(steps: Trace, outcome: Outcome, cell: Cell) -> Step | None:
    """Give the step that a mistake puts in the place of a cell's own.

    Parameters
    ----------
    steps : Trace
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
    >>> steps = trace([[[1, 2, 3]]], [[[[1, 2]]]], backend="numpy")
    >>> flipped = outcome_of(steps, "kernel-flipped", {})
    >>> [(tap.x, tap.weight) for tap in mistaken_step(steps, flipped, (0, 0, 1)).taps]
    [(2.0, 2.0), (3.0, 1.0)]
    """
    if not all(at < size for at, size in zip(cell, outcome.output.shape, strict=True)):
        return None
    known = {"channels-not-summed": _unsummed, "channels-summed": _summed}
    if outcome.mistake in REARRANGED:
        step = _rearranged(steps, outcome, cell)
    elif outcome.mistake in ONE_CHANNEL:
        step = _without(steps, outcome, cell)
    elif outcome.mistake in known and outcome.values.get("way") != "kernel-on-all-channels":
        step = known[outcome.mistake](steps, outcome, cell)
    else:
        step = _of_changed_layer(steps, outcome, cell)
    return None if step is None else replace(step, result=float(outcome.output[cell]))


class _Watched(Layer):
    """A layer that remembers the layers computed in its place."""

    @cached_property
    def made(self) -> list[Layer]:
        return []

    def changed(self, **changes: Any) -> Layer | None:
        other = super().changed(**changes)
        if other is not None:
            self.made.append(other)
        return other


class _Places(Layer):
    """A layer whose answer is the number of each cell, to see where a mistake moves it."""

    @cached_property
    def answer(self) -> Array:
        shape = super().answer.shape
        return np.arange(np.prod(shape), dtype=np.float64).reshape(shape)


def _layer(steps: Trace) -> Layer:
    return Layer(steps.x, steps.weight, steps.bias, steps.spec)


def _of_changed_layer(steps: Trace, outcome: Outcome, cell: Cell) -> Step | None:
    """The step of the one layer that was computed instead of the right one."""
    watched = _Watched(steps.x, steps.weight, steps.bias, steps.spec)
    BY_ID[outcome.mistake].function(watched, **outcome.values)
    if len(watched.made) != 1:
        return None
    (other,) = watched.made
    changed = Trace(other.x, other.weight, other.bias, other.spec, "numpy")
    number, (channel, row, col) = outcome.output[cell], cell
    # Filters dealt out to groups are computed in another order than they are written down.
    for filter_ in (channel, *range(len(changed.output))):
        places = (filter_, row, col)
        inside = all(at < size for at, size in zip(places, changed.output.shape, strict=True))
        if inside and changed.output[places] == number:
            return changed.at(*places)
    return None


def _rearranged(steps: Trace, outcome: Outcome, cell: Cell) -> Step | None:
    places = _Places(steps.x, steps.weight, steps.bias, steps.spec)
    moved = BY_ID[outcome.mistake].function(places, **outcome.values)
    return None if moved is None else steps[int(moved[cell])]


def _without(steps: Trace, outcome: Outcome, cell: Cell) -> Step:
    """The right step without one channel, or with this one only."""
    step, channel = steps.at(*cell), outcome.values["channel"]
    kept = [c for c in range(len(step.channel_sums)) if (c == channel) == (outcome.mistake != ONE_CHANNEL[0])]
    return _only(step, kept)


def _unsummed(steps: Trace, outcome: Outcome, cell: Cell) -> Step:
    filters, slices = steps.weight.shape[:2]
    by_filter = outcome.values["by"] == "filter"
    first, second = divmod(cell[0], slices if by_filter else filters)
    channel, filter_ = (second, first) if by_filter else (first, second)
    step = _only(steps.at(filter_, *cell[1:]), [channel])
    return step if outcome.values["with_bias"] else replace(step, bias=None)


def _summed(steps: Trace, outcome: Outcome, cell: Cell) -> Step:
    """The steps of all groups at one place, added up."""
    a_group = len(steps.output) // steps.spec.groups
    filters = range(cell[0] % a_group, len(steps.output), a_group)
    parts = [steps.at(filter_, *cell[1:]) for filter_ in filters]
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
