"""One step of gradient descent: the weights move against their gradient, and the loss is computed again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from dsviz.conv.layer import Layer
from dsviz.reading.cell import read_cell
from dsviz.reading.errors import ReadError
from dsviz.ui.backward.choices import Array, Choices
from dsviz.ui.backward.shown import gradients_of
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import quoted
from dsviz.ui.inputs.names import RATE
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import say
from dsviz.wording.numbers import number
from dsviz.wording.tensors import tensor_text


@dataclass(frozen=True, eq=False)
class Descent:
    """A step: the layer after it, and the loss before and after."""

    layer: Layer
    before: float
    after: float


def loss_of(chosen: Choices, layer: Layer, engine: str) -> float:
    """Compute the loss; of a given dy it is the sum of dy · y, whose gradient is dy wherever one stands."""
    y = chosen.output(layer, engine)
    if chosen.loss == "squared":
        return float(((y - chosen.target) ** 2).sum() / 2)
    return float((chosen.upstream * y).sum())


def descend(chosen: Choices, rate: float, engine: str) -> Descent:
    """Move weights and biases by the rate times their gradients, downwards."""
    layer, found = chosen.layer, gradients_of(chosen, engine)
    bias = None if layer.bias is None or found.bias is None else layer.bias - rate * found.bias
    moved = layer.replace(weight=layer.weight - rate * found.weight, bias=bias)
    return Descent(moved, loss_of(chosen, layer, engine), loss_of(chosen, moved, engine))


def show_descent(chosen: Choices) -> None:
    """Ask for the rate and render the step."""
    st.header(say("backward.descent"), anchor=False)
    st.markdown(say(f"backward.descent.{chosen.loss}"))
    with Ask("backward") as asking:
        typed = asking.text(RATE)
        rate = _rate(typed)
        if rate is None:
            asking.refuse(say("backward.rate.refused", typed=quoted(typed), used=RATE.default))
            rate = float(RATE.default)
    step = descend(chosen, rate, backend())
    st.markdown(say("backward.descent.loss", before=number(step.before), after=number(step.after)))
    if step.after > step.before:
        st.markdown(say("backward.descent.too_far"))
    before, after = st.columns(2)
    _show_weights(before, "w", chosen.layer.weight)
    _show_weights(after, f"w − {number(rate)} × dw", step.layer.weight)
    if chosen.layer.bias is not None and step.layer.bias is not None:
        _show_weights(before, "b", chosen.layer.bias)
        _show_weights(after, f"b − {number(rate)} × db", step.layer.bias)


def _show_weights(column: st.delta_generator.DeltaGenerator, title: str, weight: Array) -> None:
    column.markdown(f"**{title}**")
    column.code(tensor_text(np.asarray(weight)), language=None)


def _rate(typed: str) -> float | None:
    try:
        rate = read_cell(typed)
    except ReadError:
        return None
    return rate if 0 <= rate <= 1000 else None
