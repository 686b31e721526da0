"""One layer, or a depthwise separable pair, as a script for each of four frameworks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from dsviz.conv.trace import Trace
from dsviz.export.errors import ExportError
from dsviz.export.keras_code import keras_code
from dsviz.export.numpy_code import numpy_code
from dsviz.export.pytorch_code import pytorch_code
from dsviz.export.tensorflow_code import tensorflow_code

# Framework -> how it writes one layer, or a depthwise one with a 1x1 one behind it.
WRITERS: dict[str, Callable[..., str]] = {
    "pytorch": pytorch_code,
    "keras": keras_code,
    "tensorflow": tensorflow_code,
    "numpy": numpy_code,
}

# Above these PyTorch or NumPy print dots in place of rows, or fewer digits than the numbers have.
MOST_PRINTED, LARGEST_PRINTED = 1000, 1e5
# As many decimals as a float64 can need.
NUMPY_OPTIONS = "np.set_printoptions(threshold=np.inf, precision=17)"
# PyTorch counts decimals from the point, which cuts a small number; Python's lists hold every digit.
TORCH_PRINT = "print(y.tolist())"


def script(framework: str, layers: Sequence[Trace]) -> str:
    """Write the script that prints the last layer's output, every number of it and in full.

    Parameters
    ----------
    framework : {"pytorch", "keras", "tensorflow", "numpy"}
    layers : sequence of Trace
        One; or a depthwise one without bias and the plain 1x1 convolution that reads its output.

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
    first, last = layers[0], layers[-1]
    if len(layers) > 1 and not is_separable(layers):
        raise ExportError("pair")
    pointwise = last.weight if len(layers) > 1 else None
    code = WRITERS[framework](first.x, first.weight, last.bias, first.spec, pointwise)
    return _printing_all(framework, code, last.output) + "\n"


def _printing_all(framework: str, code: str, output: np.ndarray) -> str:
    """Set what a framework prints, where it would leave out rows or digits of this output."""
    whole = bool(np.all(output == np.round(output)))
    if whole and output.size <= MOST_PRINTED and np.abs(output).max(initial=0) < LARGEST_PRINTED:
        return code
    if framework == "pytorch":
        return f"{code.removesuffix('print(y)')}{TORCH_PRINT}"
    if framework == "tensorflow" and "import numpy as np" not in code.split("\n"):
        code = f"import numpy as np\n{code}"
    return f"{code.removesuffix('print(y)')}{NUMPY_OPTIONS}\nprint(y)"


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
