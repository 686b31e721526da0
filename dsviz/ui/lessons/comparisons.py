"""Two layers on the same numbers, side by side, with what is equal between them stated as computed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from dsviz.conv.trace import largest_difference, rounding_bound
from dsviz.examples import Chain, Example
from dsviz.ui.parts.cache import call_of, trace_of
from dsviz.ui.parts.results import show_input, show_maps
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import say
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


def show_channel_sums(depthwise: Example) -> None:
    """Show conv2d of a depthwise example's tensors as the channel sums of the depthwise result."""
    ordinary = without_groups(depthwise)
    apart = by_channel(trace_of(depthwise, backend()).output, depthwise.layer.in_channels)
    st.header(say("sums.heading"), anchor=False)
    maps, words = st.columns([11, 10])
    with maps:
        show_maps(ordinary, "conv2d")
    with words:
        st.markdown(say("sums.text", call=call_of(ordinary)))
        st.markdown(agreement("sums", ordinary, apart.sum(axis=0)))


def show_mixing_and_scaling(mixing: Example, scaling: Example) -> None:
    """Show an ordinary and a depthwise 1x1 convolution of the same input."""
    st.header(say("mixing.heading"), anchor=False)
    left, middle, right = st.columns(3)
    with left:
        st.markdown(say("mixing.input"))
        show_input(mixing)
    with middle:
        st.markdown(say("mixing.mix", call=call_of(mixing)))
        show_maps(mixing, "mix")
    with right:
        st.markdown(say("mixing.scale", call=call_of(scaling)))
        show_maps(scaling, "scale")


def show_two_steps_or_one(chain: Chain) -> None:
    """Show a chain's result beside that of the one standard convolution it equals."""
    one, (_, last) = as_one(chain), chain.layers
    st.header(say("separable.result"), anchor=False)
    pair, single = st.columns(2)
    with pair:
        st.markdown(say("separable.pair"))
        show_maps(last, "y")
    with single:
        st.markdown(say("separable.one", call=call_of(one)))
        show_maps(one, "standard")
    st.markdown(agreement("separable", one, trace_of(last, backend()).output))


def agreement(topic: str, example: Example, other: np.ndarray) -> str:
    """State how a layer's result compares with the same numbers got another way, in the topic's words.

    Numbers that a reader changed to decimals may differ by rounding, as sums in another order do.
    """
    output = trace_of(example, backend()).output
    wrong = int((output != other).sum())
    difference = largest_difference(output, other)
    bound = rounding_bound(example.layer)
    verdict = "agree" if not wrong else "rounds" if difference <= bound else "differ"
    return say(f"{topic}.{verdict}", count=other.size, wrong=wrong, difference=number(difference))
