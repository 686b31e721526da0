"""Where every mark of a drawing stands: layers beside each other, their lanes below each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsviz.figures.boxes.marks import FONT_SIZE, Deck, Drawing, Line, Mover, Point, Text, depth_of
from dsviz.figures.boxes.measure import (
    BETWEEN_FILTERS,
    BETWEEN_LANES,
    DOTS,
    GAP,
    HEAD,
    Measures,
    Names,
    Room,
    measure,
)
from dsviz.figures.boxes.shape import LayerShape, times

INPUT_COLOUR = -1  # the role's own; filters and lanes count from 0
EDGE = 1.0  # left and right, for the lines' own width
CHIP = 24.0  # from one thing that follows a layer to the next


def arrange(layers: Sequence[LayerShape], names: Sequence[Names], room: Room) -> Drawing:
    """Place the marks of a drawing.

    Parameters
    ----------
    layers : sequence of LayerShape
        Each fed by the one before.
    names : sequence of Names, one a layer
    room : Room

    Returns
    -------
    Drawing
    """
    found = measure(layers, names, room)
    widths, heights = [each.width for each in found], [each.height for each in found]
    across = max(widths) if room.in_rows else sum(widths) + GAP * (len(found) - 1)
    down = sum(heights) if room.in_rows else max(heights)
    drawing = Drawing(across + 2 * EDGE, down, found[0].scale, found[0].tap)
    x, y = EDGE, 0.0
    made: tuple[int, ...] = ()
    for each in found:
        left, high = (EDGE, each.height) if room.in_rows else (x, down)
        _Placing(drawing, each, left, y, high, made).run()
        made = each.layer.colours
        if each is not found[-1] and not room.in_rows and not each.layer.then:
            # The same tensor twice: as the maps one layer made, and as the volume the next one reads.
            drawing.texts.append(Text(x + each.width + GAP / 2, down / 2 + FONT_SIZE * 0.3, "="))
        x += each.width + GAP
        y += each.height * room.in_rows
    return drawing


class _Placing:
    """One layer put into a drawing: its left edge, its top, its height, the colours of what it reads."""

    def __init__(
        self,
        drawing: Drawing,
        sizes: Measures,
        left: float,
        top: float,
        room: float,
        read_colours: tuple[int, ...],
    ) -> None:
        self.drawing, self.sizes, self.layer = drawing, sizes, sizes.layer
        self.top, self.room, self.read_colours = top, room, read_colours
        read, weigh, made = sizes.columns()
        self.middles = (
            left + read / 2,
            left + read + GAP + weigh / 2,
            left + read + weigh + 2 * GAP + made / 2,
        )
        self.right = left + read + weigh + made + 2 * GAP

    def run(self) -> None:
        """Place everything."""
        sizes = self.sizes
        first = self.top + HEAD + (self.room - sizes.height) / 2
        for lane in range(sizes.lanes):
            self._lane(lane, first + lane * (sizes.lane_height + BETWEEN_LANES) + sizes.lane_height / 2)
        if sizes.cuts_lanes:
            feet = first + sizes.lanes * (sizes.lane_height + BETWEEN_LANES) + DOTS / 2
            for middle in self.middles:
                self._write(middle, feet, f"… {self.layer.lanes}")
        self._words()
        self._what_follows()

    def _words(self) -> None:
        names, layer = self.sizes.names, self.layer
        feet = times(*layer.shape), times(layer.slices, *layer.kernel), times(*layer.out_shape)
        for middle, name, foot in zip(
            self.middles, (names.input, names.filters, names.output), feet, strict=True
        ):
            self._write(middle, self.top + FONT_SIZE, name)
            self._write(middle, self.top + self.room - 4, foot)

    def _what_follows(self) -> None:
        then = self.layer.then
        for at, words in enumerate(then):
            y = self.top + self.room / 2 + (at - (len(then) - 1) / 2) * CHIP + FONT_SIZE * 0.3
            self.drawing.texts.append(Text(self.right + GAP / 2 + self.sizes.chips / 2, y, words, boxed=True))

    def _write(self, x: float, y: float, words: str) -> None:
        self.drawing.texts.append(Text(x, y, words))

    def _lane(self, lane: int, middle: float) -> None:
        source, target = self._input(lane, middle), self._output(lane, middle)
        for at, kernel in enumerate(self._filters(lane, middle)):
            self.drawing.decks.append(kernel)
            colour = kernel.colours[0]
            entry = kernel.x, kernel.y + kernel.height / 2
            leave = kernel.x + kernel.width + kernel.depth, kernel.y + kernel.height / 2 - kernel.depth
            shift = depth_of(at, target.thickness)
            goal = target.x + shift, target.y + target.height / 2 - shift
            right = source.frame[2], source.y + source.height / 2 - source.depth
            self.drawing.lines += [Line(right, entry, colour), Line(leave, goal, colour)]

    def _input(self, lane: int, middle: float) -> Deck:
        sizes, layer = self.sizes, self.layer
        (above, below), (left, right) = sizes.padding
        full, (_, rows, columns) = sizes.sizes()[0], layer.shape
        deep = sizes.depths()[0]
        x, y = self.middles[0] - full[1] / 2, middle - full[0] / 2 + deep
        cell = sizes.scale
        if max(above, below, left, right):
            self.drawing.paddings.append((x, y, x + full[1] - deep, y + full[0] - deep))
        # A map keeps the colour in which the layer before made it.
        mine = self.read_colours[lane * layer.slices : (lane + 1) * layer.slices]
        colours = mine or (lane if layer.lanes > 1 else INPUT_COLOUR,)
        deck = self._deck("input", (x + left * cell, y + above * cell), rows, columns, layer.slices, colours)
        self.drawing.decks.append(deck)
        self.drawing.movers.append(self._window(deck))
        return deck

    def _output(self, lane: int, middle: float) -> Deck:
        sizes, layer = self.sizes, self.layer
        (height, width), (_, rows, columns) = sizes.sizes()[2], layer.out_shape
        corner = self.middles[2] - width / 2, middle - height / 2 + sizes.depths()[1]
        colours = layer.colours[lane * layer.filters_per_lane :][: layer.filters_per_lane]
        deck = self._deck("output", corner, rows, columns, layer.filters_per_lane, colours)
        self.drawing.decks.append(deck)
        self.drawing.movers.append(self._cells(deck))
        return deck

    def _deck(
        self, role: str, corner: Point, rows: int, columns: int, sheets: int, colours: tuple[int, ...]
    ) -> Deck:
        cell = self.sizes.scale
        lost = 0
        if self.layer.full and self.layer.lanes == 1:
            lost = self.layer.full[role == "output"] - sheets
        return Deck(role, *corner, columns * cell, rows * cell, sheets, self.sizes.thickness, colours, lost)  # type: ignore[arg-type]

    def _filters(self, lane: int, middle: float) -> Iterator[Deck]:
        sizes, layer = self.sizes, self.layer
        (height, width), (_, across) = sizes.filter_size(), sizes.filter_grid
        room = sizes.sizes()[1]
        deep = sizes.depths()[0]
        left, top = self.middles[1] - room[1] / 2, middle - room[0] / 2
        for at in range(sizes.filters):
            row, column = divmod(at, across)
            x, y = left + column * (width + BETWEEN_FILTERS), top + row * (height + BETWEEN_FILTERS) + deep
            # Half a row lower, so that lines find their way between.
            y += column * (height + BETWEEN_FILTERS) / 2
            colour = lane if layer.lanes > 1 else at
            sides = layer.kernel[1] * sizes.tap, layer.kernel[0] * sizes.tap
            yield Deck("filter", x, y, *sides, layer.slices, sizes.thickness, (colour,))
        if sizes.cuts_filters:
            self._write(self.middles[1], top + room[0] - 2, f"… {layer.filters_per_lane}")

    def _window(self, deck: Deck) -> Mover:
        layer, (scale, tap) = self.layer, (self.sizes.scale, self.sizes.tap)
        (top, _), (left, _) = layer.pads
        height, width = layer.window
        stops = []
        for row, column in layer.places:
            down, across = row * layer.spec.stride[0] - top, column * layer.spec.stride[1] - left
            # Where it is drawn larger, its middle is the true one as long as it stays on the map.
            x = (across + width / 2) * scale - width * tap / 2
            y = (down + height / 2) * scale - height * tap / 2
            if tap != scale:
                x, y = min(max(x, 0), deck.width - width * tap), min(max(y, 0), deck.height - height * tap)
            stops.append((deck.x + x, deck.y + y))
        return Mover("input", width * tap, height * tap, deck.depth, tuple(stops))

    def _cells(self, deck: Deck) -> Mover:
        scale, tap = self.sizes.scale, self.sizes.tap
        stops = []
        for row, column in self.layer.places:
            x, y = (column + 0.5) * scale - tap / 2, (row + 0.5) * scale - tap / 2
            stops.append(
                (deck.x + min(max(x, 0), deck.width - tap), deck.y + min(max(y, 0), deck.height - tap))
            )
        return Mover("output", tap, tap, deck.depth, tuple(stops))
