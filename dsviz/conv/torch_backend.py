"""The engine's numbers: torch's own convolution, in float64. The only module of conv that imports torch."""

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from dsviz.conv.spec import ConvSpec

Array = NDArray[np.float64]


def convolve_torch(x: Array, weight: Array, bias: Array | None, spec: ConvSpec) -> Array:
    """Convolve with `torch.nn.functional.conv2d`.

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
    >>> x = np.array([[[[1., 2., 3., 4.]]]])
    >>> kernel = np.array([[[[1., 10., 100.]]]])
    >>> convolve_torch(x, kernel, None, ConvSpec(stride=2, padding="same")).tolist()
    [[[[321.0, 43.0]]]]
    """
    (top, bottom), (left, right) = spec.pads((x.shape[2], x.shape[3]), (weight.shape[2], weight.shape[3]))
    image = torch.tensor(x)
    padding = (top, left)
    # conv2d pads with zeros, as much after as before; anything else is padded first.
    if spec.padding_mode != "zeros" or top != bottom or left != right:
        mode = "constant" if spec.padding_mode == "zeros" else spec.padding_mode
        image = F.pad(image, (left, right, top, bottom), mode=mode)
        padding = (0, 0)
    output = F.conv2d(
        image,
        torch.tensor(weight),
        None if bias is None else torch.tensor(bias),
        stride=spec.stride,
        padding=padding,
        dilation=spec.dilation,
        groups=spec.groups,
    )
    return np.asarray(output.numpy(), dtype=np.float64)
