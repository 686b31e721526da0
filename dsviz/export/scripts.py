"""One layer, or a depthwise separable pair, as a script for each of four frameworks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dsviz.conv.trace import Trace
from dsviz.export.keras_code import keras_code, keras_separable_code
from dsviz.export.numpy_code import numpy_code, numpy_separable_code
from dsviz.export.pytorch_code import pytorch_code
from dsviz.export.pytorch_separable import pytorch_separable_code
from dsviz.export.tensorflow_code import tensorflow_code, tensorflow_separable_code

# Framework -> how it writes one layer, and a depthwise layer with a 1x1 one behind it.
WRITERS: dict[str, tuple[Callable[..., str], Callable[..., str]]] = {
    "pytorch": (pytorch_code, pytorch_separable_code),
    "keras": (keras_code, keras_separable_code),
    "tensorflow": (tensorflow_code, tensorflow_separable_code),
    "numpy": (numpy_code, numpy_separable_code),
}


def script(framework: str, layers: Sequence[Trace]) -> str:
    """Write the script that prints the last layer's output.

    Parameters
    ----------
    framework : {"pytorch", "keras", "tensorflow", "numpy"}
    layers : sequence of Trace
        One; or a depthwise one without bias and the plain 1x1 convolution that reads its output.

    Raises
    ------
    ValueError
        If two layers are no such pair.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> script("pytorch", [trace([[[2, 3]]], [[[[1, -2]]]], backend="numpy")]).splitlines()[-1]
    'print(y)'
    """
    one, pair = WRITERS[framework]
    first, last = layers[0], layers[-1]
    if len(layers) == 1:
        return one(first.x, first.weight, first.bias, first.spec) + "\n"
    if not is_separable(layers):
        raise ValueError("two layers must be a depthwise one without bias and a plain 1x1 one; got others")
    return pair(first.x, first.weight, last.weight, last.bias, first.spec) + "\n"


def is_separable(layers: Sequence[Trace]) -> bool:
    """Tell whether two layers are one depthwise separable convolution as the frameworks have it."""
    first, last = layers
    plain: dict[str, Any] = {"stride": (1, 1), "padding": ((0, 0), (0, 0)), "groups": 1}
    return (
        first.bias is None
        and first.spec.groups == len(first.x)
        and last.kernel == (1, 1)
        and all(getattr(last.spec, name) == value for name, value in plain.items())
    )
