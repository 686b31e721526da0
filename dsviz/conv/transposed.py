"""A transposed convolution's output, by torch or by the NumPy reference."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.convolve import check_backend, load_torch_backend
from dsviz.conv.one_dimension import without_row
from dsviz.conv.tensors import as_array
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_reference import convolve_transposed_numpy

Array = NDArray[np.float64]


def convolve_transposed(
    x: Any,
    weight: Any,
    bias: Any = None,
    *,
    stride: Any = 1,
    padding: Any = 0,
    output_padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
    backend: str = "torch",
) -> Array:
    """Compute a transposed convolution in float64: every input number stamps the kernel, times itself.

    Parameters
    ----------
    x : array_like, shape (C, H, W) or (B, C, H, W), or (C, L)
    weight : array_like, shape (C, N / groups, kh, kw), or (C, N / groups, K)
        PyTorch's layout. The kernel is not flipped.
    bias : array_like, shape (N,), optional
    stride : int or (h, w)
        Cells between the stamps of neighbouring input cells.
    padding : int, (h, w), ((top, bottom), (left, right)) or "valid"
        What is taken away from the output.
    output_padding : int or (h, w)
        What the output has besides, at the bottom and on the right: computed numbers, not zeros.
        Smaller than the stride or the dilation.
    dilation : int or (h, w)
    groups : int
    backend : {"torch", "numpy"}
        "numpy" is the independent reference, which never loads torch.

    Returns
    -------
    ndarray, shape (N, Ho, Wo) or (B, N, Ho, Wo), or (N, Lo)
        Ho = (H - 1) · stride - top - bottom + dilation · (kh - 1) + output_padding + 1

    Raises
    ------
    ConvError
        A `ValueError` whose sentence gives the rule, then the values.
    ModuleNotFoundError
        If PyTorch is not installed and the backend is "torch".

    Examples
    --------
    >>> x, kernel = [[[1, 2], [3, 4]]], [[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]]
    >>> convolve_transposed(x, kernel, stride=2, padding=1, backend="numpy").tolist()
    [[[5.0, 14.0, 10.0], [14.0, 36.0, 24.0], [15.0, 34.0, 20.0]]]
    """
    check_backend(backend)
    layer = TransposedLayer.from_tensors(
        x,
        weight,
        bias,
        stride=stride,
        padding=padding,
        output_padding=output_padding,
        dilation=dilation,
        groups=groups,
    )
    return without_row(compute_transposed(layer, backend), as_array("x", x).ndim == 2)


def compute_transposed(layer: TransposedLayer, backend: str = "torch") -> Array:
    """Compute a transposed layer's output.

    Parameters
    ----------
    layer : TransposedLayer
    backend : {"torch", "numpy"}

    Returns
    -------
    ndarray, shape (N, Ho, Wo), or (B, N, Ho, Wo) where x has a batch axis
    """
    check_backend(backend)
    # Numbers near the end of float64 may overflow to inf: that is their result, not a warning.
    with np.errstate(over="ignore", invalid="ignore"):
        output = _function_of(backend)(layer)
    output = output + 0.0  # -0.0 + 0.0 is 0.0, so that nothing is shown as "-0"
    return output if layer.x.ndim == 4 else output[0]


def _function_of(backend: str) -> Callable[[TransposedLayer], Array]:
    if backend == "numpy":
        return convolve_transposed_numpy
    function: Callable[[TransposedLayer], Array] = load_torch_backend().convolve_transposed_torch
    return function
