"""One layer's output, by torch or by the NumPy reference."""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.content import Listed
from dsviz.conv.errors import ConvError, shown
from dsviz.conv.layer import Layer
from dsviz.conv.one_dimension import as_row, without_row
from dsviz.conv.reference import convolve_numpy
from dsviz.conv.spec import ConvSpec

Array = NDArray[np.float64]

BACKENDS = ("torch", "numpy")
NO_TORCH = (
    "backend 'torch' needs PyTorch, which is not installed; "
    "pip install \"dsviz[torch]\", or pass backend='numpy'"
)


def convolve(
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
) -> Array:
    """Compute a convolution layer's output in float64.

    Parameters
    ----------
    x : array_like, shape (C, H, W) or (B, C, H, W), or (C, L)
    weight : array_like, shape (N, C / groups, kh, kw), or (N, C / groups, K)
    bias : array_like, shape (N,), optional
    stride, padding, dilation, groups, padding_mode
        As in `dsviz.ConvSpec`. In one dimension stride and dilation are one number each, and padding is a
        number, (before, after), "valid", "same" or "causal": zeros before the first number only, as many
        as the kernel reaches back.
    backend : {"torch", "numpy"}
        "numpy" is the independent reference. It never loads torch.

    Returns
    -------
    ndarray, shape (N, Ho, Wo) or (B, N, Ho, Wo), or (N, Lo)
        What float64 cannot hold is inf or nan, without a warning.

    Raises
    ------
    ConvError
        A `ValueError` whose sentence gives the rule, then the values.
    ModuleNotFoundError
        If PyTorch is not installed and the backend is "torch".

    Examples
    --------
    A depthwise layer is one with as many groups as channels.

    >>> x = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]
    >>> convolve(x, [[[[1, 0], [0, 1]]], [[[0, 1], [1, 0]]]], groups=2).tolist()
    [[[5.0]], [[13.0]]]
    >>> convolve([[1, 2, 3, 4, 5]], [[[1, 10, 100]]], padding="causal").tolist()
    [[100.0, 210.0, 321.0, 432.0, 543.0]]
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
    return without_row(compute(layer, backend), row.is_line)


def check_backend(backend: str) -> None:
    """Refuse a backend that does not exist (rule ``backend-known``)."""
    if not isinstance(backend, str) or backend not in BACKENDS:
        raise ConvError("backend-known", known=Listed(BACKENDS), got=shown(backend))


def compute(layer: Layer, backend: str = "torch") -> Array:
    """Compute a layer's output.

    Parameters
    ----------
    layer : Layer
    backend : {"torch", "numpy"}

    Returns
    -------
    ndarray, shape (N, Ho, Wo), or (B, N, Ho, Wo) where x has a batch axis

    Raises
    ------
    ConvError
        Rule ``backend-known``.
    """
    check_backend(backend)
    # Numbers near the end of float64 may overflow to inf: that is their result, not a warning.
    with np.errstate(over="ignore", invalid="ignore"):
        output = _function_of(backend)(layer)
    output = output + 0.0  # -0.0 + 0.0 is 0.0, so that nothing is shown as "-0"
    return output if layer.x.ndim == 4 else output[0]


def load_torch_backend() -> ModuleType:
    """Import `dsviz.conv.torch_backend`, and say what to do where PyTorch is missing.

    Loading torch takes seconds: only the first call that needs it pays.

    Raises
    ------
    ModuleNotFoundError
    """
    try:
        return import_module("dsviz.conv.torch_backend")
    except ModuleNotFoundError as error:
        if error.name != "torch":
            raise
        raise ModuleNotFoundError(NO_TORCH, name="torch") from error


def _function_of(backend: str) -> Callable[[Layer], Array]:
    if backend == "numpy":
        return convolve_numpy
    convolve_torch: Callable[[Layer], Array] = load_torch_backend().convolve_torch
    return convolve_torch
