"""Mistakes with the window's way: stride, dilation, the place where it starts, settings exchanged."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from dsviz.check.mistake import Choices, Made
from dsviz.check.solved_layer import SolvedLayer


def stride_ignored(layer: SolvedLayer) -> Made:
    """The window moves by one cell a step."""
    return layer.changed(stride=1)


def stride_ignored_in_sums(layer: SolvedLayer) -> Made:
    """As many windows as the stride leaves, but computed where stride 1 would put them.

    A published strided figure of a well-known guide has this mistake.
    """
    return _first_windows(layer, stride=1)


def axis_choices(layer: SolvedLayer) -> Choices:
    """Rows only or columns only; with the map that follows, or with as many windows as there should be."""
    return (
        {"axis": axis, "way": way} for way in ("map-grows", "same-windows") for axis in ("rows", "columns")
    )


def stride_in_one_axis(layer: SolvedLayer, axis: str, way: str) -> Made:
    """The stride is kept down or across only."""
    down, across = layer.spec.stride
    stride = (down, 1) if axis == "rows" else (1, across)
    if min(layer.spec.stride) == 1:
        return None
    return layer.changed(stride=stride) if way == "map-grows" else _first_windows(layer, stride=stride)


def dilation_choices(layer: SolvedLayer) -> Choices:
    """A larger map of all windows that now fit, or as many windows as there should be."""
    yield {"way": "map-grows"}
    yield {"way": "same-windows"}


def dilation_ignored(layer: SolvedLayer, way: str) -> Made:
    """The taps of the kernel lie side by side."""
    return layer.changed(dilation=1) if way == "map-grows" else _first_windows(layer, dilation=1)


def other_sizes(layer: SolvedLayer) -> Choices:
    """Two cells or three; one is a stride or a dilation that was ignored."""
    return ({"size": size} for size in (2, 3))


def another_stride(layer: SolvedLayer, size: int) -> Made:
    """The window moves by so many cells a step, where the layer has another stride."""
    return _with_more_than_one(layer, stride=size)


def another_dilation(layer: SolvedLayer, size: int) -> Made:
    """The taps lie so many cells apart, where the layer has another dilation."""
    return _with_more_than_one(layer, dilation=size)


def settings_swapped(layer: SolvedLayer) -> Made:
    """The row setting is used for columns: stride (1, 2) as (2, 1), and so with padding and dilation.

    A layer over a row has one of each.
    """
    spec = layer.spec
    if layer.x.shape[1] == layer.weight.shape[2] == 1:
        return None
    padding: Any = spec.padding if isinstance(spec.padding, str) else spec.padding[::-1]
    return layer.changed(stride=spec.stride[::-1], dilation=spec.dilation[::-1], padding=padding)


def off_choices(layer: SolvedLayer) -> Choices:
    """One cell down or up, right or left, or both."""
    return (
        {"down": down, "across": across} for down, across in product((1, 0, -1), repeat=2) if down or across
    )


def window_off_by_one(layer: SolvedLayer, down: int, across: int) -> Made:
    """Every window lies one cell off its place; beyond the border there are zeros."""
    if layer.spec.padding_mode != "zeros" and any(map(any, layer.pads)):
        return None
    (top, bottom), (left, right) = layer.pads
    height, width = layer.size[0] + top + bottom, layer.size[1] + left + right
    room = np.zeros((layer.in_channels, height + 2, width + 2))  # NumPy's own padding takes ten times as long
    room[:, top + 1 : top + 1 + layer.size[0], left + 1 : left + 1 + layer.size[1]] = layer.x
    moved = room[:, 1 + down : 1 + down + height, 1 + across : 1 + across + width]
    return layer.changed(x=moved, padding=0)


def full_convolution(layer: SolvedLayer) -> Made:
    """The kernel is turned and laid down wherever it touches the picture, as `conv2` does at stride 1.

    Of a row this is `numpy.convolve`, which the two mistakes it is made of tell. A kernel that is the same
    when it is turned is not turned: of the padding and the stride others tell.
    """
    turned = layer.weight[..., ::-1, ::-1]
    is_same = bool((turned == layer.weight).all())
    if is_same or layer.is_row or max(layer.spec.dilation) > 1:
        return None
    room = tuple((reach, reach) for reach in (k - 1 for k in layer.kernel))
    return layer.changed(weight=turned, stride=1, padding=room, padding_mode="zeros")


def transposed_computed(layer: SolvedLayer) -> Made:
    """Each number of the input lays the kernel down, as a transposed convolution does: padding takes away.

    Of a row at stride 1 that is `numpy.convolve`: the kernel turned, and padding as “full”. At stride 1 a
    kernel that is the same when it is turned makes it a layer with another padding, and a padding that is as
    wide as what is left of the kernel makes it one with the kernel turned.
    """
    down, across = layer.spec.stride
    height, width = layer.size
    turned = layer.weight[..., ::-1, ::-1]
    stretched = np.zeros((len(layer.x), (height - 1) * down + 1, (width - 1) * across + 1))
    stretched[:, ::down, ::across] = layer.x
    reaches = [(k - 1) * d for k, d in zip(layer.kernel, layer.spec.dilation, strict=True)]
    room = tuple((reach - pads[0], reach - pads[1]) for reach, pads in zip(reaches, layer.pads, strict=True))
    is_same = bool((turned == layer.weight).all())
    is_another = down == across == 1 and (layer.is_row or is_same or room == layer.pads)
    if min(map(min, room)) < 0 or is_another:
        return None
    return layer.changed(x=stretched, weight=turned, stride=1, padding=room, padding_mode="zeros")


def _with_more_than_one(layer: SolvedLayer, **changes: Any) -> Made:
    """A changed layer; None where one number is all its output, which says too little of a setting."""
    changed = layer.changed(**changes)
    return changed if changed is not None and changed.output_shape != (1, 1, 1) else None


def _first_windows(layer: SolvedLayer, **changes: Any) -> Made:
    """As many windows as the layer has, where the changed settings put the first ones."""
    larger = layer.redone(**changes, padding=layer.pads)
    _, height, width = layer.output_shape
    return None if larger is None else larger[:, :height, :width]
