"""Two layers on the same numbers, and how their results compare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from dsviz.conv.trace import Trace, largest_difference, rounding_bound
from dsviz.examples import Chain, Example
from dsviz.wording.numbers import number


def without_groups(depthwise: Example) -> Example:
    """Make the ordinary convolution that has a depthwise layer's weights: filter q sums over the channels.

    Parameters
    ----------
    depthwise : Example
        With C channels and depth multiplier M, weight of shape (C*M, 1, kh, kw).

    Returns
    -------
    Example
        Weight of shape (M, C, kh, kw).
    """
    layer = depthwise.layer
    weight = by_channel(layer.weight[:, 0], layer.in_channels).swapaxes(0, 1)
    ordinary = layer.replace(weight=weight, groups=1)
    return replace(depthwise, id=f"{depthwise.id}-conv2d", layer=ordinary, printed=None, expected=None)


def as_one(chain: Chain) -> Example:
    """Make the one standard convolution that computes the same as a chain's two steps."""
    depthwise, pointwise = chain.layers
    return Example(
        id=f"{chain.id}-one",
        topic="standard",
        document=chain.document,
        layer=depthwise.layer.replace(weight=chain.composed, bias=pointwise.layer.bias, groups=1),
        own=True,
        changes="~".join(filter(None, (depthwise.changes, pointwise.changes))),
    )


def by_channel(maps: np.ndarray, in_channels: int) -> np.ndarray:
    """Sort C*M depthwise maps or kernels by input channel: shape (C*M, H, W) to (C, M, H, W).

    Examples
    --------
    >>> by_channel(np.arange(4).reshape(4, 1, 1), 2)[:, :, 0, 0].tolist()
    [[0, 1], [2, 3]]
    """
    return maps.reshape(in_channels, -1, *maps.shape[1:])


def agreement(topic: str, trace: Trace, other: np.ndarray, say: Callable[..., str]) -> str:
    """State how a layer's result compares with the same numbers got another way, in the topic's words.

    Numbers that a reader changed to decimals may differ by rounding, as sums in another order do.

    Parameters
    ----------
    topic : {"sums", "separable"}
    trace : Trace
    other : ndarray, of the output's shape
    say : callable
        `dsviz.content.label` in the reader's language.
    """
    wrong = int((trace.output != other).sum())
    difference = largest_difference(trace.output, other)
    bound = rounding_bound(trace.layer)
    verdict = "agree" if not wrong else "rounds" if difference <= bound else "differ"
    return say(f"{topic}.{verdict}", count=f"{other.size:,}", wrong=wrong, difference=number(difference))
