"""The second opinion: a convolution in NumPy that shares no arithmetic with torch."""

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.borders import NOWHERE, source_positions
from dsviz.conv.geometry import cell_under
from dsviz.conv.layer import Layer
from dsviz.conv.spec import Pads

Array = NDArray[np.float64]


def pad_numpy(x: Array, pads: Pads, mode: str) -> Array:
    """Pad the last two axes by copying, cell by cell, from where each padded cell gets its value.

    Parameters
    ----------
    x : ndarray, shape (..., H, W)
    pads : ((top, bottom), (left, right))
    mode : {"zeros", "reflect", "replicate", "circular"}

    Returns
    -------
    ndarray, shape (..., top + H + bottom, left + W + right)

    Examples
    --------
    >>> pad_numpy(np.array([[1., 2.], [3., 4.]]), ((1, 0), (0, 1)), "circular").tolist()
    [[3.0, 4.0, 3.0], [1.0, 2.0, 1.0], [3.0, 4.0, 3.0]]
    """
    height, width = x.shape[-2:]
    rows = source_positions(height, pads[0], mode)
    columns = source_positions(width, pads[1], mode)
    padded: Array = x[..., rows[:, None], columns]
    padded[..., rows == NOWHERE, :] = 0
    padded[..., :, columns == NOWHERE] = 0
    return padded


def convolve_numpy(layer: Layer) -> Array:
    """Convolve by adding one kernel tap at a time, over all output places at once.

    This is cross-correlation, as in every deep-learning library: the kernel is not flipped.

    Parameters
    ----------
    layer : Layer

    Returns
    -------
    ndarray, shape (B, N, Ho, Wo)

    Examples
    --------
    >>> convolve_numpy(Layer([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]])).tolist()
    [[[[37.0, 47.0], [67.0, 77.0]]]]
    """
    padded = pad_numpy(layer.images, layer.pads, layer.spec.padding_mode)
    output = np.zeros((len(padded), *layer.output_shape))
    first_channel = np.array([layer.first_channel(n) for n in range(layer.out_channels)])
    for c, u, v in np.ndindex(layer.slices, *layer.kernel):
        rows, columns = (_cells_under(layer, axis, tap) for axis, tap in enumerate((u, v)))
        under_tap = padded[:, first_channel + c, rows, columns]
        output += under_tap * layer.weight[:, c, u, v, None, None]
    return output if layer.bias is None else output + layer.bias[:, None, None]


def _cells_under(layer: Layer, axis: int, tap: int) -> slice:
    """The padded rows or columns on which a tap lies, at every place in turn."""
    stride, dilation = layer.spec.stride[axis], layer.spec.dilation[axis]
    first, last = (cell_under(place, tap, stride, dilation) for place in (0, layer.output_size[axis] - 1))
    return slice(first, last + 1, stride)
