"""Gradients and transposed convolutions written as ordinary convolutions of other tensors.

Each of their numbers is one sum of products, so one stage shows them all. What the other tensors hold is
a copy of numbers of x, weight and dy, and `Names` says which number stands where.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.errors import ConvError
from dsviz.conv.layer import Layer
from dsviz.conv.numbers import Pair
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_spec import TransposedSpec

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Names:
    """How the numbers of one tensor of a rewritten layer are called.

    Attributes
    ----------
    letter : str
        The tensor they are copied from, such as "dy".
    of : list, optional
        The first indices of each map: one list a channel or filter; for weights a list a slice of each
        filter. By default the map's own.
    spread : (h, w)
        Rows and columns from one copied number to the next; between them stand zeros.
    start : (row, column)
        The place, among the spread numbers, of the first one that is left.
    lone : bool
        Whether a map is one number, or the same one many times: row and column are no part of its name.
    turned : bool
        Whether the kernel stands turned by 180 degrees.
    """

    letter: str
    of: list[Any] | None = None
    spread: Pair = (1, 1)
    start: Pair = (0, 0)
    lone: bool = False
    turned: bool = False

    @property
    def data(self) -> dict[str, Any]:
        """What differs from a tensor with its own name, as the stage reads it."""
        found: dict[str, Any] = {
            "letter": self.letter,
            "of": self.of,
            "lone": self.lone,
            "turned": self.turned,
        }
        if self.spread != (1, 1) or any(self.start):
            found |= {"spread": self.spread, "start": self.start}
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, eq=False)
class Rewritten:
    """An ordinary layer whose output is a gradient or the output of a transposed one.

    Attributes
    ----------
    layer : Layer
    x, weight, output : Names
        What the layer's own three tensors stand for.
    """

    layer: Layer
    x: Names
    weight: Names
    output: Names

    @property
    def names(self) -> dict[str, Any]:
        """The names of all three, as the stage reads them."""
        return {"x": self.x.data, "w": self.weight.data, "y": self.output.data}

    def index_of(self, step: int) -> tuple[int, ...]:
        """Return the index that the output number of a step has in the tensor it is a number of.

        Examples
        --------
        >>> found = input_gradient(Layer([[[1, 2, 3]]], [[[[4, 5]]]]), np.array([[[1.0, 10.0]]]))
        >>> found.index_of(1)
        (0, 0, 1)
        """
        n, row, column = map(int, np.unravel_index(step, self.layer.output_shape))
        first = tuple(self.output.of[n]) if self.output.of else (n,)
        return first if self.output.lone else (*first, row, column)


def input_gradient(layer: Layer, dy: Array) -> Rewritten:
    """Write the gradient of a layer's input as a convolution of the stretched upstream gradient.

    The kernels stand turned by 180 degrees, and channels and filters have changed places.

    Parameters
    ----------
    layer : Layer
        Of one picture, padded with zeros.
    dy : ndarray, shape (N, Ho, Wo)

    Returns
    -------
    Rewritten
        Of output shape (C, H, W).

    Raises
    ------
    ConvError
        Rule ``rewritten-border`` where the padding copies the border.

    Examples
    --------
    >>> from dsviz.conv.convolve import compute
    >>> found = input_gradient(Layer([[[1, 2, 3]]], [[[[4, 5]]]]), np.array([[[1.0, 10.0]]]))
    >>> found.layer.weight.tolist(), compute(found.layer, "numpy").tolist()
    ([[[[5.0, 4.0]]]], [[[4.0, 45.0, 50.0]]])
    """
    _check_border(layer)
    found = transposed(scatter_of(layer, dy))
    return replace(found, x=replace(found.x, letter="dy"), output=Names("dx"))


def scatter_of(layer: Layer, dy: Array) -> TransposedLayer:
    """Return the transposed layer that makes dx of dy: the same weights, and what the stride left over.

    Examples
    --------
    >>> from dsviz.conv.transposed import compute_transposed
    >>> layer = Layer.from_tensors([[[1, 2, 3, 4]]], [[[[5]]]], stride=(1, 2))
    >>> compute_transposed(scatter_of(layer, np.array([[[1.0, 10.0]]])), "numpy").tolist()
    [[[5.0, 0.0, 50.0, 0.0]]]
    """
    spec, rests = layer.spec, []
    for axis in range(2):
        reach = spec.dilation[axis] * (layer.kernel[axis] - 1) + 1
        stamped = (layer.output_size[axis] - 1) * spec.stride[axis] + reach - sum(layer.pads[axis])
        rests.append(layer.size[axis] - stamped)
    return TransposedLayer.from_tensors(
        dy,
        layer.weight,
        stride=spec.stride,
        padding=layer.pads,
        output_padding=tuple(rests),
        dilation=spec.dilation,
        groups=spec.groups,
    )


def transposed(layer: TransposedLayer) -> Rewritten:
    """Write a transposed layer as an ordinary convolution of its stretched input.

    Parameters
    ----------
    layer : TransposedLayer
        Of one picture.

    Returns
    -------
    Rewritten

    Examples
    --------
    >>> from dsviz.conv.convolve import compute
    >>> found = transposed(TransposedLayer.from_tensors([[[1, 2]]], [[[[1, 10, 100]]]], stride=2))
    >>> found.layer.x.tolist(), compute(found.layer, "numpy").tolist()
    ([[[1.0, 0.0, 2.0]]], [[[1.0, 10.0, 102.0, 20.0, 200.0]]])
    """
    spec = layer.spec
    weight, of = _turned(layer.weight, spec.groups)
    starts = spec.padding[0][0], spec.padding[1][0]
    x, pads, start = _stretched(layer.x, spec, layer.kernel, starts, layer.output_size)
    rewritten = Layer.from_tensors(
        x, weight, layer.bias, padding=pads, dilation=spec.dilation, groups=spec.groups
    )
    names = Names("x", spread=spec.stride, start=start)
    return Rewritten(rewritten, names, Names("w", of, turned=True), Names("y"))


def copies_border(layer: Layer) -> bool:
    """Tell whether the padding holds numbers of the input, so that a gradient flows back through it too."""
    return layer.spec.padding_mode != "zeros" and any(map(sum, layer.pads))


def _check_border(layer: Layer) -> None:
    """Refuse a padding that copies the border: what flows back would add up in it."""
    if copies_border(layer):
        raise ConvError("rewritten-border", mode=layer.spec.padding_mode)


def _turned(weight: Array, groups: int) -> tuple[Array, list[Any]]:
    """Turn the kernels by 180 degrees and exchange filters and channels within each group."""
    rows, columns, *kernel = weight.shape
    each = rows // groups
    split = weight.reshape(groups, each, columns, *kernel).swapaxes(1, 2)[..., ::-1, ::-1]
    of = [[[g * each + n, c] for n in range(each)] for g in range(groups) for c in range(columns)]
    return split.reshape(groups * columns, each, *kernel).copy(), of


def _stretched(
    values: Array, spec: TransposedSpec, kernel: Pair, starts: Pair, size: Pair
) -> tuple[Array, tuple[Pair, Pair], Pair]:
    """Put stride - 1 zeros between the numbers; pad so that the windows are as many as wanted.

    Where the padding of the layer is wider than its kernel reaches, numbers at the border feed nothing
    that is left: they are cut off.
    """
    height, width = ((n - 1) * s + 1 for n, s in zip(values.shape[1:], spec.stride, strict=True))
    wide = np.zeros((len(values), height, width))
    wide[:, :: spec.stride[0], :: spec.stride[1]] = values
    edges = []
    for axis, length in enumerate((height, width)):
        before = spec.dilation[axis] * (kernel[axis] - 1) - starts[axis]
        edges.append((before, size[axis] - length + starts[axis]))
    return *framed(wide, edges), (max(-edges[0][0], 0), max(-edges[1][0], 0))


def framed(values: Array, edges: list[Pair]) -> tuple[Array, tuple[Pair, Pair]]:
    """Cut off rows and columns where an edge is negative, and tell how wide the padding is elsewhere.

    Where nothing is left, one row or column of zeros stands for it, and the padding is as much narrower.
    """
    pads: list[Pair] = []
    for axis, (before, after) in enumerate(edges, start=1):
        first, end = max(-before, 0), values.shape[axis] + min(after, 0)
        wide = [max(before, 0), max(after, 0)]
        if first >= end:
            wide[0 if after < 0 else 1] -= 1 - (end - first)
            values = np.zeros_like(values.take([0], axis))
        else:
            values = values.take(range(first, end), axis)
        pads.append((wide[0], wide[1]))
    return values, (pads[0], pads[1])
