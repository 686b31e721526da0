"""The second opinion on transposed convolutions: NumPy laying stamps on a canvas, without torch."""

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.transposed_layer import TransposedLayer

Array = NDArray[np.float64]


def convolve_transposed_numpy(layer: TransposedLayer) -> Array:
    """Lay the input on a canvas once a tap, a stride between its cells, and cut the padding off.

    The kernel is not flipped.

    Parameters
    ----------
    layer : TransposedLayer

    Returns
    -------
    ndarray, shape (B, N, Ho, Wo)

    Examples
    --------
    >>> layer = TransposedLayer.from_tensors([[[1, 2]]], [[[[1, 10, 100]]]], stride=2)
    >>> convolve_transposed_numpy(layer).tolist()
    [[[[1.0, 10.0, 102.0, 20.0, 200.0]]]]
    """
    groups, batch, (high, wide) = layer.spec.groups, len(layer.images), layer.canvas_size
    x = layer.images.reshape(batch, groups, layer.slices, *layer.size)
    weight = layer.weight.reshape(groups, layer.slices, *layer.weight.shape[1:])
    canvas = np.zeros((batch, groups, layer.filters_per_group, high, wide))
    for u, v in np.ndindex(*layer.kernel):
        rows, columns = (_stretched(layer, axis, tap) for axis, tap in enumerate((u, v)))
        canvas[..., rows, columns] += np.einsum("bgchw,gcn->bgnhw", x, weight[..., u, v])
    (top, _), (left, _) = layer.spec.padding
    height, width = layer.output_size
    output = canvas.reshape(batch, -1, high, wide)[..., top : top + height, left : left + width]
    return output if layer.bias is None else output + layer.bias[:, None, None]


def _stretched(layer: TransposedLayer, axis: int, tap: int) -> slice:
    """The rows or columns of the canvas that the input's cells reach by one tap."""
    first, step = tap * layer.spec.dilation[axis], layer.spec.stride[axis]
    return slice(first, first + (layer.size[axis] - 1) * step + 1, step)
