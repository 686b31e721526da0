"""The same layer in TensorFlow's own functions, with the weights converted to its layout."""

from __future__ import annotations

import numpy as np

from dsviz.conv.layouts import oihw_to_hwio
from dsviz.conv.spec import ConvSpec, Pads
from dsviz.export.code_text import (
    NO_PADS,
    assignment,
    channels_last,
    is_depthwise,
    kernel_last,
    must_thin,
    numpy_pad,
    pair_text,
    sizes,
    thinning,
)

CONSTANT = "tf.constant({}, dtype=tf.float64)"
BACK = [
    "# Back to (C_out, Ho, Wo), PyTorch's order of axes",
    "y = tf.transpose(y[0], (2, 0, 1))",
    "print(y)",
]


def tensorflow_code(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None,
    spec: ConvSpec,
    pointwise: np.ndarray | None = None,
) -> str:
    """Write a script that calls ``tf.nn.conv2d`` or ``tf.nn.depthwise_conv2d`` and prints the result.

    Parameters
    ----------
    x : ndarray, shape (C, H, W)
    weight : ndarray, shape (C_out, C_in/groups, kh, kw)
    bias : ndarray, shape (C_out,), or None
    spec : ConvSpec
        Groups other than 1 and C are convolved one by one: on CPUs ``tf.nn.conv2d`` has no groups.
    pointwise : ndarray, shape (C_out, C_out of `weight`, 1, 1), optional
        The 1x1 step behind a depthwise `weight`; the bias is then added after it.
        Both become a ``separable_conv2d``.

    Returns
    -------
    str
        For TensorFlow 2; it leaves the result in ``y``, shape (C_out, Ho, Wo), float64.

    Examples
    --------
    >>> x, weight = np.ones((2, 3, 3)), np.ones((2, 1, 2, 2))
    >>> code = tensorflow_code(x, weight, None, ConvSpec(stride=2, padding="same", groups=2))
    >>> print(code[code.index("y ="):])
    y = tf.nn.depthwise_conv2d(x, w, strides=(1, 2, 2, 1), padding="SAME")
    # Back to (C_out, Ho, Wo), PyTorch's order of axes
    y = tf.transpose(y[0], (2, 0, 1))
    print(y)
    """
    depthwise = pointwise is not None or is_depthwise(x, spec)
    lines = [*_head(spec), *assignment("x", channels_last(x), "(1, H, W, C)", CONSTANT)]
    lines += assignment("w", *kernel_last(x, weight, depthwise, spec), CONSTANT)
    if pointwise is not None:
        lines += assignment("p", oihw_to_hwio(pointwise), "(1, 1, C*M, C_out)", CONSTANT)
    lines += _padding(x, weight, spec, depthwise)
    if pointwise is not None:
        lines.append(f"y = tf.nn.separable_conv2d(x, w, p, {_long_settings(x, weight, spec)})")
    elif depthwise:
        lines.append(f"y = tf.nn.depthwise_conv2d(x, w, {_long_settings(x, weight, spec)})")
    elif spec.groups == 1:
        lines.append(f"y = tf.nn.conv2d(x, w, {_settings(x, weight, spec)})")
    else:
        lines += _grouped(x, weight, spec)
    return "\n".join([*lines, *_end(bias, spec, depthwise)])


def _head(spec: ConvSpec) -> list[str]:
    needs_numpy = spec.padding_mode in ("replicate", "circular")
    return [*(["import numpy as np"] if needs_numpy else []), "import tensorflow as tf", ""]


def _padding(x: np.ndarray, weight: np.ndarray, spec: ConvSpec, depthwise: bool) -> list[str]:
    pads = spec.pads(*sizes(x, weight))
    if pads == NO_PADS or _says_same(spec, depthwise):
        return []
    if spec.padding_mode in ("replicate", "circular"):
        return ["# tf.pad does not know this padding", numpy_pad(pads, spec.padding_mode, last=True)]
    return [_tf_pad(pads, spec.padding_mode)]


def _tf_pad(pads: Pads, mode: str) -> str:
    how = "" if mode == "zeros" else ', mode="REFLECT"'
    return f"x = tf.pad(x, {((0, 0), *pads, (0, 0))}{how})"


def _says_same(spec: ConvSpec, depthwise: bool) -> bool:
    return spec.padding == "same" and spec.padding_mode == "zeros" and not must_thin(spec, depthwise)


def _settings(x: np.ndarray, weight: np.ndarray, spec: ConvSpec) -> str:
    stride = (1, 1) if must_thin(spec, depthwise=False) else spec.stride
    word = "SAME" if _says_same(spec, depthwise=False) else "VALID"
    dilations = "" if spec.dilation == (1, 1) else f", dilations={pair_text(spec.dilation)}"
    return f'strides={pair_text(stride)}, padding="{word}"{dilations}'


def _long_settings(x: np.ndarray, weight: np.ndarray, spec: ConvSpec) -> str:
    """Write the settings as the depthwise functions want them: a stride for each of four axes."""
    rows, columns = (1, 1) if must_thin(spec, depthwise=True) else spec.stride
    word = "SAME" if _says_same(spec, depthwise=True) else "VALID"
    dilations = "" if spec.dilation == (1, 1) else f", dilations={spec.dilation}"
    return f'strides={(1, rows, columns, 1)}, padding="{word}"{dilations}'


def _grouped(x: np.ndarray, weight: np.ndarray, spec: ConvSpec) -> list[str]:
    groups = spec.groups
    return [
        "# On CPUs conv2d has no groups: each group alone, their maps one after another.",
        f"groups = zip(tf.split(x, {groups}, axis=3), tf.split(w, {groups}, axis=3))",
        f"y = tf.concat([tf.nn.conv2d(part, kernel, {_settings(x, weight, spec)})",
        "               for part, kernel in groups], axis=3)",
    ]


def _end(bias: np.ndarray | None, spec: ConvSpec, depthwise: bool) -> list[str]:
    lines = thinning(spec) if must_thin(spec, depthwise) else []
    if bias is not None:
        lines += [*assignment("b", bias, "(C_out,)", CONSTANT), "y = tf.nn.bias_add(y, b)"]
    return [*lines, *BACK]
