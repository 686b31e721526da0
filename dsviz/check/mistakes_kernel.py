"""Mistakes with the kernel's own numbers: how it is turned, which of its numbers are used.

Every function takes a layer and gives the layer that somebody computes who makes this one mistake
everywhere, or None where the layer gives no occasion for it.
"""

from __future__ import annotations

import numpy as np

from dsviz.check.mistake import Choices, Made
from dsviz.check.solved_layer import SolvedLayer


def kernel_flipped(layer: SolvedLayer) -> Made:
    """The kernel is turned by 180 degrees: convolution as signal processing has it."""
    return layer.changed(weight=layer.weight[..., ::-1, ::-1])


def kernel_and_channels_flipped(layer: SolvedLayer) -> Made:
    """The kernel's channels are in reverse too: the convolution of N dimensions."""
    return layer.changed(weight=layer.weight[:, ::-1, ::-1, ::-1]) if layer.slices > 1 else None


def kernel_transposed(layer: SolvedLayer) -> Made:
    """The kernel's rows are read as its columns."""
    return layer.changed(weight=layer.weight.swapaxes(-1, -2))


def turn_choices(layer: SolvedLayer) -> Choices:
    """One way round or the other."""
    yield {"turn": "clockwise"}
    yield {"turn": "counterclockwise"}


def kernel_turned(layer: SolvedLayer, turn: str) -> Made:
    """The kernel is turned by 90 degrees."""
    quarters = -1 if turn == "clockwise" else 1
    return layer.changed(weight=np.rot90(layer.weight, quarters, axes=(-2, -1)))


def mirror_choices(layer: SolvedLayer) -> Choices:
    """Upside down, or left for right; of a single row or column either is the turn by 180 degrees."""
    if min(layer.kernel) > 1:
        yield {"mirror": "upside-down"}
        yield {"mirror": "left-right"}


def kernel_mirrored(layer: SolvedLayer, mirror: str) -> Made:
    """The kernel is flipped along one of its two axes only."""
    return layer.changed(weight=np.flip(layer.weight, -2 if mirror == "upside-down" else -1))


def signs_lost(layer: SolvedLayer) -> Made:
    """Every weight is read without its minus sign."""
    return layer.changed(weight=abs(layer.weight))


def only_the_middle(layer: SolvedLayer) -> Made:
    """Only the product in the middle of the window is taken."""
    if max(layer.kernel) == 1 or not all(side % 2 for side in layer.kernel):
        return None
    row, col = (side // 2 for side in layer.kernel)
    middle = np.zeros_like(layer.weight)
    middle[..., row, col] = layer.weight[..., row, col]
    return layer.changed(weight=middle)


def one_kernel_choices(layer: SolvedLayer) -> Choices:
    """The first filter for all of them, or each filter's first slice for all of its channels."""
    if layer.out_channels > 1:
        yield {"of": "filters"}
    if layer.slices > 1:
        yield {"of": "channels"}


def one_kernel_for_all(layer: SolvedLayer, of: str) -> Made:
    """One kernel is used where each filter, or each channel, has its own."""
    first = layer.weight[:1] if of == "filters" else layer.weight[:, :1]
    return layer.changed(weight=np.broadcast_to(first, layer.weight.shape))


def kernel_axes_swapped(layer: SolvedLayer) -> Made:
    """The weight's numbers are read with the input channel first and the filter second."""
    weight = layer.weight.reshape(layer.slices, layer.out_channels, *layer.kernel)
    return layer.changed(weight=weight.swapaxes(0, 1))
