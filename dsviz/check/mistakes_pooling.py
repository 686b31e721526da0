"""Mistakes in which the kernel is not used: the window's own numbers are added up, averaged or compared."""

from __future__ import annotations

import numpy as np

from dsviz.check.mistake import Choices, Made
from dsviz.check.solved_layer import Array, SolvedLayer


def pooling_choices(layer: SolvedLayer) -> Choices:
    """The largest number or the mean of each channel's window; the sum of all, with the bias or without."""
    yield {"of": "largest"}
    yield {"of": "mean"}
    yield {"of": "sum"}
    if layer.bias is not None:
        yield {"of": "sum-and-bias"}


def kernel_not_used(layer: SolvedLayer, of: str) -> Made:
    """The kernel only says which numbers lie in the window, as in pooling."""
    if of.startswith("sum"):
        ones = np.ones_like(layer.weight)
        return layer.changed(weight=ones) if of == "sum-and-bias" else layer.changed(weight=ones, bias=None)
    taps = layer.weight[0, 0].size
    windows = layer.patches.reshape(layer.in_channels, taps, *layer.output_size)
    pooled: Array = windows.max(1) if of == "largest" else windows.mean(1)
    return pooled
