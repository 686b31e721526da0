"""The gradients of weights and biases written as ordinary convolutions of a layer's input and dy."""

from __future__ import annotations

import numpy as np

from dsviz.conv.borders import source_positions
from dsviz.conv.errors import ConvError
from dsviz.conv.layer import Layer
from dsviz.conv.numbers import Pair
from dsviz.conv.rewritten import Array, Names, Rewritten, framed


def weight_gradient(layer: Layer, dy: Array) -> Rewritten:
    """Write the gradient of a layer's weights as a convolution of its input, with dy as the kernels.

    Each slice of each filter is a map of its own: channel by channel, the filters of its group. Stride and
    dilation have changed places.

    Parameters
    ----------
    layer : Layer
        Of one picture.
    dy : ndarray, shape (N, Ho, Wo)

    Returns
    -------
    Rewritten
        Of output shape (C · N / groups, kh, kw).

    Raises
    ------
    ConvError
        Rule ``rewritten-cut`` where the padding copies what lies behind all that windows read.

    Examples
    --------
    >>> from dsviz.conv.convolve import compute
    >>> found = weight_gradient(Layer([[[1, 2, 3]]], [[[[4, 5]]]]), np.array([[[1.0, 10.0]]]))
    >>> compute(found.layer, "numpy").tolist(), found.output.of
    ([[[21.0, 32.0]]], [[0, 0]])
    """
    each = layer.out_channels // layer.spec.groups
    pairs = [
        (channel // layer.slices * each + j, channel % layer.slices)
        for channel in range(layer.in_channels)
        for j in range(each)
    ]
    x, pads = _as_far_as_read(layer)
    kernels = np.stack([dy[n][None] for n, _ in pairs])
    rewritten = Layer.from_tensors(
        x,
        kernels,
        stride=layer.spec.dilation,
        dilation=layer.spec.stride,
        padding=pads,
        groups=layer.in_channels,
        padding_mode=layer.spec.padding_mode if any(map(sum, pads)) else "zeros",
    )
    kernel_names = Names("dy", [[[n]] for n, _ in pairs])
    return Rewritten(rewritten, Names("x"), kernel_names, Names("dw", [[n, c] for n, c in pairs]))


def _as_far_as_read(layer: Layer) -> tuple[Array, tuple[Pair, Pair]]:
    """Cut off what no window reads at the end, so that there is one place a weight.

    What is left has the same border where the padding copies nothing that was cut off.
    """
    edges = []
    for axis, size in enumerate(layer.size):
        reach = layer.spec.dilation[axis] * (layer.kernel[axis] - 1)
        read = (layer.output_size[axis] - 1) * layer.spec.stride[axis] + reach + 1
        before = layer.pads[axis][0]
        edges.append((before, read - size - before))
        _check_copies(layer, axis, *edges[axis])
    return framed(layer.x, edges)


def _check_copies(layer: Layer, axis: int, before: int, after: int) -> None:
    mode, left = layer.spec.padding_mode, layer.size[axis] + min(after, 0)
    if mode == "zeros" or not any(layer.pads[axis]):
        return
    copied = source_positions(max(left, 1), (before, max(after, 0)), mode)
    if left < 1 or not np.array_equal(copied, layer.sources[axis][: len(copied)]):
        raise ConvError("rewritten-cut", mode=mode)


def bias_gradient(layer: Layer, dy: Array) -> Rewritten:
    """Write the gradient of a layer's bias: all numbers of a map of dy, each times 1.

    Parameters
    ----------
    layer : Layer
    dy : ndarray, shape (N, Ho, Wo)

    Returns
    -------
    Rewritten
        Of output shape (N, 1, 1).

    Examples
    --------
    >>> from dsviz.conv.convolve import compute
    >>> found = bias_gradient(Layer([[[1, 2, 3]]], [[[[4, 5]]]], [0]), np.array([[[1.0, 10.0]]]))
    >>> compute(found.layer, "numpy").tolist()
    [[[11.0]]]
    """
    ones = np.ones((len(dy), 1, *dy.shape[1:]))
    return Rewritten(
        Layer.from_tensors(dy, ones, groups=len(dy)),
        Names("dy"),
        Names("1", [[[]]] * len(dy), lone=True),
        Names("db", lone=True),
    )
