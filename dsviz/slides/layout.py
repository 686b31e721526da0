"""Where the grids of a step stand: of all arrangements the one whose cells are the largest.

Every input channel is a cluster of grids (its map, the kernel's slice, the products and their sum). Clusters
stand in rows, the output's maps in a panel on their right. Lengths here are in cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import TypeAlias

from dsviz.conv.layer import Layer

Size: TypeAlias = tuple[float, float]  # across and down
Place: TypeAlias = tuple[float, float]
Places: TypeAlias = dict[tuple[str, int], Place]
Rows: TypeAlias = tuple[tuple[str, ...], ...]

GAP = 0.8
NAME = 0.8  # the strip over a grid in which its name stands
APART = 1.4  # between clusters, and before the panel of outputs
SUM = 1.8  # a sum has more digits than a cell
#: How a cluster's grids can stand: input x, weights w, products p, sum s.
ARRANGEMENTS: tuple[Rows, ...] = (
    (("x", "w", "p", "s"),),
    (("x",), ("w", "p", "s")),
    (("x",), ("w", "p"), ("s",)),
    (("x", "w"), ("p", "s")),
    (("x",), ("w",), ("p", "s")),
    (("x",), ("w",), ("p",), ("s",)),
)


@dataclass(frozen=True)
class Plan:
    """An arrangement, and where each grid's upper left cell lies in it.

    Attributes
    ----------
    size : (across, down)
        Of the whole, in cells.
    places : mapping of (kind, index) to (x, y)
        Kinds are "x", "w", "p" and "s", by input channel; "y", by filter; "b", with index 0.
    """

    size: Size
    places: Places

    def cell(self, across: float, down: float) -> float:
        """Return how large a cell may be where there is so much room."""
        return min(across / self.size[0], down / self.size[1])


def sizes_of(layer: Layer) -> dict[str, Size]:
    """Measure the grids of a layer, its padding with them.

    Examples
    --------
    >>> sizes_of(Layer([[[1, 2, 3]]], [[[[1, 1]]]]))["x"]
    (3, 1)
    """
    (top, bottom), (left, right) = layer.pads
    kernel = layer.kernel[1], layer.kernel[0]
    return {
        "x": (layer.size[1] + left + right, layer.size[0] + top + bottom),
        "w": kernel,
        "p": kernel,
        "s": (SUM, 1),
        "b": (SUM, 1),
        "y": (layer.output_size[1], layer.output_size[0]),
    }


def best_plan(layer: Layer, across: float, down: float) -> Plan:
    """Find the arrangement with the largest cells in a room of so many pixels.

    Parameters
    ----------
    layer : Layer
    across, down : float
    """
    sizes, count = sizes_of(layer), layer.in_channels
    clusters = [_cluster(arrangement, sizes) for arrangement in ARRANGEMENTS]
    panels = [_panel(layer, sizes, columns) for columns in _columns(layer.out_channels)]
    ways = (
        (cluster, columns, panel) for cluster in clusters for columns in _columns(count) for panel in panels
    )

    def cell(way: tuple[tuple[Size, dict[str, Place]], int, tuple[Size, Places]]) -> float:
        (size, _), columns, (panel, _) = way
        wide, high = _together(size, columns, count)
        return round(min(across / (wide + panel[0]), down / max(high, panel[1])), 2)

    (size, inside), columns, panel = max(ways, key=cell)
    return _placed(_in_rows(size, inside, columns, count), _together(size, columns, count), panel)


def _together(cluster: Size, columns: int, count: int) -> Size:
    """Measure all clusters in so many columns, with the space that parts them from the outputs."""
    return columns * (cluster[0] + APART), ceil(count / columns) * (cluster[1] + APART) - APART


def _in_rows(cluster: Size, inside: Mapping[str, Place], columns: int, count: int) -> Places:
    across, down = cluster[0] + APART, cluster[1] + APART
    return {
        (kind, c): (x + c % columns * across, y + c // columns * down)
        for c in range(count)
        for kind, (x, y) in inside.items()
    }


def _placed(places: Places, clusters: Size, panel: tuple[Size, Places]) -> Plan:
    """Put the panel of outputs to the right of the clusters, the lower of the two in the middle."""
    (wide, high), outputs = panel
    whole = max(clusters[1], high)
    left = {at: (x, y + (whole - clusters[1]) / 2) for at, (x, y) in places.items()}
    right = {at: (x + clusters[0], y + (whole - high) / 2) for at, (x, y) in outputs.items()}
    return Plan((clusters[0] + wide, whole), left | right)


def _columns(count: int) -> list[int]:
    """How many may stand beside one another; no two of these give the same number of rows."""
    return [columns for columns in range(1, count + 1) if columns == ceil(count / ceil(count / columns))]


def _cluster(arrangement: Rows, sizes: Mapping[str, Size]) -> tuple[Size, dict[str, Place]]:
    """Measure a cluster, and place its grids in it."""
    places, width, y = {}, 0.0, 0.0
    for row in arrangement:
        height, x = max(sizes[kind][1] for kind in row), 0.0
        for kind in row:
            places[kind] = (x, y + NAME + (height - sizes[kind][1]) / 2)
            x += sizes[kind][0] + GAP
        width, y = max(width, x - GAP), y + NAME + height + GAP / 2
    return (width, y - GAP / 2), places


def _panel(layer: Layer, sizes: Mapping[str, Size], columns: int) -> tuple[Size, Places]:
    """Measure the output's maps in so many columns, under the bias where there is one; and place them."""
    (wide, high), count = sizes["y"], layer.out_channels
    wide = max(wide, 2.0)  # a map of one cell still needs room for its name
    first = 0.0 if layer.bias is None else NAME + 1 + GAP
    places = {
        ("y", n): (n % columns * (wide + GAP), first + NAME + n // columns * (high + NAME + GAP))
        for n in range(count)
    }
    if layer.bias is not None:
        places["b", 0] = (0.0, NAME)
    across = max(columns * (wide + GAP) - GAP, SUM if layer.bias is not None else 0.0)
    return (across, first + ceil(count / columns) * (high + NAME + GAP) - GAP), places
