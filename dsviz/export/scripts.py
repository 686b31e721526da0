"""One layer, or a depthwise separable pair, as a script for each of four frameworks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from dsviz.content import DEFAULT_LANGUAGE
from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.export.code_text import print_in_full
from dsviz.export.errors import ExportError
from dsviz.export.keras_code import keras_code
from dsviz.export.numpy_code import numpy_code
from dsviz.export.pytorch_code import in_full as pytorch_in_full
from dsviz.export.pytorch_code import pytorch_code
from dsviz.export.remarks import remarked
from dsviz.export.tensorflow_code import in_full as tensorflow_in_full
from dsviz.export.tensorflow_code import tensorflow_code


class CodeWriter(Protocol):
    """Writes one layer, or a depthwise one and the 1x1 convolution that reads its output, as a script.

    The script leaves the result in ``y`` and ends in the line ``print(y)``.
    """

    def __call__(self, layer: Layer, pointwise: Layer | None = None) -> str:
        """Write the script."""


@dataclass(frozen=True)
class Writer:
    """How a framework writes a layer.

    Attributes
    ----------
    code : CodeWriter
    in_full : callable
        From a script of `code` to one that prints every row and digit, where ``print(y)`` would not.
    """

    code: CodeWriter
    in_full: Callable[[str], str]


WRITERS = {
    "pytorch": Writer(pytorch_code, pytorch_in_full),
    "keras": Writer(keras_code, print_in_full),
    "tensorflow": Writer(tensorflow_code, tensorflow_in_full),
    "numpy": Writer(numpy_code, print_in_full),
}

# Above these PyTorch or NumPy print dots in place of rows, or fewer digits than the numbers have.
MOST_PRINTED, LARGEST_PRINTED = 1000, 1e5


def script(framework: str, traces: Sequence[Trace], spoken: str = DEFAULT_LANGUAGE) -> str:
    """Write the script that prints the last layer's output, every number of it and in full.

    Parameters
    ----------
    framework : {"pytorch", "keras", "tensorflow", "numpy"}
    traces : sequence of Trace
        One; or a depthwise one without bias and the plain 1x1 convolution that reads its output.
    spoken : str
        The language of its remarks.

    Raises
    ------
    ExportError
        If two layers are no such pair.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> script("pytorch", [trace([[[2, 3]]], [[[[1, -2]]]], backend="numpy")]).splitlines()[-1]
    'print(y)'
    """
    if len(traces) > 1 and not is_separable([trace.layer for trace in traces]):
        raise ExportError("pair")
    writer = WRITERS[framework]
    code = writer.code(*(trace.layer for trace in traces))
    whole = code if _is_printed_in_full(traces[-1].output) else writer.in_full(code)
    return remarked(whole, spoken) + "\n"


def _is_printed_in_full(output: np.ndarray) -> bool:
    whole = bool(np.all(output == np.round(output)))
    return whole and output.size <= MOST_PRINTED and bool(np.abs(output).max(initial=0) < LARGEST_PRINTED)


def is_separable(layers: Sequence[Layer]) -> bool:
    """Tell whether two layers are one depthwise separable convolution as the frameworks have it."""
    first, last = layers
    plain: dict[str, Any] = {"stride": (1, 1), "padding": ((0, 0), (0, 0)), "groups": 1}
    return (
        first.bias is None
        and first.spec.groups == first.in_channels
        and last.kernel == (1, 1)
        and all(getattr(last.spec, name) == value for name, value in plain.items())
    )
