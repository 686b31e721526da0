"""How large the parts of a layer are at a scale, and the largest scale at which a drawing fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from dsviz.conv.numbers import Pair
from dsviz.figures.boxes.marks import FONT_SIZE, MOST_SHEETS, depth_of, text_width
from dsviz.figures.boxes.shape import LayerShape, times

GAP = 18.0  # between columns: room for the lines
BETWEEN_LANES = 7.0
BETWEEN_FILTERS = 5.0
DOTS = 14.0  # the height of an ellipsis
HEAD, FOOT = 20.0, 18.0  # rows of words above and below
DEEPEST = 28.0  # pixels of the deepest deck
THICKEST = 6.0
SMALLEST_TAP = 4.0
LARGEST_SCALE = 16.0
MOST_LANES, MOST_FILTERS = 4, 4
FEWER = 3  # are drawn where there are more than most; of filters in lanes, one less
SMALLEST_MAP = 14.0
STEP_DOWN = 0.97


@dataclass(frozen=True)
class Room:
    """What a drawing may take.

    Attributes
    ----------
    width, height : float
        Pixels; a drawing is as large as fits, and no larger than it needs.
    in_rows : bool
        One layer a row, for narrow places; side by side otherwise.
    largest : float
        The largest scale: two drawings with the same small one can be compared.
    """

    width: float
    height: float
    in_rows: bool = False
    largest: float = LARGEST_SCALE


@dataclass(frozen=True)
class Names:
    """What stands above the three columns of a layer."""

    input: str
    filters: str
    output: str


@dataclass(frozen=True)
class Measures:
    """The sizes of one layer's columns.

    Attributes
    ----------
    layer : LayerShape
    names : Names
    scale, tap, thickness : float
        Pixels of a map's cell, of a weight, of a sheet.
    """

    layer: LayerShape
    names: Names
    scale: float
    tap: float
    thickness: float

    @property
    def lanes(self) -> int:
        """Groups that are drawn."""
        return _shown(self.layer.lanes, MOST_LANES)

    @property
    def filters(self) -> int:
        """Filters that are drawn in each lane."""
        return _shown(self.layer.filters_per_lane, MOST_FILTERS, FEWER - (self.lanes > 1))

    @property
    def cuts_lanes(self) -> bool:
        """Whether there are more groups than are drawn."""
        return self.lanes < self.layer.lanes

    @property
    def cuts_filters(self) -> bool:
        """Whether there are more filters than are drawn."""
        return self.filters < self.layer.filters_per_lane

    @property
    def padding(self) -> tuple[Pair, Pair]:
        """The padding that is drawn: none where a cell is too small to be seen."""
        return self.layer.pads if self.tap == self.scale else ((0, 0), (0, 0))

    @property
    def filter_grid(self) -> Pair:
        """Rows and columns of a lane's filters."""
        columns = 2 if self.filters > 2 and not self.cuts_filters else 1
        return ceil(self.filters / columns), columns

    def depths(self) -> tuple[float, float]:
        """Return the depth of a lane's input, which is that of its filters, and of its output."""
        layer = self.layer
        read, made = layer.slices, layer.filters_per_lane
        if layer.full:
            read, made = layer.full[0] // self._full_lanes, layer.full[1] // self._full_lanes
        return depth_of(read, self.thickness), depth_of(made, self.thickness)

    @property
    def _full_lanes(self) -> int:
        layer = self.layer
        return layer.full[0] if layer.full and layer.slices == 1 and layer.lanes > 1 else layer.lanes

    def filter_size(self) -> tuple[float, float]:
        """Return height and width of one filter, its depth included."""
        depth, _ = self.depths()
        height, width = self.layer.kernel
        return height * self.tap + depth, width * self.tap + depth

    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Return (height, width) of a lane's input, filters and output."""
        (_, rows, columns), (_, out_rows, out_columns) = self.layer.shape, self.layer.out_shape
        (above, below), (left, right) = self.padding
        deep, out_deep = self.depths()
        height, width = self.filter_size()
        down, across = self.filter_grid
        return (
            (
                (rows + above + below) * self.scale + deep,
                (columns + left + right) * self.scale + deep,
            ),
            (
                (down + (across - 1) / 2) * (height + BETWEEN_FILTERS)
                - BETWEEN_FILTERS
                + DOTS * self.cuts_filters,
                across * width + (across - 1) * BETWEEN_FILTERS,
            ),
            (out_rows * self.scale + out_deep, out_columns * self.scale + out_deep),
        )

    @property
    def lane_height(self) -> float:
        """Height of one lane."""
        return max(height for height, _ in self.sizes())

    @property
    def height(self) -> float:
        """Height of all lanes with the words above and below."""
        lanes = self.lanes * self.lane_height + (self.lanes - 1) * BETWEEN_LANES
        return HEAD + lanes + DOTS * self.cuts_lanes + FOOT

    def columns(self) -> tuple[float, float, float]:
        """Return the widths of the three columns, their words included."""
        layer = self.layer
        names = self.names.input, self.names.filters, self.names.output
        feet = times(*layer.shape), times(layer.slices, *layer.kernel), times(*layer.out_shape)
        read, weigh, made = (
            max(width, text_width(name), text_width(foot))
            for (_, width), name, foot in zip(self.sizes(), names, feet, strict=True)
        )
        return read, weigh, made

    @property
    def chips(self) -> float:
        """Width of what follows the layer."""
        then = self.layer.then
        return max(map(text_width, then)) + FONT_SIZE + GAP if then else 0.0

    @property
    def width(self) -> float:
        """Width of the three columns, the room between them, and what follows."""
        return sum(self.columns()) + 2 * GAP + self.chips


def _shown(count: int, most: int, fewer: int = FEWER) -> int:
    return count if count <= most else fewer


def thickness_of(layers: Sequence[LayerShape]) -> float:
    """Choose how thick a sheet is: the same in the whole drawing, so that depths compare.

    Examples
    --------
    >>> thickness_of([LayerShape((3, 5, 5), 2)]), thickness_of([LayerShape((64, 5, 5), 64)])
    (6.0, 0.4375)
    """
    decks = [deck for layer in layers for deck in (layer.slices, layer.filters_per_lane)]
    decks += [count for layer in layers if layer.full for count in layer.full]
    return min(THICKEST, DEEPEST / min(max(decks), MOST_SHEETS))


def measure(layers: Sequence[LayerShape], names: Sequence[Names], room: Room) -> list[Measures]:
    """Find the largest scale at which the layers fit, side by side or each in a row of its own.

    Maps are not drawn smaller than can be seen: what does not fit then takes more room.
    """
    thickness, scale = thickness_of(layers), room.largest
    while True:
        tap = max(scale, SMALLEST_TAP)
        found = [
            Measures(layer, name, scale, tap, thickness) for layer, name in zip(layers, names, strict=True)
        ]
        widths, heights = [each.width for each in found], [each.height for each in found]
        across = max(widths) if room.in_rows else sum(widths) + GAP * (len(found) - 1)
        down = sum(heights) if room.in_rows else max(heights)
        smallest = scale * max(max(layer.shape[1:]) for layer in layers) <= SMALLEST_MAP
        if (across <= room.width and down <= room.height) or smallest:
            return found
        scale *= STEP_DOWN
