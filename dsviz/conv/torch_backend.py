"""The engine's numbers: torch's own convolution, in float64. The only module of conv that imports torch."""

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from dsviz.conv.layer import Layer

Array = NDArray[np.float64]


def convolve_torch(layer: Layer) -> Array:
    """Convolve with `torch.nn.functional.conv2d`.

    Parameters
    ----------
    layer : Layer

    Returns
    -------
    ndarray, shape (B, N, Ho, Wo)

    Examples
    --------
    >>> layer = Layer.from_tensors([[[1, 2, 3, 4]]], [[[[1, 10, 100]]]], stride=2, padding="same")
    >>> convolve_torch(layer).tolist()
    [[[[321.0, 43.0]]]]
    """
    spec, ((top, bottom), (left, right)) = layer.spec, layer.pads
    image = torch.tensor(layer.images)
    padding = (top, left)
    # conv2d pads with zeros, as much after as before; anything else is padded first.
    if spec.padding_mode != "zeros" or top != bottom or left != right:
        mode = "constant" if spec.padding_mode == "zeros" else spec.padding_mode
        image = F.pad(image, (left, right, top, bottom), mode=mode)
        padding = (0, 0)
    output = F.conv2d(
        image,
        torch.tensor(layer.weight),
        None if layer.bias is None else torch.tensor(layer.bias),
        stride=spec.stride,
        padding=padding,
        dilation=spec.dilation,
        groups=spec.groups,
    )
    return np.asarray(output.numpy(), dtype=np.float64)
