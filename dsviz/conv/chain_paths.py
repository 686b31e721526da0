"""The paths from one output of layers in a row to one input number: its numbers and weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from dsviz.conv.chain import LayerChain
from dsviz.conv.layer import Layer

Place = tuple[int, int, int]


@dataclass(frozen=True)
class Path:
    """One path, from the last layer's output to the input.

    Attributes
    ----------
    places : tuple of (channel, row, column)
        Of the output, of a number in each tensor between, of the input.
    weights : tuple of float
        The last layer's first: those that the path was multiplied by.
    """

    places: tuple[Place, ...]
    weights: tuple[float, ...]

    @property
    def product(self) -> float:
        """The path's share of the gradient of the output by the input."""
        return prod(self.weights)


def paths_between(run: LayerChain, output: Place, source: Place) -> Iterator[Path]:
    """Walk every path from an output number to an input number.

    Parameters
    ----------
    run : LayerChain
    output : (n, row, column)
    source : (c, row, column)

    Yields
    ------
    Path
        As many as `LayerChain.paths` counts; their products add up to the gradient.

    Examples
    --------
    >>> from dsviz.conv.chain import chain
    >>> run = chain([[[1, 2, 3]]], [[[[[1, 2]]]], [[[[3, 4]]]]], backend="numpy")
    >>> for path in paths_between(run, (0, 0, 0), (0, 0, 1)):
    ...     print(path.places, path.weights)
    ((0, 0, 0), (0, 0, 0), (0, 0, 1)) (3.0, 2.0)
    ((0, 0, 0), (0, 0, 1), (0, 0, 1)) (4.0, 1.0)
    """
    yield from _walk(run.layers, output, source, Path((output,), ()))


def _walk(layers: tuple[Layer, ...], place: Place, source: Place, so_far: Path) -> Iterator[Path]:
    if not layers:
        if place == source:
            yield so_far
        return
    layer = layers[-1]
    for read, weight in _read_by(layer, place):
        further = Path((*so_far.places, read), (*so_far.weights, weight))
        yield from _walk(layers[:-1], read, source, further)


def _read_by(layer: Layer, place: Place) -> Iterator[tuple[Place, float]]:
    """The input numbers that an output number reads, each with its weight; padding is none."""
    n, row, column = place
    (height, width), first = layer.size, layer.first_channel(n)
    for c in range(layer.slices):
        for u in range(layer.kernel[0]):
            for v in range(layer.kernel[1]):
                i, j = layer.cell_under(0, row, u), layer.cell_under(1, column, v)
                if 0 <= i < height and 0 <= j < width:
                    yield (first + c, i, j), float(layer.weight[n, c, u, v])
