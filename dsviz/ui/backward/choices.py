"""What the reader chooses: the layer, the loss, and which of its gradients is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from dsviz.check.worked import in_shape_of
from dsviz.conv.convolve import compute
from dsviz.conv.errors import Refusal
from dsviz.conv.gradients import compute_gradients
from dsviz.conv.layer import Layer
from dsviz.conv.rewritten import copies_border
from dsviz.conv.rewritten_weights import weight_gradient
from dsviz.conv.tensors import as_tensor
from dsviz.examples.backward import BACKWARD, Backward
from dsviz.reading.paste import read_tensor
from dsviz.saved.link import text_to_state
from dsviz.saved.state import shortest
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.edits import refusal_of_changes
from dsviz.ui.inputs.handover import OWN
from dsviz.ui.inputs.names import EXAMPLE, GRADIENT, LAYER, LOSS, OF_ONE_RUN, SAVED, TARGET, UPSTREAM, VIEW
from dsviz.ui.inputs.texts import Texts
from dsviz.ui.shell.address import query_param
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.params import Param
from dsviz.ui.shell.words import begun, refused, say
from dsviz.wording.renamed import renamed

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
    names : mapping of str to str
        What the tensors are called where the layer is one of two in a row.
    then : Layer, optional
        The layer that reads this one's output. The loss is of its output, and so is the target.
    upstream : ndarray, shape of the output that the loss is of
        How the loss changes with it: dy itself, but for a layer that another one follows.
    """

    id: str
    layer: Layer
    loss: str
    dy: Array
    target: Array
    gradient: str
    view: str
    upstream: Array
    is_refused: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    then: Layer | None = None

    @property
    def key(self) -> str:
        """What tells this layer from the others of the page, the second of a pair from the first too."""
        is_second = self.id in BACKWARD and self.layer != BACKWARD[self.id].layer
        return f"{self.id}-2" if is_second else self.id

    def called(self, name: str) -> str:
        """Return what a tensor is called here."""
        return self.names.get(name, name)

    def say(self, key: str, **values: object) -> str:
        """Say something of the layer, under the names of its tensors."""
        return renamed(say(key, **values), self.names)

    def output(self, layer: Layer, engine: str) -> Array:
        """Compute what the loss is of, with this layer in the place of the one that is shown."""
        y = compute(layer, engine)
        return y if self.then is None else compute(self.then.replace(x=y), engine)


def ask() -> Choices:
    """Ask for all of it; where a text cannot be used, its field says why and the usual one stands in."""
    # A guide that lends its own layers to the stage hides what begins with "unguided-".
    with st.container(key="unguided-fields"), Ask("backward") as asking:
        first, second, third = st.columns([3, 4, 4])
        own = _own(asking)
        known = BACKWARD if own is None else {**BACKWARD, OWN: own}
        with first:
            name = asking.choice(EXAMPLE.here(drops=(LAYER.name, *EXAMPLE.drops)), tuple(known), look="list")
        with second:
            loss = asking.choice(LOSS, LOSSES)
        shown = known[name]
        last = shown.then or shown
        target, is_refused = np.zeros_like(last.dy), False
        with third:
            if loss == "squared":
                target, is_refused = _tensor(name, TARGET.name, target)
            given = upstream(last.layer, loss, target, backend())
            if loss == "given":
                given, is_refused = _tensor(name, UPSTREAM.name, last.dy)
        places = st.columns([2, 3, 5] if shown.then else 2)
        if shown.then is not None:
            with places[0]:
                shown = shown.then if _asks_for_second(asking) else shown
        gradient, view = _gradient(asking, shown, places[-2:])
        asking.refuse(refusal_of_changes())
    then = None if shown.then is None else shown.then.layer
    dy = given if then is None else compute_gradients(then, given, backend()).x
    return Choices(name, shown.layer, loss, dy, target, gradient, view, given, is_refused, shown.names, then)


def _asks_for_second(asking: Ask) -> bool:
    """Ask for one of the two layers of a pair."""
    db = GRADIENT.name if query_param(GRADIENT) == "bias" else ""  # which the other one does not have
    return asking.choice(LAYER.here(drops=(*OF_ONE_RUN, *([db] if db else []))), ("1", "2")) == "2"


def _gradient(asking: Ask, known: Backward, places: Sequence[DeltaGenerator]) -> tuple[str, str]:
    """Ask for what the stage shows, and for the view of dx."""

    def words(param: Param) -> Callable[[str], str]:
        return lambda option: renamed(say(f"backward.{param.name}.{option}"), known.names)

    layer = known.layer
    hidden = {"x"} if copies_border(layer) else set()
    if layer.bias is None:
        hidden.add("bias")
    shown = tuple(each for each in ("y", "x", "weight", "bias") if each not in hidden)
    with places[0]:
        gradient = asking.choice(GRADIENT.here(default="weight"), shown, words=words(GRADIENT))
    if "x" in hidden:
        with places[1]:
            st.caption(say("backward.border"))
    if gradient != "x":
        asking.told(VIEW, VIEWS)
        return gradient, VIEWS[0]
    with places[1]:
        return gradient, asking.choice(VIEW, VIEWS, words=words(VIEW))


def _own(asking: Ask) -> Backward | None:
    """Return the layer that another page's link hands over, with ones as its dy, if there is one."""
    text = query_param(SAVED)
    if text is None:
        return None
    try:
        layer = text_to_state(text).layer()
        ones = np.ones(layer.output_shape)
        weight_gradient(layer, ones)
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
        height=68,
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
