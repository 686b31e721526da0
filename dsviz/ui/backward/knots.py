"""The three knots of a backward pass, each untied with the numbers on the page."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dsviz.check.gradient import MISTAKES
from dsviz.conv.gradients import compute_gradients
from dsviz.ui.backward.choices import Choices
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import OTHER_GROUPS, WITHOUT_STRIDE, WITHOUT_TURN
from dsviz.ui.shell.params import Param
from dsviz.ui.shell.words import say
from dsviz.wording.tensors import tensor_text


def show_knots(chosen: Choices) -> None:
    """Render where the rotation is, what the stride does, and what groups do."""
    st.header(say("backward.knots"), anchor=False)
    turning, striding, grouping = st.columns(3)
    with turning:
        _show_rotation(chosen)
    with striding:
        _show_stride(chosen)
    with grouping:
        _show_groups(chosen)


def _show_rotation(chosen: Choices) -> None:
    kernel = chosen.layer.weight[0, 0]
    if kernel.size == 1:
        st.markdown(say("backward.rotation.one"))
        return
    st.markdown(say("backward.rotation"))
    stamped, read = st.columns(2)
    stamped.markdown(say("backward.rotation.stamped"))
    stamped.code(tensor_text(kernel[None]), language=None)
    read.markdown(say("backward.rotation.read"))
    read.code(tensor_text(kernel[None, ::-1, ::-1]), language=None)
    _show_otherwise(chosen, WITHOUT_TURN, "rotation")


def _show_stride(chosen: Choices) -> None:
    stride = chosen.layer.spec.stride
    if stride == (1, 1):
        st.markdown(say("backward.stride.none"))
        return
    st.markdown(say("backward.stride", h=stride[0], w=stride[1]))
    height, width = ((n - 1) * s + 1 for n, s in zip(chosen.dy.shape[1:], stride, strict=True))
    wide = np.zeros((1, height, width))
    wide[:, :: stride[0], :: stride[1]] = chosen.dy[:1]
    st.code(tensor_text(wide), language=None)
    _show_otherwise(chosen, WITHOUT_STRIDE, "stride")


def _show_groups(chosen: Choices) -> None:
    layer = chosen.layer
    each = layer.out_channels // layer.spec.groups
    values = {"groups": layer.spec.groups, "each": each, "all": layer.out_channels}
    st.markdown(say("backward.groups.none" if layer.spec.groups == 1 else "backward.groups", **values))
    if layer.spec.groups > 1:
        _show_otherwise(chosen, OTHER_GROUPS, "group-order")


def _show_otherwise(chosen: Choices, param: Param, mistake: str) -> None:
    """Offer a switch that ties the knot: the dx that would come out, and how much of it is wrong."""
    with Ask("backward") as ask:
        if not ask.flag(param):
            return
    right = compute_gradients(chosen.layer, chosen.dy, "numpy").x
    made = next(MISTAKES["x"][mistake](chosen.layer, chosen.dy))
    wrong = int((made != right).sum())
    kind = "backward.otherwise" if wrong else "backward.otherwise.same"
    st.markdown(say(kind, count=right.size, wrong=wrong))
    st.code(tensor_text(made), language=None)
