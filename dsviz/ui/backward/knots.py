"""The three knots of a backward pass, each untied with the numbers on the page."""

from __future__ import annotations

import streamlit as st

from dsviz.check.gradient import MISTAKES
from dsviz.conv.gradients import compute_gradients
from dsviz.conv.rewritten import copies_border
from dsviz.course.gradients import groups, rotation, stride
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
    told, kernels = rotation(chosen.layer, chosen.say)
    st.markdown(told)
    if not kernels:
        return
    for column, name, kernel in zip(st.columns(2), ("stamped", "read"), kernels, strict=True):
        column.markdown(say(f"backward.rotation.{name}"))
        column.code(tensor_text(kernel), language=None)
    _show_otherwise(chosen, WITHOUT_TURN, "rotation")


def _show_stride(chosen: Choices) -> None:
    told, wide = stride(chosen.layer, chosen.dy, chosen.say)
    st.markdown(told)
    if wide is None:
        return
    st.code(tensor_text(wide), language=None)
    _show_otherwise(chosen, WITHOUT_STRIDE, "stride")


def _show_groups(chosen: Choices) -> None:
    st.markdown(groups(chosen.layer, chosen.say))
    if chosen.layer.spec.groups > 1:
        _show_otherwise(chosen, OTHER_GROUPS, "group-order")


def _show_otherwise(chosen: Choices, param: Param, mistake: str) -> None:
    """Offer a switch that ties the knot: the dx that would come out, and how much of it is wrong."""
    if copies_border(chosen.layer):
        return
    with Ask("backward") as ask:
        if not ask.flag(param):
            return
    right = compute_gradients(chosen.layer, chosen.dy, "numpy").x
    made = next(MISTAKES["x"][mistake](chosen.layer, chosen.dy))
    wrong = int((made != right).sum())
    kind = "backward.otherwise" if wrong else "backward.otherwise.same"
    st.markdown(chosen.say(kind, count=right.size, wrong=wrong))
    st.code(tensor_text(made), language=None)
