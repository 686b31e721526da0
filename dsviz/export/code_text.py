"""What the code writers for NumPy, Keras and TensorFlow have in common: assignments, pairs, layouts."""

from __future__ import annotations

import numpy as np

from dsviz.conv.layer import Layer
from dsviz.conv.layouts import nchw_to_nhwc, oihw_to_hwcm, oihw_to_hwio
from dsviz.conv.numbers import Pair
from dsviz.conv.spec import ConvSpec, Pads
from dsviz.export.pytorch_code import column_width, nested_list

INDENT = 4
ROWS_LAST = (" W)", " kw)", " L)", " k)")  # a line of numbers is a row of the picture, or of the kernel
NO_PADS: Pads = ((0, 0), (0, 0))
NUMPY_MODES = {"zeros": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}


def assignment(
    name: str, array: np.ndarray, shape: str, call: str = "np.array({}, dtype=float)"
) -> list[str]:
    """Write ``name = call(numbers)`` under a comment that names the axes.

    Parameters
    ----------
    name : str
    array : ndarray, any shape
    shape : str
        The axes in words, such as ``"(1, H, W, C)"``. Where channels come last, a line is a row of pixels.
    call : str
        What makes the tensor; ``{}`` stands for the numbers.

    Examples
    --------
    >>> print("\\n".join(assignment("b", np.array([1.0, 0.0]), "(C_out,)")))
    # b: (C_out,)
    b = np.array(
        [1, 0],
        dtype=float,
    )
    """
    opening, keywords = call.split("{}, ")
    rows_last = shape.endswith(ROWS_LAST)
    numbers = nested_list(array, INDENT, axes_a_line=1 if rows_last else 2, width=column_width(array))
    lines = [f"# {name}: {shape}", f"{name} = {opening}", f"    {numbers},"]
    return [*lines, f"    {keywords.removesuffix(')')},", ")"]


def pair_text(pair: Pair) -> str:
    """Write a pair as one number where both are equal.

    >>> pair_text((2, 2)), pair_text((1, 2))
    ('2', '(1, 2)')
    """
    return str(pair[0]) if pair[0] == pair[1] else str(pair)


def channels_last(x: np.ndarray) -> np.ndarray:
    """Return a batch of one picture, channels last: shape (C, H, W) to (1, H, W, C)."""
    return nchw_to_nhwc(x)[np.newaxis]


def kernel_last(layer: Layer, depthwise: bool) -> tuple[np.ndarray, str]:
    """Return the weight as Keras and TensorFlow keep it, and the names of its axes.

    Examples
    --------
    >>> kernel_last(Layer(np.ones((2, 3, 3)), np.ones((4, 1, 3, 3)), spec=ConvSpec(groups=2)), True)[1]
    '(kh, kw, C, M)'
    """
    if depthwise:
        return oihw_to_hwcm(layer.weight, layer.in_channels), "(kh, kw, C, M)"
    depth = "C" if layer.spec.groups == 1 else "C/groups"
    return oihw_to_hwio(layer.weight), f"(kh, kw, {depth}, C_out)"


def must_thin(spec: ConvSpec, depthwise: bool) -> bool:
    """Tell whether a layer's stride has to be written as stride 1 and a choice of places.

    Keras and TensorFlow refuse a stride together with a dilation in some layers and backends, and
    TensorFlow's depthwise kernel wants the same stride in both directions.
    """
    strided, dilated = spec.stride != (1, 1), spec.dilation != (1, 1)
    return (strided and dilated) or (depthwise and spec.stride[0] != spec.stride[1])


def thinning(spec: ConvSpec) -> list[str]:
    """Write the lines that keep every stride-th place of a channels-last ``y``.

    >>> thinning(ConvSpec(stride=(2, 3)))[1]
    'y = y[:, ::2, ::3]'
    """
    rows, columns = spec.stride
    why = "# Some layers and backends refuse such a stride: "
    why += "every place is computed, and the stride keeps some of them."
    return [why, f"y = y[:, ::{rows}, ::{columns}]"]


def numpy_pad(pads: Pads, mode: str, last: bool) -> str:
    """Write the ``np.pad`` line of a picture; ``last`` where channels come last, after a batch axis.

    >>> numpy_pad(((1, 1), (0, 1)), "replicate", last=False)
    'x = np.pad(x, ((0, 0), (1, 1), (0, 1)), mode="edge")'
    """
    axes = ((0, 0), *pads, (0, 0)) if last else ((0, 0), *pads)
    how = "" if mode == "zeros" else f', mode="{NUMPY_MODES[mode]}"'
    return f"x = np.pad(x, {axes}{how})"


def print_in_full(code: str) -> str:
    """Make a script print every row and digit of its result: NumPy leaves rows out above 1,000 numbers.

    >>> print_in_full("print(y)").splitlines()
    ['np.set_printoptions(threshold=np.inf, precision=17)', 'print(y)']
    """
    # As many decimals as a float64 can need.
    options = "np.set_printoptions(threshold=np.inf, precision=17)"
    return f"{code.removesuffix('print(y)')}{options}\nprint(y)"
