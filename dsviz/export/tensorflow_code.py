"""The same layer in TensorFlow's own functions, with the weights converted to its layout."""

from __future__ import annotations

import numpy as np

from dsviz.conv.layer import Layer
from dsviz.conv.layouts import oihw_to_hwio
from dsviz.conv.spec import ConvSpec, Pads
from dsviz.export.code_text import (
    NO_PADS,
    assignment,
    channels_last,
    kernel_last,
    must_thin,
    numpy_pad,
    pair_text,
    print_in_full,
    thinning,
)

CONSTANT = "tf.constant({}, dtype=tf.float64)"
BACK = [
    "# Back to (C_out, Ho, Wo), PyTorch's order of axes",
    "y = tf.transpose(y[0], (2, 0, 1))",
    "print(y)",
]


def tensorflow_code(layer: Layer, pointwise: Layer | None = None) -> str:
    """Write a script that calls ``tf.nn.conv2d`` or ``tf.nn.depthwise_conv2d`` and prints the result.

    Parameters
    ----------
    layer : Layer
        Groups other than 1 and C are convolved one by one: on CPUs ``tf.nn.conv2d`` has no groups.
    pointwise : Layer, optional
        The 1x1 convolution that reads the output of a depthwise layer without bias: the two become a
        ``separable_conv2d``.

    Returns
    -------
    str
        For TensorFlow 2; it leaves the result in ``y``, shape (C_out, Ho, Wo), float64.

    Examples
    --------
    >>> x, weight = np.ones((2, 3, 3)), np.ones((2, 1, 2, 2))
    >>> code = tensorflow_code(Layer.from_tensors(x, weight, stride=2, padding="same", groups=2))
    >>> print(code[code.index("y ="):])
    y = tf.nn.depthwise_conv2d(x, w, strides=(1, 2, 2, 1), padding="SAME")
    # Back to (C_out, Ho, Wo), PyTorch's order of axes
    y = tf.transpose(y[0], (2, 0, 1))
    print(y)
    """
    depthwise = pointwise is not None or layer.is_depthwise
    lines = [*_head(layer.spec), *assignment("x", channels_last(layer.x), "(1, H, W, C)", CONSTANT)]
    lines += assignment("w", *kernel_last(layer, depthwise), CONSTANT)
    if pointwise is not None:
        lines += assignment("p", oihw_to_hwio(pointwise.weight), "(1, 1, C*M, C_out)", CONSTANT)
    lines += _padding(layer, depthwise)
    if pointwise is not None:
        lines.append(f"y = tf.nn.separable_conv2d(x, w, p, {_long_settings(layer.spec)})")
    elif depthwise:
        lines.append(f"y = tf.nn.depthwise_conv2d(x, w, {_long_settings(layer.spec)})")
    elif layer.spec.groups == 1:
        lines.append(f"y = tf.nn.conv2d(x, w, {_settings(layer.spec)})")
    else:
        lines += _grouped(layer.spec)
    bias = layer.bias if pointwise is None else pointwise.bias
    return "\n".join([*lines, *_end(bias, layer.spec, depthwise)])


def in_full(code: str) -> str:
    """Make a script of `tensorflow_code` print every row and digit: TensorFlow prints as NumPy does."""
    has_numpy = "import numpy as np" in code.split("\n")
    return print_in_full(code if has_numpy else f"import numpy as np\n{code}")


def _head(spec: ConvSpec) -> list[str]:
    needs_numpy = spec.padding_mode in ("replicate", "circular")
    return [*(["import numpy as np"] if needs_numpy else []), "import tensorflow as tf", ""]


def _padding(layer: Layer, depthwise: bool) -> list[str]:
    pads, mode = layer.pads, layer.spec.padding_mode
    if pads == NO_PADS or _says_same(layer.spec, depthwise):
        return []
    if mode in ("replicate", "circular"):
        return ["# tf.pad does not know this padding", numpy_pad(pads, mode, last=True)]
    return [_tf_pad(pads, mode)]


def _tf_pad(pads: Pads, mode: str) -> str:
    how = "" if mode == "zeros" else ', mode="REFLECT"'
    return f"x = tf.pad(x, {((0, 0), *pads, (0, 0))}{how})"


def _says_same(spec: ConvSpec, depthwise: bool) -> bool:
    return spec.padding == "same" and spec.padding_mode == "zeros" and not must_thin(spec, depthwise)


def _settings(spec: ConvSpec) -> str:
    stride = (1, 1) if must_thin(spec, depthwise=False) else spec.stride
    word = "SAME" if _says_same(spec, depthwise=False) else "VALID"
    dilations = "" if spec.dilation == (1, 1) else f", dilations={pair_text(spec.dilation)}"
    return f'strides={pair_text(stride)}, padding="{word}"{dilations}'


def _long_settings(spec: ConvSpec) -> str:
    """Write the settings as the depthwise functions want them: a stride for each of four axes."""
    rows, columns = (1, 1) if must_thin(spec, depthwise=True) else spec.stride
    word = "SAME" if _says_same(spec, depthwise=True) else "VALID"
    dilations = "" if spec.dilation == (1, 1) else f", dilations={spec.dilation}"
    return f'strides={(1, rows, columns, 1)}, padding="{word}"{dilations}'


def _grouped(spec: ConvSpec) -> list[str]:
    groups = spec.groups
    return [
        "# On CPUs conv2d has no groups: each group alone, their maps one after another.",
        f"groups = zip(tf.split(x, {groups}, axis=3), tf.split(w, {groups}, axis=3))",
        f"y = tf.concat([tf.nn.conv2d(part, kernel, {_settings(spec)})",
        "               for part, kernel in groups], axis=3)",
    ]


def _end(bias: np.ndarray | None, spec: ConvSpec, depthwise: bool) -> list[str]:
    lines = thinning(spec) if must_thin(spec, depthwise) else []
    if bias is not None:
        lines += [*assignment("b", bias, "(C_out,)", CONSTANT), "y = tf.nn.bias_add(y, b)"]
    return [*lines, *BACK]
