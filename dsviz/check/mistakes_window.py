"""Mistakes with the kernel, the bias and the place of the window: each is a layer's wrong output.

Every function takes a layer and gives what somebody would get who makes this one mistake everywhere,
or None where the layer gives no occasion for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from dsviz.check.solved_layer import Array, SolvedLayer


def kernel_flipped(layer: SolvedLayer) -> Array | None:
    """The kernel is turned by 180 degrees: convolution as signal processing has it."""
    return layer.redone(weight=layer.weight[..., ::-1, ::-1])


def kernel_transposed(layer: SolvedLayer) -> Array | None:
    """The kernel's rows are read as its columns."""
    return layer.redone(weight=layer.weight.swapaxes(-1, -2))


def turn_choices(layer: SolvedLayer) -> Iterator[dict[str, Any]]:
    """One way round or the other."""
    yield {"turn": "clockwise"}
    yield {"turn": "counterclockwise"}


def kernel_turned(layer: SolvedLayer, turn: str) -> Array | None:
    """The kernel is turned by 90 degrees."""
    quarters = -1 if turn == "clockwise" else 1
    return layer.redone(weight=np.rot90(layer.weight, quarters, axes=(-2, -1)))


def mirror_choices(layer: SolvedLayer) -> Iterator[dict[str, Any]]:
    """Upside down, or left for right; of a single row or column either is the turn by 180 degrees."""
    if min(layer.weight.shape[-2:]) > 1:
        yield {"mirror": "upside-down"}
        yield {"mirror": "left-right"}


def kernel_mirrored(layer: SolvedLayer, mirror: str) -> Array | None:
    """The kernel is flipped along one of its two axes only."""
    return layer.redone(weight=np.flip(layer.weight, -2 if mirror == "upside-down" else -1))


def signs_lost(layer: SolvedLayer) -> Array | None:
    """Every weight is read without its minus sign."""
    return layer.redone(weight=abs(layer.weight))


def bias_forgotten(layer: SolvedLayer) -> Array | None:
    """No bias is added."""
    return None if layer.bias is None else layer.redone(bias=None)


def bias_added_per_channel(layer: SolvedLayer) -> Array | None:
    """The bias is added once for every input channel's sum."""
    return None if layer.bias is None else layer.redone(bias=layer.bias * layer.slices)


def bias_subtracted(layer: SolvedLayer) -> Array | None:
    """The bias is taken away instead of added."""
    return None if layer.bias is None else layer.redone(bias=-layer.bias)


def padding_forgotten(layer: SolvedLayer) -> Array | None:
    """The window stays inside the picture."""
    return layer.redone(padding=0)


def padding_mode_ignored(layer: SolvedLayer) -> Array | None:
    """The border is filled with zeros where it should copy the picture."""
    return layer.redone(padding_mode="zeros")


def same_wrong_side(layer: SolvedLayer) -> Array | None:
    """The odd cell of the padding is put before the picture, not after it."""
    (top, bottom), (left, right) = layer.pads
    return layer.redone(padding=((bottom, top), (right, left)))


def stride_ignored(layer: SolvedLayer) -> Array | None:
    """The window moves by one cell a step."""
    return layer.redone(stride=1)


def stride_ignored_in_sums(layer: SolvedLayer) -> Array | None:
    """As many windows as the stride leaves, but computed where stride 1 would put them.

    A published strided figure of a well-known guide has this mistake.
    """
    return _corner_of(layer.redone(stride=1, padding=layer.pads), layer)


def dilation_choices(layer: SolvedLayer) -> Iterator[dict[str, Any]]:
    """A larger map of all windows that now fit, or as many windows as there should be."""
    yield {"way": "map-grows"}
    yield {"way": "same-windows"}


def dilation_ignored(layer: SolvedLayer, way: str) -> Array | None:
    """The taps of the kernel lie side by side."""
    if way == "map-grows":
        return layer.redone(dilation=1)
    return _corner_of(layer.redone(dilation=1, padding=layer.pads), layer)


def settings_swapped(layer: SolvedLayer) -> Array | None:
    """The row setting is used for columns: stride (1, 2) as (2, 1), and so with padding and dilation."""
    spec = layer.spec
    padding: Any = spec.padding if isinstance(spec.padding, str) else spec.padding[::-1]
    return layer.redone(stride=spec.stride[::-1], dilation=spec.dilation[::-1], padding=padding)


def input_transposed(layer: SolvedLayer) -> Array | None:
    """The input's rows are read as its columns."""
    return layer.redone(x=layer.x.swapaxes(-1, -2))


def answer_transposed(layer: SolvedLayer) -> Array | None:
    """The right numbers, written down column by column."""
    return layer.answer.swapaxes(-1, -2)


def channels_last(layer: SolvedLayer) -> Array | None:
    """The right numbers, laid out (height, width, channel)."""
    return np.moveaxis(layer.answer, 0, -1)


def _corner_of(larger: Array | None, layer: SolvedLayer) -> Array | None:
    if larger is None:
        return None
    _, height, width = layer.answer.shape
    return larger[:, :height, :width]
