"""Whose order of axes the words of a text speak of: PyTorch's, TensorFlow's, TensorFlow Lite's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dsviz.reading.shown_digits import Shown

_WORDS = (
    ("mlx", r"tflite|tensorflow lite|litert|mlx|core ?ml|ohwi|ihwo"),
    (
        "tensorflow",
        r"keras|tensorflow|tf|tfjs|flax|haiku|hwio|nhwc|hwcm|kernel:0|depthwise_kernel|[gs]et_weights"
        r"|depthwiseconv1d|<variable\s+path|<kerasvariable|通道(?:在|放)?最?后|channels?[ _-]last",
    ),
    (
        "torch",
        r"torch|pytorch|mxnet|paddle|mindspore|onnx|caffe|chainer|jax|webnn|oihw|nchw|state_dict|OrderedDict"
        r"|通道(?:在|放)?最?前|channels?[ _-]first",
    ),
)
_SPOKEN = re.compile(
    "|".join(f"(?P<{framework}>(?<![a-z0-9])(?:{words})(?![a-z0-9]))" for framework, words in _WORDS),
    re.IGNORECASE,
)
# What Flax and Haiku print of a layer; its order is TensorFlow's.
_PRINTED = (
    r"FrozenDict\(|['\"]?\bparams['\"]?\s{0,9}:\s{0,9}\{"
    r"|\b(?:Conv_[0-9]{1,2}|conv[123]_d(?:_[0-9]{1,2})?)['\"]?\s{0,9}:\s{0,9}\{"
)
# {'kernel': Array(...)}, as JAX prints a layer's params; its own lax.conv has PyTorch's order.
_KERNEL = re.compile(r"['\"]kernel['\"]\s{0,9}:\s{0,9}(?:Array|DeviceArray)\(")
# Keras' layers by their own arguments; Gluon's and Paddle's are called nn.Conv2D.
_KERAS = (
    r"(?:(?<![\w.])|\blayers\.)(?:Depthwise|Separable)?Conv(?:olution)?[123]D(?:Transpose)?\((?=[^\n]{0,400}?"
    r"(?:\b(?:strides|input_shape|filters|activation|use_bias|weights|data_format|\w{4,11}_initializer)[ ]?="
    r"|\bpadding[ ]?=[ ]?['\"]))"
)
_PARAMS = re.compile(rf"{_PRINTED}|{_KERAS}")
_FLAX = re.compile(rf"\b(?i:flax|haiku|linen)\b|{_PRINTED}")
# An order of axes that the text names is the order, whoever has it.
_ORDER = re.compile(r"(?<![A-Za-z])(?:OIHW|HWIO|OHWI|IHWO|HWCM)(?![A-Za-z])", re.IGNORECASE)
# Whose ones(3) is a row; MATLAB's has three rows.
_LIBRARY = re.compile(r"\b(?:numpy|np|torch|tensorflow|tf|keras|jax|jnp|pylab|cupy|mlx|julia|dtype)\b")
_AROUND = 20_000  # characters
CACHE_SIZE = 4  # texts
_DEPTHWISE = re.compile(r"depth_?-?wise|dwconv|逐通道|深度卷积", re.IGNORECASE)
# A text that speaks of another kind of layer besides does not say which its kernel is of.
_OTHER_KINDS = re.compile(
    r"separable|point_?-?wise|pwconv|1\s?[x\u00d7*]\s?1|standard|ordinary|regular|(?:normal|full|dense) conv"
    r"|\bvs\b|\bnot\b|逐点|可分离|标准|普通|常规|不是|而非",
    re.IGNORECASE,
)
_LAYER_CALL = re.compile(r"(?<![\w.])[\w.]{0,60}[Cc]onv\w{0,20}(?=\()")
_IN_LINE = re.compile(r"conv_?-?1d|conv(?:olution)?1d|conv1\b|1-?d conv|tensor1d", re.IGNORECASE)


class Telling(NamedTuple):
    """What the text around the numbers of a tensor says of its axes, and of their digits.

    Attributes
    ----------
    framework : {"torch", "tensorflow", "mlx", ""}
    depthwise : bool
    in_line : bool
        The layer has one axis of space.
    order : str
        The order of axes, where the text itself shows or names it; else "".
    apart : bool
        Its rows stand apart, so that each may be a channel of one row.
    by_shape : bool
        That the layer has one axis of space, and whose it is, was told by its tensors' shapes.
    shown : Shown or None
        How many digits its numbers show, where the text tells and they do not.
    padded : str
        What the text calls it, where that says that its padding is done already; else "".
    """

    framework: str = ""
    depthwise: bool = False
    in_line: bool = False
    order: str = ""
    apart: bool = False
    by_shape: bool = False
    shown: Shown | None = None
    padded: str = ""

    def or_else(self, other: Telling) -> Telling:
        """Take what another one says of what this one leaves open."""
        return Telling(
            self.framework or other.framework,
            self.depthwise or other.depthwise,
            self.in_line or other.in_line,
            self.order or other.order,
            self.apart or other.apart,
            self.by_shape or other.by_shape,
            self.shown or other.shown,
            self.padded or other.padded,
        )


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
    >>> order_of_words("conv2d/depthwise_kernel:0").depthwise, order_of_words("an OHWI kernel").order
    (True, 'OHWI')
    >>> order_of_words("# channels last").framework
    'tensorflow'
    """
    # Such words stand before the numbers or behind them.
    told = _told_by(text if len(text) < 2 * _AROUND else f"{text[:_AROUND]}\n{text[-_AROUND:]}")
    return told._replace(depthwise=True) if _DEPTHWISE.search(name or text) else told


@lru_cache(maxsize=CACHE_SIZE)
def _told_by(text: str) -> Telling:
    """Find what a text says of all its tensors, each of which asks."""
    found = _SPOKEN.search(text)
    framework = found.lastgroup or "" if found else ""
    is_flax = (_FLAX if framework else _PARAMS).search(text) is not None
    if framework in ("", "torch") and (is_flax or ("lax.conv" not in text and _KERNEL.search(text))):
        framework = "tensorflow"
    orders = {order.upper() for order in _ORDER.findall(text)}
    order = orders.pop() if len(orders) == 1 else ""
    return Telling(framework, is_only_depthwise(text), _IN_LINE.search(text) is not None, order)


def calls_a_layer(text: str) -> bool:
    """Tell whether the call of a library's layer stands in a text: the tensors have its order of axes.

    >>> calls_a_layer("y = F.conv2d(x, w)"), calls_a_layer("conv = [[1, 2]]"), calls_a_layer("conv(x, w)")
    (True, False, False)
    """
    return any("." in call for call in _LAYER_CALL.findall(text))


def is_only_depthwise(text: str) -> bool:
    """Tell whether each call of a layer is a depthwise one, or the words speak of no other kind.

    The kernel may have any name then.

    >>> is_only_depthwise("tf.nn.depthwise_conv2d(x, k)"), is_only_depthwise("conv2d(dwconv(x))")
    (True, False)
    >>> is_only_depthwise("# depthwise convolution"), is_only_depthwise("depthwise, then pointwise")
    (True, False)
    """
    calls = _LAYER_CALL.findall(text)
    if calls:
        return all(_DEPTHWISE.search(call) for call in calls)
    return _DEPTHWISE.search(text) is not None and not _OTHER_KINDS.search(text)


def speaks_of_library(text: str) -> bool:
    """Tell whether a text names a library of arrays, or a language, in which ones(3) is a row of three.

    Examples
    --------
    >>> speaks_of_library("from numpy import ones"), speaks_of_library("h = ones(3)/9;")
    (True, False)
    """
    return _LIBRARY.search(text) is not None
