"""Whose order of axes the words of a text speak of: PyTorch's, TensorFlow's, TensorFlow Lite's."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORDS = (
    ("mlx", r"tflite|mlx|core ?ml|ohwi|ihwo"),
    ("tensorflow", r"keras|tensorflow|tf|tfjs|flax|haiku|hwio|nhwc|hwcm|channels_last|kernel:0|get_weights"),
    (
        "torch",
        r"torch|pytorch|mxnet|paddle|mindspore|onnx|caffe|chainer|jax|oihw|nchw|channels_first|state_dict|OrderedDict",
    ),
)
_SPOKEN = re.compile(
    "|".join(f"(?P<{framework}>(?<![a-z0-9])(?:{words})(?![a-z0-9]))" for framework, words in _WORDS),
    re.IGNORECASE,
)
_AROUND = 20_000  # characters
_DEPTHWISE = re.compile(r"depth_?-?wise|dwconv|逐通道|深度卷积", re.IGNORECASE)
_IN_LINE = re.compile(r"conv_?-?1d|conv(?:olution)?1d|conv1\b|1-?d conv|tensor1d", re.IGNORECASE)


class Telling(NamedTuple):
    """What the words around a tensor say of its axes.

    Attributes
    ----------
    framework : {"torch", "tensorflow", "mlx", ""}
    depthwise : bool
    in_line : bool
        The layer has one axis of space.
    order : str
        The order of axes, where the text itself shows it; else "".
    """

    framework: str = ""
    depthwise: bool = False
    in_line: bool = False
    order: str = ""


SILENT = Telling()


def order_of_words(text: str, name: str = "") -> Telling:
    """Find whose words stand in a text. The first one counts; flax beside jax is TensorFlow's order.

    Parameters
    ----------
    text : str
    name : str
        What the tensor is called there.

    Examples
    --------
    >>> order_of_words("Keras: [[1]]").framework, order_of_words("[[1]]").framework
    ('tensorflow', '')
    >>> order_of_words("conv2d/depthwise_kernel:0").depthwise
    True
    """
    # Such words stand before the numbers or behind them.
    text = text if len(text) < 2 * _AROUND else f"{text[:_AROUND]}\n{text[-_AROUND:]}"
    found = _SPOKEN.search(text)
    framework = found.lastgroup or "" if found else ""
    if framework == "torch" and re.search(r"\b(?:flax|haiku|linen)\b", text, re.IGNORECASE):
        framework = "tensorflow"
    depthwise = _DEPTHWISE.search(name or text) is not None
    return Telling(framework, depthwise, _IN_LINE.search(text) is not None)
