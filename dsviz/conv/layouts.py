"""The same numbers in another order of axes: PyTorch's on one side, TensorFlow's and Keras's on the other.

Activations: NCHW or CHW (PyTorch), NHWC or HWC (TensorFlow). Ordinary and grouped weights: OIHW (PyTorch),
HWIO (TensorFlow). Depthwise weights: OIHW with one slice per filter and groups = C (PyTorch), HWCM with the
depth multiplier M last (TensorFlow); filter c * M + q is multiplier q of channel c.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.content import any_of
from dsviz.conv.errors import ConvError
from dsviz.conv.numbers import whole_number
from dsviz.conv.tensors import as_array

AnyArray = NDArray[Any]


def _with_axes(name: str, value: Any, *axes: str) -> AnyArray:
    array = as_array(name, value)
    if array.ndim not in {len(each) for each in axes}:
        raise ConvError("tensor-rank", name=name, axes=any_of(*axes), shape=array.shape)
    return array


def nchw_to_nhwc(x: Any) -> AnyArray:
    """Move the channels of activations last.

    Parameters
    ----------
    x : array_like, shape (N, C, H, W) or (C, H, W)

    Returns
    -------
    ndarray, shape (N, H, W, C) or (H, W, C)

    Raises
    ------
    ConvError
        Rules ``tensor-rectangular`` and ``tensor-rank``, as everywhere in this module.

    Examples
    --------
    >>> nchw_to_nhwc([[[1, 2]], [[3, 4]]]).tolist()
    [[[1, 3], [2, 4]]]
    """
    return np.moveaxis(_with_axes("x", x, "CHW", "NCHW"), -3, -1)


def nhwc_to_nchw(x: Any) -> AnyArray:
    """Move the channels of activations before height and width: the way back from `nchw_to_nhwc`.

    >>> nhwc_to_nchw([[[1, 3], [2, 4]]]).tolist()
    [[[1, 2]], [[3, 4]]]
    """
    return np.moveaxis(_with_axes("x", x, "HWC", "NHWC"), -1, -3)


def oihw_to_hwio(weight: Any) -> AnyArray:
    """Reorder an ordinary or grouped weight for TensorFlow.

    Parameters
    ----------
    weight : array_like, shape (N, C / groups, kh, kw)

    Returns
    -------
    ndarray, shape (kh, kw, C / groups, N)

    Examples
    --------
    >>> oihw_to_hwio([[[[1, 2]]], [[[3, 4]]]]).tolist()
    [[[[1, 3]], [[2, 4]]]]
    """
    return _with_axes("weight", weight, "OIHW").transpose(2, 3, 1, 0)


def hwio_to_oihw(weight: Any) -> AnyArray:
    """Reorder an ordinary or grouped TensorFlow weight for PyTorch: the way back from `oihw_to_hwio`.

    >>> hwio_to_oihw([[[[1, 3]], [[2, 4]]]]).tolist()
    [[[[1, 2]]], [[[3, 4]]]]
    """
    return _with_axes("weight", weight, "HWIO").transpose(3, 2, 0, 1)


def hwcm_to_oihw(weight: Any) -> AnyArray:
    """Reorder a TensorFlow depthwise weight for PyTorch, where it is used with groups = C.

    Parameters
    ----------
    weight : array_like, shape (kh, kw, C, M)
        M is the depth multiplier.

    Returns
    -------
    ndarray, shape (C * M, 1, kh, kw)

    Examples
    --------
    One row of kernel, two channels, multiplier 2: the filters come channel by channel.

    >>> hwcm_to_oihw([[[[1, 2], [3, 4]]]]).ravel().tolist()
    [1, 2, 3, 4]
    >>> hwcm_to_oihw([[[[1, 2], [3, 4]]]]).shape
    (4, 1, 1, 1)
    """
    array = _with_axes("weight", weight, "HWCM")
    height, width, channels, multiplier = array.shape
    return array.transpose(2, 3, 0, 1).reshape(channels * multiplier, 1, height, width)


def oihw_to_hwcm(weight: Any, in_channels: int) -> AnyArray:
    """Reorder a PyTorch depthwise weight for TensorFlow: the way back from `hwcm_to_oihw`.

    Parameters
    ----------
    weight : array_like, shape (C * M, 1, kh, kw)
    in_channels : int
        C, which the weight alone does not tell.

    Returns
    -------
    ndarray, shape (kh, kw, C, M)

    Raises
    ------
    ConvError
        Rules ``depth-multiplier``, ``weight-in-channels`` and ``whole-number``, and those of the others.

    Examples
    --------
    >>> oihw_to_hwcm([[[[1]]], [[[2]]], [[[3]]], [[[4]]]], in_channels=2).tolist()
    [[[[1, 2], [3, 4]]]]
    """
    array = _with_axes("weight", weight, "OIHW")
    out_channels, slices, height, width = array.shape
    if whole_number("in_channels", in_channels) < 1 or out_channels % in_channels:
        raise ConvError("depth-multiplier", out_channels=out_channels, in_channels=in_channels)
    if slices != 1:
        raise ConvError(
            "weight-in-channels", slices=slices, in_channels=in_channels, groups=in_channels, expected=1
        )
    return array.reshape(in_channels, -1, height, width).transpose(2, 3, 0, 1)
