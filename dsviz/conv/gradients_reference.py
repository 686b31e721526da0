"""The second opinion on gradients: NumPy by positions, sharing no arithmetic with what it judges."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.layer import Layer

Array = NDArray[np.float64]
Positions = NDArray[np.int64]

# np.pad's names for the modes.
_MODES = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}


def gradients_numpy(layer: Layer, dy: Array) -> tuple[Array, Array, Array | None]:
    """Differentiate a layer by following each tap from the output back to the number it multiplied.

    Parameters
    ----------
    layer : Layer
    dy : ndarray, shape (B, N, Ho, Wo)

    Returns
    -------
    dx, dw, db : ndarray
        Of the shapes of `layer.images`, weight and bias; db is None where the layer has no bias.

    Examples
    --------
    >>> dx, dw, db = gradients_numpy(Layer([[[1, 2, 3]]], [[[[4, 5]]]]), np.array([[[[1.0, 10.0]]]]))
    >>> dx.tolist(), dw.tolist(), db
    ([[[[4.0, 45.0, 50.0]]]], [[[[21.0, 32.0]]]], None)
    """
    groups, batch = layer.spec.groups, len(dy)
    upstream = dy.reshape(batch, groups, -1, *layer.output_size)
    weight = layer.weight.reshape(groups, -1, *layer.weight.shape[1:])
    # One number more than x has: what is read from it is the padding's zero, what is added to it is lost.
    x = np.pad(layer.images.reshape(batch, -1), ((0, 0), (0, 1)))
    dx, dw = np.zeros_like(x), np.zeros_like(weight)
    for u, v, positions in _taps(layer):
        under_tap = x[:, positions].reshape(batch, groups, -1, *layer.output_size)
        dw[..., u, v] = np.einsum("bgnrs,bgcrs->gnc", upstream, under_tap)
        shares = np.einsum("bgnrs,gnc->bgcrs", upstream, weight[..., u, v])
        np.add.at(dx.T, positions.ravel(), shares.reshape(batch, -1).T)
    db = None if layer.bias is None else np.einsum("bnrs->n", dy)
    return dx[:, :-1].reshape(layer.images.shape), dw.reshape(layer.weight.shape), db


def _taps(layer: Layer) -> Iterator[tuple[int, int, Positions]]:
    """Say for each tap of the kernel which number of x, counted through, it meets: (C, Ho, Wo) positions."""
    numbers = np.arange(layer.images[0].size).reshape(layer.images[0].shape)
    mode = layer.spec.padding_mode
    filled = {"constant_values": -1} if mode == "zeros" else {}  # -1 is the last, the number too many
    padded = np.pad(numbers, ((0, 0), *layer.pads), mode=_MODES.get(mode, "constant"), **filled)  # type: ignore[call-overload]
    windows = np.lib.stride_tricks.sliding_window_view(padded, _reach(layer), axis=(1, 2))
    (down, right), (rows, columns) = layer.spec.stride, layer.spec.dilation
    windows = windows[:, ::down, ::right, ::rows, ::columns]
    for u, v in np.ndindex(*layer.kernel):
        yield u, v, windows[..., u, v]


def _reach(layer: Layer) -> tuple[int, int]:
    """Height and width of the part of the input under one window, the gaps of the dilation included."""
    height, width = ((k - 1) * d + 1 for k, d in zip(layer.kernel, layer.spec.dilation, strict=True))
    return height, width
