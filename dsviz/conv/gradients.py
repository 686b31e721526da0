"""The backward pass of one layer: what its output's gradient makes of input, weight and bias."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.convolve import check_backend, load_torch_backend
from dsviz.conv.errors import ConvError
from dsviz.conv.gradients_reference import gradients_numpy
from dsviz.conv.layer import Layer
from dsviz.conv.one_dimension import as_row, without_row
from dsviz.conv.spec import ConvSpec
from dsviz.conv.tensors import as_tensor

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Gradients:
    """The gradients of a layer, each of the shape of its tensor.

    Attributes
    ----------
    x, weight, bias : ndarray of float64, read-only
        bias is None where the layer has none.
    """

    x: Array
    weight: Array
    bias: Array | None

    def __post_init__(self) -> None:
        for tensor in (self.x, self.weight, self.bias):
            if tensor is not None:
                tensor.setflags(write=False)


def gradients(
    dy: Any,
    x: Any,
    weight: Any,
    bias: Any = None,
    *,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
    backend: str = "torch",
) -> Gradients:
    """Compute the gradients of a convolution layer in float64.

    Parameters
    ----------
    dy : array_like, shape (N, Ho, Wo) or (B, N, Ho, Wo), or (N, Lo)
        The upstream gradient: how a loss changes with each number of the layer's output.
    x : array_like, shape (C, H, W) or (B, C, H, W), or (C, L)
    weight : array_like, shape (N, C / groups, kh, kw), or (N, C / groups, K)
    bias : array_like, shape (N,), optional
    stride, padding, dilation, groups, padding_mode
        As in `dsviz.convolve`.
    backend : {"torch", "numpy"}
        "torch" is its autograd; "numpy" is the independent reference, which never loads torch.

    Returns
    -------
    Gradients
        Of a batch, weight and bias are summed over its images. What float64 cannot hold is inf or nan, as in
        `dsviz.convolve`, without a warning.

    Raises
    ------
    ConvError
        As `dsviz.convolve` does, and rule ``gradient-shape``.
    ModuleNotFoundError
        If PyTorch is not installed and the backend is "torch".

    Examples
    --------
    The kernel is not turned: dy stamps it as it is, each stamp a stride further.

    >>> found = gradients([[[1, 10]]], [[[1, 2, 3]]], [[[[4, 5]]]], [0], backend="numpy")
    >>> found.x.tolist(), found.weight.tolist(), found.bias.tolist()
    ([[[4.0, 45.0, 50.0]]], [[[[21.0, 32.0]]]], [11.0])
    """
    check_backend(backend)
    settings = {
        "stride": stride,
        "padding": padding,
        "dilation": dilation,
        "groups": groups,
        "padding_mode": padding_mode,
    }
    row = as_row(x, weight, settings)
    layer = Layer(row.x, row.weight, bias, ConvSpec(**row.settings))
    found = compute_gradients(layer, read_upstream(layer, dy, row.is_line), backend)
    dx, dw = (without_row(each, row.is_line) for each in (found.x, found.weight))
    return Gradients(dx, dw, found.bias)


def read_upstream(layer: Layer, dy: Any, is_line: bool = False) -> Array:
    """Read an upstream gradient, and check that it has the shape of the layer's output.

    Parameters
    ----------
    layer : Layer
    dy : array_like
    is_line : bool
        Whether dy is of one dimension, shape (N, Lo), for a layer of one row.

    Returns
    -------
    ndarray, shape of the layer's output

    Raises
    ------
    ConvError
        The rules of `dsviz.conv.tensors.as_tensor`, and ``gradient-shape``.

    Examples
    --------
    >>> read_upstream(Layer([[[1, 2, 3]]], [[[[4, 5]]]]), [[1, 10]])
    Traceback (most recent call last):
    dsviz.conv.errors.ConvError: dy must have the shape of the output, (1, 1, 2); got shape (1, 2)
    """
    upstream = as_tensor("dy", dy)
    shape = (*layer.x.shape[:-3], *layer.output_shape)
    expected = (shape[0], shape[-1]) if is_line else shape
    if upstream.shape != expected:
        raise ConvError("gradient-shape", expected=expected, shape=upstream.shape)
    return upstream.reshape(shape)


def compute_gradients(layer: Layer, dy: Array, backend: str) -> Gradients:
    """Compute the gradients of a layer.

    Parameters
    ----------
    layer : Layer
    dy : ndarray, shape of the layer's output
    backend : {"torch", "numpy"}

    Returns
    -------
    Gradients
    """
    check_backend(backend)
    images = dy if layer.x.ndim == 4 else dy[None]
    # Numbers near the end of float64 may overflow to inf: that is their result, not a warning.
    with np.errstate(over="ignore", invalid="ignore"):
        dx, dw, db = _function_of(backend)(layer, images)
    # Adding 0.0 leaves no -0.0, which would be shown as "-0".
    return Gradients(dx.reshape(layer.x.shape) + 0.0, dw + 0.0, None if db is None else db + 0.0)


def _function_of(backend: str) -> Callable[[Layer, Array], tuple[Array, Array, Array | None]]:
    if backend == "numpy":
        return gradients_numpy
    function: Callable[[Layer, Array], tuple[Array, Array, Array | None]]
    function = load_torch_backend().gradients_torch
    return function
