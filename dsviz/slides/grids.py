"""The grids of a step as marks: cells with their numbers, the window, the hatched padding, what is lit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dsviz.content import label
from dsviz.conv.borders import NOWHERE
from dsviz.conv.step import Step, Tap
from dsviz.conv.trace import Trace
from dsviz.figures.theme import HUE
from dsviz.slides.digits import Digits, digits_for
from dsviz.slides.layout import SUM, Plan, sizes_of
from dsviz.slides.moment import Moment
from dsviz.slides.palette import BIAS, PADDING, WEIGHT_NEGATIVE, Palette
from dsviz.slides.sheet import Box, Line, Mark, Text, width_of
from dsviz.wording.sums import channels_of, exact_sums

if TYPE_CHECKING:
    from dsviz.slides.drawing import Look

HATCHES = (((0, 0.5), (0.5, 0)), ((0, 1), (1, 0)), ((0.5, 1), (1, 0.5)))


@dataclass(frozen=True)
class Grids:
    """All grids of a moment, where a plan has put them."""

    trace: Trace
    step: Step
    moment: Moment
    plan: Plan
    cell: float
    origin: tuple[float, float]
    look: Look
    palette: Palette
    taps: Sequence[Tap]  # under the window; none before the first step

    def marks(self) -> Iterator[Mark]:
        """Walk every mark, the lowest first."""
        yield from self._wires()
        for c in range(self.trace.layer.in_channels):
            yield from self._input(c)
        first = self.step.taps[0].in_channel
        for at in range(self.trace.layer.slices):
            yield from self._slice(first + at, at)
        yield from self._bias()
        for n in range(self.trace.layer.out_channels):
            yield from self._output(n)

    def corner(self, kind: str, index: int) -> tuple[float, float]:
        """Return a grid's upper left corner in pixels."""
        x, y = self.plan.places[kind, index]
        return self.origin[0] + x * self.cell, self.origin[1] + y * self.cell

    def _box(self, kind: str, index: int, row: int, column: int, down: int = 1, across: int = 1) -> Box:
        x, y = self.corner(kind, index)
        size = self.cell
        return Box(x + column * size, y + row * size, across * size, down * size)

    def _name(self, kind: str, index: int, words: str, role: str) -> Text:
        x, y = self.corner(kind, index)
        wide = max(sizes_of(self.trace.layer)[kind][0], 1.6) * self.cell + 0.5 * self.cell
        size = min(0.5 * self.cell, 30 * self.look.unit, wide / width_of(words))
        return Text(x, y - 0.4 * self.cell, words, size, self.palette.name(role), "start", bold=True)

    def _over_wires(self, name: Text) -> Iterator[Mark]:
        """A name that a wire may pass: on paper of its own."""
        across, down = width_of(name.words, name.size), 1.2 * name.size
        yield Box(name.x - 2, name.y - down / 2, across + 4, down, self.palette.paper)
        yield name

    def rounds(self) -> bool:
        """Tell whether some grid has numbers that had to be rounded for their cells."""
        layer, step = self.trace.layer, self.step
        tensors = layer.x, layer.weight, self.trace.output, [tap.product for tap in step.taps]
        return any(self._size(np.ravel(each))[1] for each in tensors) or self._size(exact_sums(step), SUM)[1]

    def _size(self, values: Iterable[float], cells: float = 1) -> Digits:
        return digits_for(values, self.cell, cells)

    def _number(
        self, box: Box, value: float | None, size: Digits, *, bold: bool = False, colour: str = ""
    ) -> Text:
        words = "?" if value is None else size.written(value)
        middle = box.x + box.width / 2, box.y + box.height / 2
        return Text(*middle, words, size.size, colour or self.palette.ink, bold=bold)

    def _painted(self, box: Box, fill: str, edge: str = "", thick: float = 1.2) -> Box:
        return Box(
            box.x, box.y, box.width, box.height, fill, edge or self.palette.edge, thick * self.look.unit
        )

    def _frame(self, box: Box, colour: str, thick: float = 4) -> Box:
        return Box(box.x, box.y, box.width, box.height, None, colour, thick * self.look.unit)

    def _lit(self, *handles: str) -> bool:
        return any(handle in self.moment.lit for handle in handles)

    def _ring(self, kind: str, index: int) -> Box:
        """A ring around a whole grid that is lit."""
        off, (x, y) = 6 * self.look.unit, self.corner(kind, index)
        wide, high = sizes_of(self.trace.layer)[kind]
        box = Box(x - off, y - off, wide * self.cell + 2 * off, high * self.cell + 2 * off)
        return self._frame(box, self.palette.ink)

    def _input(self, c: int) -> Iterator[Mark]:
        """One input channel with its padding; under the window every cell has the tint of its weight."""
        layer, palette = self.trace.layer, self.palette
        rows, columns = layer.sources
        (top, _), (left, _) = layer.pads
        taps = {(tap.in_row, tap.in_col): tap for tap in self.taps if tap.in_channel == c}
        size, lit = self._size(layer.x.ravel()), self._middle if self._lit("middle") else None
        yield self._name("x", c, self.look.naming.input(c), "x")
        for i, j in np.ndindex(len(rows), len(columns)):
            box, place = self._box("x", c, i, j), (i - top, j - left)
            outside = not (0 <= place[0] < layer.size[0] and 0 <= place[1] < layer.size[1])
            fill = palette.mixed(PADDING, 0.16) if outside else palette.mixed(HUE["input"], 0.17)
            if place in taps:
                fill = palette.tint(taps[place].weight, self._largest)
            yield self._painted(box, fill)
            if outside:
                yield from self._hatched(box, fill)
            zero = NOWHERE in (rows[i], columns[j])
            value = 0.0 if zero else float(layer.x[c, rows[i], columns[j]])
            faint = outside or bool(self.taps and not taps)
            if place in taps and ((outside and self._lit("pad")) or place == lit):
                yield self._frame(box, palette.ink, 3)
            if (c, *place) not in self.moment.missing:
                yield self._number(box, value, size, colour=palette.mixed(palette.ink, 0.84 if faint else 1))
        if taps:
            yield self._frame(self._window(c), WEIGHT_NEGATIVE, 6 if self._lit("window") else 4)
        if f"x.{c}" in self.moment.lit or ("x" in self.moment.lit and taps):
            yield self._ring("x", c)

    @property
    def _middle(self) -> tuple[int, int]:
        """The pixel in the middle of the window."""
        tap = self.step.taps[self.trace.layer.weight[0, 0].size // 2]
        return tap.in_row, tap.in_col

    def _reads(self, row: int, column: int) -> bool:
        """Tell whether an output's window holds the pixel in the middle of this one."""
        taps = self.trace.at(self.step.out_channel, row, column).taps
        return self._middle in [(tap.in_row, tap.in_col) for tap in taps]

    @property
    def _largest(self) -> float:
        return float(np.abs(self.trace.layer.weight).max())

    def _hatched(self, box: Box, fill: str) -> Iterator[Line]:
        colour = self.palette.mixed(PADDING, 0.4, over=fill)
        for (x1, y1), (x2, y2) in HATCHES:
            start = (box.x + x1 * box.width, box.y + y1 * box.height)
            yield Line(*start, box.x + x2 * box.width, box.y + y2 * box.height, colour, 1.5 * self.look.unit)

    def _window(self, c: int) -> Box:
        layer, (first, last) = self.trace.layer, (self.step.taps[0], self.step.taps[-1])
        (top, _), (left, _) = layer.pads
        down, across = last.in_row - first.in_row + 1, last.in_col - first.in_col + 1
        return self._box("x", c, first.in_row + top, first.in_col + left, down, across)

    def _wires(self) -> Iterator[Line]:
        """Lines from the window to the slice of the kernel; they pass under the cells."""
        colour, thick = self.palette.weight, 2 * self.look.unit
        for c in sorted({tap.in_channel for tap in self.taps}):
            window, (x, y) = self._window(c), self.corner("w", c)
            wide, high = (side * self.cell for side in sizes_of(self.trace.layer)["w"])
            if y > self.corner("x", c)[1] + self.cell * sizes_of(self.trace.layer)["x"][1]:
                bottom = window.y + window.height
                yield Line(window.x, bottom, x, y, colour, thick)
                yield Line(window.x + window.width, bottom, x + wide, y, colour, thick)
            else:
                right = window.x + window.width
                yield Line(right, window.y, x, y, colour, thick)
                yield Line(right, window.y + window.height, x, y + high, colour, thick)

    def _slice(self, c: int, at: int) -> Iterator[Mark]:
        """The kernel's slice on a channel, the products and their sum."""
        n = self.step.out_channel
        taps, kernel = channels_of(self.step)[at], self.trace.layer.kernel
        seen = self.moment.products_of(self.trace) - at * len(taps)
        hidden = self.moment.conceals(self.trace, "products")
        weights = self._size(self.trace.layer.weight.ravel())
        products = self._size(tap.product for tap in self.step.taps)
        yield from self._over_wires(self._name("w", c, self.look.naming.slice(n, at), "w"))
        yield from self._over_wires(self._name("p", c, self.look.naming.products(), "p"))
        for which, (tap, (u, v)) in enumerate(zip(taps, np.ndindex(*kernel), strict=True)):
            box = self._box("w", c, u, v)
            yield self._painted(box, self.palette.tint(tap.weight, self._largest))
            yield self._number(box, tap.weight, weights)
            box = self._box("p", c, u, v)
            yield self._painted(box, self.palette.paper)
            if tap.is_padding:
                yield from self._hatched(box, self.palette.paper)
            if which < seen:
                yield self._number(box, None if hidden else tap.product, products)
        if self._lit("w", f"w.{n}", f"w.{n}.{at}"):
            yield self._ring("w", c)
        if self._lit("p", f"p.{c}"):
            yield self._ring("p", c)
        yield from self._sum(c, at)

    def _sum(self, c: int, at: int) -> Iterator[Mark]:
        (wide, _), (x, y) = sizes_of(self.trace.layer)["s"], self.corner("s", c)
        box = Box(x, y, wide * self.cell, self.cell)
        yield self._name("s", c, label("slides.sum", self.look.language), "s")
        yield self._painted(box, self.palette.paper, self.palette.ink)
        if self.moment.has(self.trace, f"sum{at}"):
            sums = exact_sums(self.step)
            value = None if self.moment.conceals(self.trace, "sums") else sums[at]
            yield self._number(box, value, self._size(sums, SUM), bold=True)
        if self._lit("s", f"s.{c}"):
            yield self._ring("s", c)

    def _bias(self) -> Iterator[Mark]:
        if self.step.bias is None:
            return
        n, (wide, _), (x, y) = self.step.out_channel, sizes_of(self.trace.layer)["b"], self.corner("b", 0)
        box = Box(x, y, wide * self.cell, self.cell)
        yield self._name("b", 0, self.look.naming.bias(n), "b")
        yield self._painted(box, self.palette.mixed(BIAS, 0.3))
        yield self._number(box, self.step.bias, self._size([self.step.bias], SUM), bold=True)
        if self._lit("b", f"b.{n}"):
            yield self._ring("b", 0)

    def _output(self, n: int) -> Iterator[Mark]:
        """One output map: what has been computed stands in it, the cell of the step is framed."""
        palette = self.palette
        known = {place[1:]: value for place, value in self.moment.known(self.trace) if place[0] == n}
        edge, size = palette.mixed(HUE["output"], 0.7), self._size(self.trace.output.ravel())
        yield self._name("y", n, self.look.naming.output(n), "y")
        for row, column in np.ndindex(*self.trace.layer.output_size):
            box, at = self._box("y", n, row, column), (row, column)
            is_told = known.get(at) is not None
            yield self._painted(box, palette.mixed(HUE["output"], 0.32) if is_told else palette.paper, edge)
            if at in known:
                yield self._number(box, known[at], size, bold=True)
            if n == self.step.out_channel and self._lit("readers") and self._reads(row, column):
                yield self._frame(box, palette.ink, 3)
        if n == self.step.out_channel and self.moment.has_begun:
            here = self._box("y", n, self.step.row, self.step.col)
            yield self._frame(here, palette.ink if self._lit("place") else HUE["output"], 5)
        if self._lit("y", f"y.{n}"):
            yield self._ring("y", n)
