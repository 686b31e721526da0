"""The tensors of an example in the order of axes its document prints."""

from __future__ import annotations

import numpy as np

from dsviz.conv.layer import Layer
from dsviz.conv.layouts import nchw_to_nhwc, oihw_to_hwcm, oihw_to_hwio
from dsviz.conv.trace import Trace
from dsviz.export.pytorch_code import column_width, nested_list

CHANNELS_LAST = ("NHWC", "HWIO", "HWCM")


def layout_text(trace: Trace, layout: str, depthwise: bool = False) -> str:
    """Write an example's tensors as nested lists in one layout, each under its shape.

    Parameters
    ----------
    trace : Trace
    layout : {"NCHW", "NHWC"}
    depthwise : bool
        NHWC frameworks write a depthwise weight as HWCM, with the depth multiplier last.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> print(layout_text(trace([[[1, 2]], [[3, 4]]], [[[[5]], [[6]]]], backend="numpy"), "NHWC"))
    x  NHWC (1, 1, 2, 2)
    [[[[1, 3], [2, 4]]]]
    <BLANKLINE>
    w  HWIO (1, 1, 2, 1)
    [[[[5], [6]]]]
    <BLANKLINE>
    y  NHWC (1, 1, 2, 1)
    [[[[23], [34]]]]
    """
    layer, last = trace.layer, layout == "NHWC"
    kernel, axes = _weight(layer, depthwise) if last else (layer.weight, "OIHW")
    tensors = [("x", layout, _batch(layer.x, last)), ("w", axes, kernel)]
    if layer.bias is not None:
        tensors.append(("b", "O", layer.bias))
    tensors.append(("y", layout, _batch(trace.output, last)))
    return "\n\n".join(_entry(*tensor) for tensor in tensors)


def output_text(y: np.ndarray, layout: str) -> str:
    """Write an output of shape (C, H, W) as a batch of one, in a layout.

    Examples
    --------
    >>> output_text(np.array([[[1.0, 2.0]], [[3.0, 4.0]]]), "NHWC")
    '[[[[1, 3], [2, 4]]]]'
    """
    return _numbers(_batch(y, layout == "NHWC"), layout)


def _entry(name: str, axes: str, array: np.ndarray) -> str:
    return f"{name}  {axes} {array.shape}\n{_numbers(array, axes)}"


def _numbers(array: np.ndarray, axes: str) -> str:
    return nested_list(array, axes_a_line=2 if axes in CHANNELS_LAST else 1, width=column_width(array))


def _batch(tensor: np.ndarray, channels_last: bool) -> np.ndarray:
    return (nchw_to_nhwc(tensor) if channels_last else tensor)[np.newaxis]


def _weight(layer: Layer, depthwise: bool) -> tuple[np.ndarray, str]:
    if depthwise:
        return oihw_to_hwcm(layer.weight, layer.in_channels), "HWCM"
    return oihw_to_hwio(layer.weight), "HWIO"
