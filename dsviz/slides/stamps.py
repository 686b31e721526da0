"""One step of a scatter drawn on a sheet: the input, the kernel, and the map on which it is stamped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dsviz.conv.product import Product, Stamp
from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.figures.theme import HUE
from dsviz.slides.digits import digits_for
from dsviz.slides.grids import HATCHES
from dsviz.slides.moment import Moment
from dsviz.slides.palette import DARK, LIGHT, PADDING, WEIGHT_NEGATIVE, Palette
from dsviz.slides.sheet import Box, Line, Mark, Sheet, Text
from dsviz.stage.orders import number_of, orders
from dsviz.wording.numbers import number

GAP, NAME = 1.2, 0.8  # cells between the columns of maps, and for the name over a map
MOST_CELL = 110  # pixels of a sheet that is 1920 wide
MOST_TOLD = 2  # of what is hidden: with more the products are too
PARTS = ("window", "products", "result")
Cell = tuple[int, int]
Called = tuple[str, str, str]


@dataclass(frozen=True)
class _Drawing:
    trace: ScatterTrace
    step: Stamp
    moment: Moment
    palette: Palette
    cell: float
    thick: float
    called: Called = ("x", "w", "y")

    @property
    def hides(self) -> int:
        """What is hidden of the stamp, as `Moment.hides` says it."""
        number = number_of(self.moment.place, self.trace.layer.x.shape, self.moment.order)
        return 0 if number in self.moment.revealed else self.moment.hides

    def has(self, part: str) -> bool:
        return PARTS.index(part) <= PARTS.index(self.moment.part)

    def box(self, corner: tuple[float, float], at: Cell) -> Box:
        size = self.cell
        return Box(corner[0] + at[1] * size, corner[1] + at[0] * size, size, size)

    def painted(self, box: Box, fill: str) -> Box:
        return Box(box.x, box.y, box.width, box.height, fill, self.palette.edge, self.thick)

    def framed(self, box: Box, colour: str, across: int = 1, down: int = 1) -> Box:
        return Box(box.x, box.y, across * box.width, down * box.height, None, colour, 4 * self.thick)

    def text(self, box: Box, words: str, size: float, lift: float = 0.5) -> Text:
        return Text(box.x + box.width / 2, box.y + lift * box.height, words, size, self.palette.ink)

    def hatched(self, box: Box) -> Iterator[Line]:
        colour = self.palette.mixed(PADDING, 0.6)
        for (x1, y1), (x2, y2) in HATCHES:
            ends = (box.x + x1 * box.width, box.y + y1 * box.height)
            yield Line(*ends, box.x + x2 * box.width, box.y + y2 * box.height, colour, self.thick)

    def name(self, corner: tuple[float, float], words: str, role: str) -> Text:
        size = 0.45 * self.cell
        return Text(
            corner[0], corner[1] - 0.4 * self.cell, words, size, self.palette.name(role), "start", bold=True
        )

    def given(self, corner: tuple[float, float], channel: int) -> Iterator[Mark]:
        """An input map; the number that is stamped is framed."""
        values, fill = self.trace.layer.x[channel], self.palette.mixed(HUE["input"], 0.17)
        size = digits_for(values.ravel(), self.cell)
        yield self.name(corner, f"{self.called[0]}[{channel}]", "x")
        for row, column in np.ndindex(*values.shape):
            box = self.box(corner, (row, column))
            yield self.painted(box, fill)
            yield self.text(box, size.written(float(values[row, column])), size.size)
        if channel == self.step.index[0]:
            yield self.framed(self.box(corner, self.step.index[1:]), self.palette.ink)  # type: ignore[arg-type]

    def kernel(self, corner: tuple[float, float], at: int) -> Iterator[Mark]:
        """The slice of the kernel that goes to a filled map."""
        channel, weight = self.step.index[0], self.trace.layer.weight
        size, largest = digits_for(weight.ravel(), self.cell), float(np.abs(weight).max())
        yield self.name(corner, f"{self.called[1]}[{channel},{at}]", "w")
        for row, column in np.ndindex(*weight.shape[2:]):
            box, value = self.box(corner, (row, column)), float(weight[channel, at, row, column])
            yield self.painted(box, self.palette.tint(value, largest))
            yield self.text(box, size.written(value), size.size)

    def filled(self, corner: tuple[float, float], channel: int) -> Iterator[Mark]:
        """A map that is filled, with the frame that padding cuts off, and the stamp on it."""
        layer, palette = self.trace.layer, self.palette
        held, reached = self.trace.held_before(self.step.index, orders()[self.moment.order])
        size = digits_for(self.trace.output.ravel(), self.cell)
        stamp = {p.cell[1:]: p for p in self.step.products if p.cell and p.cell[0] == channel}
        largest = float(np.abs(layer.weight).max())
        (top, bottom), (left, right) = layer.spec.padding
        rows, columns = layer.output_size
        yield self.name(corner, f"{self.called[2]}[{channel}]", "y")
        for i, j in np.ndindex(rows + top + bottom, columns + left + right):
            box, at = self.box(corner, (i, j)), (i - top, j - left)
            inside, product = 0 <= at[0] < rows and 0 <= at[1] < columns, stamp.get(at)
            fill = palette.mixed(HUE["output"], 0.25) if inside else palette.mixed(PADDING, 0.3)
            if product and inside:
                fill = palette.tint(product.right.value, largest)
            yield self.painted(box, fill)
            if not inside:
                yield from self.hatched(box)
            now = product is not None and inside and self.has("result")
            if inside and (now or reached[(channel, *at)] or layer.bias is not None):
                value = float(held[(channel, *at)]) + (product.value if product and now else 0.0)
                words = "?" if now and self.hides > 0 else size.written(value)
                yield self.text(box, words, size.size, 0.38 if product else 0.5)
            if product:
                yield self.text(box, self._label(product), 0.24 * self.cell, 0.8)
        if stamp:
            (down, across), first = layer.spec.dilation, min(stamp)
            box = self.box(corner, (first[0] + top, first[1] + left))
            wide, high = (layer.kernel[1] - 1) * across + 1, (layer.kernel[0] - 1) * down + 1
            yield self.framed(box, WEIGHT_NEGATIVE, wide, high)

    def _label(self, product: Product) -> str:
        """What lies on a cell: the weight, then the product that is added."""
        if not self.has("products") or self.hides > MOST_TOLD:
            return f"×{number(product.right.value)}"
        return f"{'' if product.value < 0 else '+'}{number(product.value)}"


def stamped(
    trace: ScatterTrace,
    moment: Moment,
    size: tuple[int, int] = (1920, 700),
    dark: bool = False,
    called: Called = ("x", "w", "y"),
) -> Sheet:
    """Draw a stamp.

    Parameters
    ----------
    trace : ScatterTrace
    moment : Moment
        Its place is that of the input number.
    size : (width, height)
        In pixels.
    dark : bool
    called : (str, str, str)
        The letters of input, kernel and the map that is filled.

    Examples
    --------
    >>> from dsviz.conv.transposed_layer import TransposedLayer
    >>> layer = TransposedLayer.from_tensors([[[1, 2]]], [[[[1, 10, 100]]]], stride=2)
    >>> sheet = stamped(ScatterTrace(layer, "numpy"), Moment((0, 0, 1)))
    >>> [mark.words for mark in sheet.marks if isinstance(mark, Text) and "+" in mark.words]
    ['+2', '+20', '+200']
    """
    layer, step, palette = trace.layer, trace.at(*moment.place), DARK if dark else LIGHT
    fed = list(layer.channels_fed_by(moment.place[0]))
    padded = tuple(out + sum(pads) for out, pads in zip(layer.output_size, layer.spec.padding, strict=True))
    columns = (
        (layer.x.shape[1:], range(layer.in_channels)),
        (layer.kernel, range(len(fed))),
        (padded, range(layer.output_shape[0])),
    )
    wide = sum(across for (_, across), _ in columns) + 2 * GAP
    high = max(len(maps) * (down + NAME) for (down, _), maps in columns)
    cell = min((size[0] - 96) / wide, (size[1] - 48) / high, MOST_CELL * size[0] / 1920)
    drawing = _Drawing(trace, step, moment, palette, cell, size[0] / 1600, called)
    sheet = Sheet(*size, palette.paper, f"{called[0]}[{','.join(map(str, moment.place))}]")
    x = (size[0] - wide * cell) / 2
    for ((down, across), maps), draw in zip(
        columns, (drawing.given, drawing.kernel, drawing.filled), strict=True
    ):
        y = (size[1] - len(maps) * (down + NAME) * cell) / 2
        for at in maps:
            sheet.marks += draw((x, y + (at * (down + NAME) + NAME) * cell), at)
        x += (across + GAP) * cell
    return sheet
