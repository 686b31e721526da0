"""The second opinion: a convolution in NumPy that shares no arithmetic with torch."""

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.borders import NOWHERE, source_positions
from dsviz.conv.spec import ConvSpec, Pads

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


def convolve_numpy(x: Array, weight: Array, bias: Array | None, spec: ConvSpec) -> Array:
    """Convolve by adding one kernel tap at a time, over all output places at once.

    This is cross-correlation, as in every deep-learning library: the kernel is not flipped.

    Parameters
    ----------
    x : ndarray, shape (B, C, H, W)
    weight : ndarray, shape (N, C / groups, kh, kw)
    bias : ndarray, shape (N,), or None
    spec : ConvSpec
        Must fit the tensors: see `dsviz.conv.tensors.check_fit`.

    Returns
    -------
    ndarray, shape (B, N, Ho, Wo)

    Examples
    --------
    >>> x = np.array([[[[1., 2., 3.], [4., 5., 6.], [7., 8., 9.]]]])
    >>> kernel = np.array([[[[1., 2.], [3., 4.]]]])
    >>> convolve_numpy(x, kernel, None, ConvSpec()).tolist()
    [[[[37.0, 47.0], [67.0, 77.0]]]]
    """
    batch, _, *size = x.shape
    out_channels, slices, kernel_height, kernel_width = weight.shape
    kernel = kernel_height, kernel_width
    height, width = spec.output_size((size[0], size[1]), kernel)
    padded = pad_numpy(x, spec.pads((size[0], size[1]), kernel), spec.padding_mode)
    # Filter n belongs to group n // (N / groups), whose input channels start at group * slices.
    first_channel = np.arange(out_channels) // (out_channels // spec.groups) * slices
    output = np.zeros((batch, out_channels, height, width))
    for c, u, v in np.ndindex(slices, *kernel):
        top, left = u * spec.dilation[0], v * spec.dilation[1]
        rows = slice(top, top + (height - 1) * spec.stride[0] + 1, spec.stride[0])
        columns = slice(left, left + (width - 1) * spec.stride[1] + 1, spec.stride[1])
        output += padded[:, first_channel + c, rows, columns] * weight[:, c, u, v, None, None]
    return output if bias is None else output + bias[:, None, None]
