"""Layers in a row without their numbers: sizes, how far an output sees, and by how many paths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.borders import NOWHERE, source_positions
from dsviz.conv.errors import ConvError, shown
from dsviz.conv.geometry import ReceptiveField, cell_under, receptive_field
from dsviz.conv.numbers import Pair, pair
from dsviz.conv.spec import ConvSpec, Pads
from dsviz.conv.trace import check_place

Counts = NDArray[Any]


@dataclass(frozen=True)
class LayerGeometry:
    """One layer of a chain without its numbers.

    Attributes
    ----------
    size, kernel, output_size : (h, w)
    pads : ((top, bottom), (left, right))
    spec : ConvSpec
    """

    size: Pair
    kernel: Pair
    spec: ConvSpec
    pads: Pads
    output_size: Pair

    def readers(self, axis: int, places: Sequence[int]) -> list[int]:
        """Hand what stands at each output place on to the input positions it reads, along one axis.

        Parameters
        ----------
        axis : int
        places : sequence of int, one an output place

        Returns
        -------
        list of int, one an input position
        """
        (before, after), n = self.pads[axis], self.size[axis]
        sources = source_positions(n, (before, after), self.spec.padding_mode)
        stride, dilation = self.spec.stride[axis], self.spec.dilation[axis]
        found = [0] * n
        for place, count in enumerate(places):
            for tap in range(self.kernel[axis]) if count else ():
                source = int(sources[cell_under(place, tap, stride, dilation)])
                if source != NOWHERE:
                    found[source] += count
        return found


@dataclass(frozen=True)
class ChainGeometry:
    """Layers in a row without their numbers.

    Attributes
    ----------
    layers : tuple of LayerGeometry
        First layer first.

    Examples
    --------
    >>> stack = chain_geometry([(3,), (3,)], size=5)
    >>> stack.sizes, stack.fields[-1][0]
    (((5, 5), (3, 3), (1, 1)), ReceptiveField(size=5, jump=1, start=0))
    >>> stack.paths(0, 0)[2].tolist()
    [3, 6, 9, 6, 3]
    """

    layers: tuple[LayerGeometry, ...]

    @property
    def sizes(self) -> tuple[Pair, ...]:
        """Height and width of the input and of each layer's output: one more than there are layers."""
        return self.layers[0].size, *(layer.output_size for layer in self.layers)

    @property
    def fields(self) -> tuple[tuple[ReceptiveField, ReceptiveField], ...]:
        """What one output of each layer sees of the first layer's input: (down, across)."""
        stacks = accumulate((layer,) for layer in self.layers)
        return tuple((_field(stack, 0), _field(stack, 1)) for stack in stacks)

    def paths(self, row: int, col: int) -> Counts:
        """Count the paths from one output place back to each input place, one channel to one channel.

        Where the padding copies a border, paths through the copies count for the true pixel; paths into
        zeros are not counted.

        Parameters
        ----------
        row, col : int
            A place of the last layer's output.

        Returns
        -------
        ndarray of int, shape (H, W)
            Of Python's ints where a count passes 63 bits.

        Raises
        ------
        IndexError
            Where the output has no such place.
        """
        check_place("output", (row, col), self.layers[-1].output_size)
        down, across = self._along(0, row), self._along(1, col)
        largest = max(down) * max(across)
        kind = np.int64 if largest < 2**63 else object
        counts: Counts = np.array([[i * j for j in across] for i in down], dtype=kind)
        return counts

    def _along(self, axis: int, place: int) -> list[int]:
        counts = [int(place == each) for each in range(self.layers[-1].output_size[axis])]
        for layer in reversed(self.layers):
            counts = layer.readers(axis, counts)
        return counts


def chain_geometry(layers: Iterable[Sequence[Any]], size: Any) -> ChainGeometry:
    """Follow the sizes and the receptive fields of layers in a row, without their numbers.

    Parameters
    ----------
    layers : iterable of (kernel, stride, padding, dilation)
        First layer first; what is left off at the end of one is stride 1, padding 0, dilation 1. Each is a
        number for both directions or a pair; padding also what `dsviz.ConvSpec` takes.
    size : int or (h, w)
        Of the first layer's input.

    Returns
    -------
    ChainGeometry

    Raises
    ------
    ConvError
        Rules ``chain-form``, ``chain-empty``, ``chain-layer-form`` and ``chain-layer``, which
        holds the refusal of a layer.

    Examples
    --------
    >>> stack = chain_geometry([(7, 2, 3), (3, 2, 1)], size=224)
    >>> stack.sizes[-1], stack.fields[-1][0]
    ((56, 56), ReceptiveField(size=11, jump=4, start=-5))
    """
    check_listed(layers)
    made: list[LayerGeometry] = []
    reached = pair("input size", size, least=1)
    for number, layer in enumerate(layers, 1):
        made.append(_of_numbers(number, layer, reached))
        reached = made[-1].output_size
    if not made:
        raise ConvError("chain-empty")
    return ChainGeometry(tuple(made))


def check_listed(layers: Any) -> None:
    """Refuse what is no list of layers (rule ``chain-form``)."""
    if isinstance(layers, str | bytes | Mapping) or not isinstance(layers, Iterable):
        raise ConvError("chain-form", got=shown(layers))


def layer_geometry(size: Pair, kernel: Pair, spec: ConvSpec) -> LayerGeometry:
    """Work out the padding and the output size of one layer."""
    return LayerGeometry(size, kernel, spec, spec.pads(size, kernel), spec.output_size(size, kernel))


def _of_numbers(number: int, layer: Any, size: Pair) -> LayerGeometry:
    if not isinstance(layer, Sequence) or isinstance(layer, str) or not 1 <= len(layer) <= 4:
        raise ConvError("chain-layer-form", number=number, got=shown(layer))
    kernel, stride, padding, dilation = tuple(layer) + (0, 1, 0, 1)[len(layer) :]
    try:
        return layer_geometry(size, pair("kernel", kernel, least=1), ConvSpec(stride, padding, dilation))
    except ConvError as error:
        raise ConvError("chain-layer", number=number, refusal=error) from error


def _field(layers: Sequence[LayerGeometry], axis: int) -> ReceptiveField:
    return receptive_field(
        (layer.kernel[axis], layer.spec.stride[axis], layer.pads[axis][0], layer.spec.dilation[axis])
        for layer in layers
    )
