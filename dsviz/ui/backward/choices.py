"""What the reader chooses: the layer, the loss, and which of its gradients is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.check.worked import in_shape_of
from dsviz.conv.convolve import compute
from dsviz.conv.errors import Refusal
from dsviz.conv.layer import Layer
from dsviz.conv.rewritten import input_gradient
from dsviz.conv.tensors import as_tensor
from dsviz.examples.backward import BACKWARD, Backward
from dsviz.reading.paste import read_tensor
from dsviz.saved.link import text_to_state
from dsviz.saved.state import shortest
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.edits import refusal_of_changes
from dsviz.ui.inputs.handover import OWN
from dsviz.ui.inputs.names import EXAMPLE, GRADIENT, LOSS, SAVED, TARGET, UPSTREAM, VIEW
from dsviz.ui.inputs.texts import Texts
from dsviz.ui.shell.address import query_param
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import begun, refused, say

Array = NDArray[np.float64]

LOSSES = ("given", "sum", "squared")
VIEWS = ("gather", "scatter")
MOST_ACROSS, MOST_CHANNELS = 16, 8  # of a layer whose gradients can be read number by number


@dataclass(frozen=True, eq=False)
class Choices:
    """The backward pass that is shown.

    Attributes
    ----------
    id : str
        Of the layer.
    layer : Layer
    loss : {"given", "sum", "squared"}
    dy, target : ndarray, shape (N, Ho, Wo)
        The target is zeros where the loss has none.
    gradient : {"y", "x", "weight", "bias"}
        What the stage shows; "y" is the forward pass.
    view : {"gather", "scatter"}
        Of dx.
    is_refused : bool
        Whether dy or the target could not be used as typed, so that the usual numbers stand in.
    """

    id: str
    layer: Layer
    loss: str
    dy: Array
    target: Array
    gradient: str
    view: str
    is_refused: bool = False


def ask() -> Choices:
    """Ask for all of it; where a text cannot be used, its field says why and the usual one stands in."""
    # A guide that lends its own layers to the stage hides what begins with "unguided-".
    with st.container(key="unguided-fields"), Ask("backward") as asking:
        first, second = st.columns(2)
        own = _own(asking)
        known = BACKWARD if own is None else {**BACKWARD, OWN: own}
        with first:
            name = asking.choice(EXAMPLE, tuple(known), look="list")
        with second:
            loss = asking.choice(LOSS, LOSSES)
        layer, usual = known[name].layer, known[name].dy
        target, is_refused = np.zeros_like(usual), False
        if loss == "squared":
            target, is_refused = _tensor(name, TARGET.name, target)
        dy = upstream(layer, loss, target, backend())
        if loss == "given":
            dy, is_refused = _tensor(name, UPSTREAM.name, usual)
        shown = ("y", "x", "weight", *(("bias",) if layer.bias is not None else ()))
        first, second = st.columns(2)
        with first:
            gradient = asking.choice(GRADIENT.here(default="weight"), shown)
        view = VIEWS[0]
        if gradient == "x":
            with second:
                view = asking.choice(VIEW, VIEWS)
        else:
            asking.told(VIEW, VIEWS)
        asking.refuse(refusal_of_changes())
    return Choices(name, layer, loss, dy, target, gradient, view, is_refused)


def _own(asking: Ask) -> Backward | None:
    """Return the layer that another page's link hands over, with ones as its dy, if there is one."""
    text = query_param(SAVED)
    if text is None:
        return None
    try:
        layer = text_to_state(text).layer()
        ones = np.ones(layer.output_shape)
        input_gradient(layer, ones)
    except Refusal as error:
        asking.refuse(say("backward.own_layer.refused", rule=begun(refused(error))))
        return None
    sides = max(*layer.size, *layer.output_size, *layer.kernel)
    if sides > MOST_ACROSS or max(layer.in_channels, layer.out_channels) > MOST_CHANNELS:
        asking.refuse(say("backward.own_layer.large", most=MOST_ACROSS, channels=MOST_CHANNELS))
        return None
    return Backward(OWN, layer, ones)


def upstream(layer: Layer, loss: str, target: Array, engine: str) -> Array:
    """Differentiate a loss by each number of the output: 1 for their sum, y - t for half the squared error.

    Examples
    --------
    >>> layer = Layer([[[1, 2, 3]]], [[[[4, 5]]]])
    >>> upstream(layer, "squared", np.array([[[10.0, 20.0]]]), "numpy").tolist()
    [[[4.0, 3.0]]]
    """
    y = compute(layer, engine)
    return y - target if loss == "squared" else np.ones_like(y)


def _tensor(owner: str, name: str, usual: Array) -> tuple[Array, bool]:
    """Read a tensor of the output's shape from a text field; tell whether the usual one stands in."""
    text = Texts(f"backward-{owner}").box(
        name,
        st.text_area,
        say(f"backward.{name}"),
        str(shortest(usual)),
        height=100,
        help=say(f"backward.{name}.help"),
    )
    try:
        return _read(text, usual.shape), False
    except Refusal as error:
        st.warning(say("backward.refused", rule=begun(refused(error))))
    except ValueError as error:
        shape = "×".join(map(str, usual.shape))
        st.warning(say("backward.shape", shape=shape, got=str(error)))
    return usual, True


@lru_cache(maxsize=256)
def _read(text: str, shape: tuple[int, ...]) -> Array:
    array = in_shape_of(np.empty(shape), as_tensor("dy", read_tensor(text, role="input").typed))
    if [n for n in array.shape if n > 1] != [n for n in shape if n > 1]:
        raise ValueError("×".join(map(str, array.shape)))
    return array.reshape(shape)
