"""Layers of one dimension, taken as pictures of one row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.errors import ConvError, shown
from dsviz.conv.geometry import kernel_reach
from dsviz.conv.numbers import is_sequence_of, pair, whole_number
from dsviz.conv.tensors import as_array, as_tensor

Array = NDArray[np.float64]

_ROW = (0, 0)


class AsRow(NamedTuple):
    """What a layer is made of.

    Attributes
    ----------
    x, weight : array_like
    settings : dict
    is_line : bool
        Whether they were of one dimension.
    """

    x: Any
    weight: Any
    settings: dict[str, Any]
    is_line: bool


def as_row(x: Any, weight: Any, settings: dict[str, Any]) -> AsRow:
    """Take x of shape (C, L) with a weight of three axes as a picture of one row; leave anything else alone.

    Parameters
    ----------
    x, weight : array_like
    settings : dict
        stride, padding, dilation and the like. A whole number is meant along the row, and so is a padding
        of two, (before, after); padding "causal" is as many zeros before the row as the kernel reaches
        back, and none after it. The settings of a layer of one row, as `Layer.keywords` gives them, are
        taken too.

    Returns
    -------
    AsRow

    Raises
    ------
    ConvError
        Rules ``row-setting``, ``row-padding``, ``row-batch``, ``causal-one-dimension`` and
        ``tensor-rectangular``.

    Examples
    --------
    >>> row = as_row([[1, 2, 3]], [[[1, 10, 100]]], {"padding": "causal", "dilation": 2})
    >>> row.x.shape, row.weight.shape, row.settings
    ((1, 1, 3), (1, 1, 1, 3), {'padding': ((0, 0), (4, 0)), 'dilation': (1, 2)})
    """
    line, kernel = as_array("x", x), as_array("weight", weight)
    if (line.ndim, kernel.ndim) != (2, 3):
        if is_causal(settings.get("padding")):
            raise ConvError("causal-one-dimension", x_shape=line.shape, weight_shape=kernel.shape)
        if line.ndim == kernel.ndim == 3:
            raise ConvError("row-batch", x_shape=line.shape, weight_shape=kernel.shape)
        return AsRow(x, weight, settings, False)
    row, taps = as_tensor("x", x)[:, None, :], as_tensor("weight", weight)[:, :, None, :]
    return AsRow(row, taps, along_row(settings, kernel.shape[-1]), True)


def along_row(settings: Mapping[str, Any], kernel: int) -> dict[str, Any]:
    """Have the settings of a layer of one dimension hold for the width of a picture of one row.

    Parameters
    ----------
    settings : mapping
    kernel : int
        The kernel's length, from which "causal" follows.

    Raises
    ------
    ConvError
        Rules ``row-setting`` and ``row-padding``.

    Examples
    --------
    >>> along_row({"stride": 2, "padding": (1, 0), "groups": 1}, 3)
    {'stride': (1, 2), 'padding': ((0, 0), (1, 0)), 'groups': 1}
    """
    along = {
        name: _along(name, settings[name], least)
        for name, least in (("stride", 1), ("dilation", 1), ("output_padding", 0))
        if name in settings
    }
    if "padding" in settings:
        along["padding"] = _padding(settings["padding"], kernel, along.get("dilation", (1, 1))[1])
    return dict(settings) | along


def without_row(array: Array, is_line: bool) -> Array:
    """Take the axis of the one row away again, where there was none.

    Examples
    --------
    >>> without_row(np.ones((2, 1, 5)), True).shape, without_row(np.ones((2, 1, 5)), False).shape
    ((2, 5), (2, 1, 5))
    """
    return array[..., 0, :] if is_line else array


def is_causal(padding: Any) -> bool:
    """Tell whether a padding is the word "causal"."""
    return isinstance(padding, str) and padding.lower() == "causal"


def _along(name: str, value: Any, least: int) -> tuple[int, int]:
    if is_sequence_of(value, 2) and value[0] == least:  # of a layer of one row, as it keeps them itself
        return pair(name, value, least)
    if is_sequence_of(value, 1):
        value = value[0]
    if is_sequence_of(value, 2):
        raise ConvError("row-setting", name=name, got=shown(value))
    return least, whole_number(name, value, least)


def _padding(value: Any, kernel: int, dilation: int) -> Any:
    if is_causal(value):
        return _ROW, (kernel_reach(kernel, dilation) - 1, 0)
    if isinstance(value, str):
        return value
    sides = value[1] if is_sequence_of(value, 2) and _is_row(value[0]) else value
    try:
        return _ROW, pair("padding", sides)
    except ConvError as error:
        if error.rule == "range":
            raise
        raise ConvError("row-padding", got=shown(value)) from None


def _is_row(value: Any) -> bool:
    """Tell whether this is the padding above and below one row: none."""
    return is_sequence_of(value, 2) and tuple(value) == _ROW
