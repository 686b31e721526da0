"""The engine's numbers: torch's own convolution, in float64. The only module of conv that imports torch."""

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from dsviz.conv.layer import Layer
from dsviz.conv.transposed_layer import TransposedLayer

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
    return _as_array(_convolve(layer, *_tensors(layer)))


def gradients_torch(layer: Layer, dy: Array) -> tuple[Array, Array, Array | None]:
    """Differentiate with torch's autograd.

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
    >>> dx, dw, db = gradients_torch(Layer([[[1, 2, 3]]], [[[[4, 5]]]]), np.array([[[[1.0, 10.0]]]]))
    >>> dx.tolist(), dw.tolist(), db
    ([[[[4.0, 45.0, 50.0]]]], [[[[21.0, 32.0]]]], None)
    """
    leaves = [tensor.requires_grad_() for tensor in _tensors(layer)]
    output = _convolve(layer, *leaves)
    dx, dw, *rest = (_as_array(each) for each in torch.autograd.grad(output, leaves, torch.tensor(dy)))
    return dx, dw, rest[0] if rest else None


def convolve_transposed_torch(layer: TransposedLayer) -> Array:
    """Convolve with `torch.nn.functional.conv_transpose2d`.

    Parameters
    ----------
    layer : TransposedLayer

    Returns
    -------
    ndarray, shape (B, N, Ho, Wo)

    Examples
    --------
    >>> layer = TransposedLayer.from_tensors([[[1, 2]]], [[[[1, 10, 100]]]], stride=2)
    >>> convolve_transposed_torch(layer).tolist()
    [[[[1.0, 10.0, 102.0, 20.0, 200.0]]]]
    """
    spec, ((top, bottom), (left, right)) = layer.spec, layer.spec.padding
    symmetric = top == bottom and left == right
    image, weight, *bias = _tensors(layer)
    output = F.conv_transpose2d(
        image,
        weight,
        bias[0] if bias else None,
        spec.stride,
        (top, left) if symmetric else (0, 0),
        spec.output_padding,
        spec.groups,
        spec.dilation,
    )
    if not symmetric:  # conv_transpose2d takes as much away after as before; anything else is cut here
        height, width = layer.output_size
        output = output[..., top : top + height, left : left + width]
    return _as_array(output)


def _tensors(layer: Layer | TransposedLayer) -> list[torch.Tensor]:
    """Copy the images, the weight and, where there is one, the bias."""
    return [torch.tensor(each) for each in (layer.images, layer.weight, layer.bias) if each is not None]


def _convolve(
    layer: Layer, image: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None = None
) -> torch.Tensor:
    spec, ((top, bottom), (left, right)) = layer.spec, layer.pads
    padding = (top, left)
    # conv2d pads with zeros, as much after as before; anything else is padded first.
    if spec.padding_mode != "zeros" or top != bottom or left != right:
        mode = "constant" if spec.padding_mode == "zeros" else spec.padding_mode
        image = F.pad(image, (left, right, top, bottom), mode=mode)
        padding = (0, 0)
    return F.conv2d(image, weight, bias, spec.stride, padding, spec.dilation, spec.groups)


def _as_array(tensor: torch.Tensor) -> Array:
    return np.asarray(tensor.detach().numpy(), dtype=np.float64)
