"""The kernels of the lesson on factoring, a reader's own among them, and what stands in for each."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import streamlit as st

from dsviz.conv.convolve import compute
from dsviz.conv.errors import Refusal
from dsviz.conv.factoring import Array, Factored, best_separable
from dsviz.conv.layer import Layer
from dsviz.examples.example import Example
from dsviz.examples.factoring import EXAMPLES, own_example
from dsviz.reading.paste import read_tensor
from dsviz.ui.inputs.names import OWN_KERNEL
from dsviz.ui.inputs.texts import Texts
from dsviz.ui.shell.words import begun, refused, say

KERNELS = {example.id: example for example in EXAMPLES}
OWN = "factoring-own"
MOST_SHAPE = (64, 8, 7, 7)
USUAL = "[[[[1, 2, 1], [0, 0, 0], [-1, -2, -1]]], [[[2, 4, 2], [0, 0, 0], [-2, -4, -3]]]]"


def ask_own() -> str:
    """Ask for the reader's own kernel; return the id that holds it, the usual one's at first."""
    text = Texts(OWN).box(OWN_KERNEL.name, st.text_area, say("factoring.own"), USUAL, height=100)
    try:
        return own_id(text)
    except Refusal as error:
        st.warning(say("factoring.own.refused", rule=begun(refused(error))))
    except ValueError:
        st.warning(say("factoring.own.shape"))
    return own_id(USUAL)


def own_id(text: str) -> str:
    """Name a kernel by its numbers, written as nested lists.

    Raises
    ------
    Refusal
        Where the text cannot be read.
    ValueError
        Where its shape is none of a kernel that is taken.

    Examples
    --------
    >>> own_id("1 2\\n3 4")
    'factoring-own:[[[[1.0, 2.0], [3.0, 4.0]]]]'
    """
    array = read_tensor(text, role="kernel").array
    if array.ndim < 4:
        array = array.reshape(*(len(array), 1) if array.ndim == 3 else (1, 1), *array.shape[-2:])
    if array.ndim != 4 or any(side > most for side, most in zip(array.shape, MOST_SHAPE, strict=True)):
        raise ValueError(array.shape)
    return f"{OWN}:{array.tolist()}"


@lru_cache(maxsize=128)
def kernel_of(kernel: str) -> Example:
    """Return a kernel with its input by its id."""
    name, _, text = kernel.partition(":")
    return own_example(read_tensor(text, role="kernel").array) if name == OWN else KERNELS[kernel]


@lru_cache(maxsize=128)
def factored(kernel: str, multiplier: int) -> Factored:
    """Find the nearest separable kernel, once for all readers."""
    return best_separable(kernel_of(kernel).layer.weight, multiplier)


@lru_cache(maxsize=256)
def outputs(kernel: str, multiplier: int, engine: str) -> tuple[Array, Array]:
    """Compute the standard layer's output, and that of the two steps which stand in for it.

    Returns
    -------
    (standard, separable) : ndarray, shape (N, Ho, Wo) each
    """
    _, last = separable_of(kernel, multiplier, engine)
    return compute(kernel_of(kernel).layer, engine), compute(last, engine)


def separable_of(kernel: str, multiplier: int, engine: str) -> tuple[Layer, Layer]:
    """Make the depthwise layer and the 1x1 layer, fed by its output, that stand in for a standard one."""
    layer, pair = kernel_of(kernel).layer, factored(kernel, multiplier)
    first = layer.replace(weight=pair.depthwise, bias=None, groups=layer.in_channels)
    return first, Layer(compute(first, engine), pair.pointwise, layer.bias)


def output_error(kernel: str, multiplier: int, engine: str) -> float:
    """Return the size of the difference of both outputs over the size of the standard one."""
    exact, near = outputs(kernel, multiplier, engine)
    return float(np.linalg.norm(exact - near) / np.linalg.norm(exact))
