"""Two layers on the same numbers, side by side, with what is equal between them stated as computed."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dsviz.course import comparisons
from dsviz.course.comparisons import as_one, by_channel, without_groups
from dsviz.examples import Chain, Example
from dsviz.ui.parts.cache import call_of, trace_of
from dsviz.ui.parts.results import show_input, show_maps
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import say


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
        show_maps(mixing, say("mixing.mix.name"))
    with right:
        st.markdown(say("mixing.scale", call=call_of(scaling)))
        show_maps(scaling, say("mixing.scale.name"))


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
        show_maps(one, say("separable.one.name"))
    st.markdown(agreement("separable", one, trace_of(last, backend()).output))


def agreement(topic: str, example: Example, other: np.ndarray) -> str:
    """State how a layer's result compares with the same numbers got another way."""
    return comparisons.agreement(topic, trace_of(example, backend()), other, say)
