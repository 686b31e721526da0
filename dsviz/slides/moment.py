"""Which step of a run is drawn, and how much of it: as on the stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dsviz.content import Listed
from dsviz.conv.layer import Layer
from dsviz.conv.step import Step
from dsviz.conv.trace import Trace
from dsviz.slides.errors import SlidesError
from dsviz.stage.orders import number_of


def parts_of(layer: Layer) -> tuple[str, ...]:
    """Return the parts of a step, in the order a hand calculation takes them.

    Examples
    --------
    >>> parts_of(Layer([[[2]], [[3]]], [[[[1]], [[-2]]]], [4]))
    ('window', 'products', 'sum0', 'sum1', 'total', 'bias', 'result')
    """
    sums = (f"sum{c}" for c in range(layer.slices))
    total = ("total",) if layer.slices > 1 else ()
    bias = () if layer.bias is None else ("bias",)
    return "window", "products", *sums, *total, *bias, "result"


@dataclass(frozen=True)
class Moment:
    """A moment of a run.

    Attributes
    ----------
    place : (filter, row, column)
        The output number.
    part : str
        The last part that has been taken: "window", "products", "sum0" and so on, "total", "bias", "result".
    order : str
        A name of `dsviz.stage.orders.orders`: which numbers are there already.
    lit : tuple of str
        What is lit, by the handles of `dsviz.guides.beat.Pose`.
    """

    place: tuple[int, int, int]
    part: str = "result"
    order: str = "filter"
    lit: tuple[str, ...] = ()

    @classmethod
    def nth(cls, trace: Trace, step: int, part: str = "result") -> Moment:
        """Make the moment of a step of a trace, from 0.

        Raises
        ------
        SlidesError
            Where there is no such step or part.
        """
        if isinstance(step, bool) or not isinstance(step, int | np.integer) or not 0 <= step < len(trace):
            raise SlidesError("step", most=len(trace) - 1, got=repr(step))
        if part not in parts_of(trace.layer):
            raise SlidesError("part", known=Listed(parts_of(trace.layer)), got=repr(part))
        n, row, column = map(int, np.unravel_index(int(step), trace.output.shape))
        return cls((n, row, column), part)

    def step_of(self, trace: Trace) -> Step:
        """Return the step with its products."""
        return trace.at(*self.place)

    def number(self, trace: Trace) -> int:
        """Return which step it is in its order, from 0."""
        return number_of(self.place, trace.output.shape, self.order)

    def has(self, trace: Trace, part: str) -> bool:
        """Tell whether a part of the step has been taken."""
        parts = parts_of(trace.layer)
        return part in parts and parts.index(part) <= parts.index(self.part)

    def done(self, trace: Trace) -> Iterator[tuple[int, int, int]]:
        """Walk the output numbers that are there already."""
        shape, now = trace.output.shape, self.number(trace)
        for place in np.ndindex(*shape):
            at = number_of(place, shape, self.order)
            if at < now or (at == now and self.part == "result"):
                yield place
