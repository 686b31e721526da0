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
    products : int, optional
        How many products have been taken, where they are taken one by one, each channel's before its sum.
    hides : int
        What stands as "?": 0 nothing, 1 the results, 2 the sums too, 3 the products too.
    revealed : frozenset of int
        The steps, counted in the order, that show all the same; what is hidden is hidden of every other one.
    has_begun : bool
        Whether a step has been taken at all; where none has, the place tells whose kernel stands there.
    missing : frozenset of (channel, row, column)
        The input numbers that are still to come, where another layer works them out.
    """

    place: tuple[int, int, int]
    part: str = "result"
    order: str = "filter"
    lit: tuple[str, ...] = ()
    products: int | None = None
    hides: int = 0
    revealed: frozenset[int] = frozenset()
    has_begun: bool = True
    missing: frozenset[tuple[int, int, int]] = frozenset()

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
        """Return which step it is in its order, from 0; −1 before the first."""
        return -1 if not self.has_begun else number_of(self.place, trace.output.shape, self.order)

    def has(self, trace: Trace, part: str) -> bool:
        """Tell whether a part of the step has been taken."""
        parts = parts_of(trace.layer)
        return self.has_begun and part in parts and parts.index(part) <= parts.index(self.part)

    def products_of(self, trace: Trace) -> int:
        """Return how many products of the step are there, in reading order."""
        if self.products is not None:
            return self.products
        return int(trace.layer.weight[0].size) if self.has(trace, "products") else 0

    def level(self, trace: Trace) -> int:
        """Return what is hidden of the step itself, as `hides` says it."""
        return 0 if self.number(trace) in self.revealed else self.hides

    def conceals(self, trace: Trace, what: str) -> bool:
        """Tell whether the "result", the "sums" or the "products" of the step stand as "?".

        What is no more than the result would tell it, and goes with it.
        """
        layer = trace.layer
        taken = {
            "result": 0,
            "sums": int(layer.slices > 1 or layer.bias is not None),
            "products": 2 if layer.weight[0].size > 1 or layer.bias is not None else 0,
        }
        return self.level(trace) > taken[what]

    def done(self, trace: Trace) -> Iterator[tuple[int, int, int]]:
        """Walk the output numbers that are there already."""
        return (place for place, value in self.known(trace) if value is not None)

    def known(self, trace: Trace) -> Iterator[tuple[tuple[int, int, int], float | None]]:
        """Walk the output numbers that have a mark: each with its value, or None for a "?"."""
        shape, now = trace.output.shape, self.number(trace)
        for place in np.ndindex(*shape):
            at = number_of(place, shape, self.order)
            if self.hides and at not in self.revealed:
                yield place, None
            elif self.part == "result" if at == now else self.hides or at < now:
                yield place, float(trace.output[place])
