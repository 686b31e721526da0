"""Networks as what decides on their receptive fields: kernel, stride, padding and dilation of each layer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.chain_geometry import chain_geometry
from dsviz.cost.architectures import mobilenet
from dsviz.cost.layers import Conv

FieldLayer = tuple[str, tuple[int, int, int, int]]

# Convolutions of each of VGG-16's five blocks (configuration D); a 2x2 pool with stride 2 ends each.
VGG_BLOCKS = (2, 2, 3, 3, 3)


@dataclass(frozen=True)
class FieldRow:
    """One layer of a network with what one of its outputs sees of the network's input, along one axis.

    Attributes
    ----------
    name : str
    layer : (kernel, stride, padding, dilation)
    out : int
        How many outputs it has.
    field, jump, start : int
        As in `dsviz.conv.geometry.ReceptiveField`.
    """

    name: str
    layer: tuple[int, int, int, int]
    out: int
    field: int
    jump: int
    start: int


def vgg_16() -> tuple[FieldLayer, ...]:
    """Return VGG-16 up to its fully connected layers.

    Source: Simonyan & Zisserman, "Very deep convolutional networks" (2015), table 1, D.

    Examples
    --------
    >>> len(vgg_16()), vgg_16()[2]
    (18, ('pool1', (2, 2, 0, 1)))
    """
    layers: list[FieldLayer] = []
    for block, count in enumerate(VGG_BLOCKS, 1):
        layers += [(f"conv{block}_{number}", (3, 1, 1, 1)) for number in range(1, count + 1)]
        layers.append((f"pool{block}", (2, 2, 0, 1)))
    return tuple(layers)


def mobilenet_v1() -> tuple[FieldLayer, ...]:
    """Return MobileNet v1 up to its pool, with the names of `dsviz.cost.architectures.mobilenet`.

    Examples
    --------
    >>> len(mobilenet_v1()), mobilenet_v1()[:2]
    (27, (('stem.conv', (3, 2, 1, 1)), ('block1.depthwise', (3, 1, 1, 1))))
    """
    convolutions = (layer for layer in mobilenet().layers if isinstance(layer, Conv))
    return tuple((layer.name, _numbers(layer)) for layer in convolutions)


def field_rows(layers: Iterable[FieldLayer], size: int) -> tuple[FieldRow, ...]:
    """Follow sizes and receptive fields through layers in a row.

    Parameters
    ----------
    layers : iterable of (name, (kernel, stride, padding, dilation))
    size : int
        Side of the first layer's input.

    Raises
    ------
    ConvError
        Rules ``chain-empty`` and ``chain-layer``.

    Examples
    --------
    >>> [(row.out, row.field, row.jump, row.start) for row in field_rows(vgg_16(), 224)[-1:]]
    [(7, 212, 32, -90)]
    """
    named = tuple(layers)
    chain = chain_geometry([numbers for _, numbers in named], size)
    return tuple(
        FieldRow(name, numbers, out[0], field.size, field.jump, field.start)
        for (name, numbers), out, (field, _) in zip(named, chain.sizes[1:], chain.fields, strict=True)
    )


def seen_by(layers: Iterable[FieldLayer], size: int, place: int) -> NDArray[np.bool_]:
    """Tell which places of the input an output of layers in a row really reads, along one axis.

    Its field may be wider: it reaches into padding, dilation leaves places out, and a window that lies in the
    padding of a later layer reads nothing.

    Parameters
    ----------
    layers : sequence of (name, (kernel, stride, padding, dilation))
    size : int
        Side of the first layer's input.
    place : int
        Of the last layer's output, from 0.

    Returns
    -------
    ndarray of bool, shape (size,)

    Examples
    --------
    >>> seen_by([("a", (3, 1, 1, 2))], 5, 0).tolist()
    [False, True, False, True, False]
    """
    numbers = [each for _, each in layers]
    sides = [out[0] for out in chain_geometry(numbers, size).sizes]
    seen: NDArray[np.bool_] = np.arange(sides[-1]) == place
    for (kernel, stride, padding, dilation), side in zip(numbers[::-1], sides[-2::-1], strict=True):
        first = np.flatnonzero(seen) * stride
        # A window adds 1 where it begins and takes it away where it has ended, in steps of the dilation.
        ends = np.zeros(side + 2 * padding + dilation * (kernel + 1), int)
        np.add.at(ends, first, 1)
        np.add.at(ends, first + dilation * kernel, -1)
        for begin in range(dilation):
            ends[begin::dilation] = ends[begin::dilation].cumsum()
        seen = np.asarray(ends[padding : padding + side] > 0)
    return seen


def _numbers(layer: Conv) -> tuple[int, int, int, int]:
    spec: Any = layer.spec
    kernel: Any = layer.kernel
    return kernel[0], spec.stride[0], spec.padding[0][0], spec.dilation[0]
