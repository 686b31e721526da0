"""What kind of layer a tensor belongs to, and the order of its axes, from its name, shape and neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dsviz.reading.files.tensor import Kind
from dsviz.reading.frames import Shape

Known = tuple[Kind, str]

_DEPTHWISE = re.compile(r"depthwise|dwconv|dw_conv|conv_dw|(?:^|[._/])dw(?:[._/]|$)", re.IGNORECASE)
_TRANSPOSED = re.compile(r"transpose|deconv", re.IGNORECASE)


def torch_kinds(shapes: Mapping[str, Shape]) -> dict[str, Known]:
    """Tell the kinds of the tensors of a state_dict, where kernels are OIHW.

    A depthwise kernel is told by its name only: a kernel of 1 slice may as well read a grey picture.

    Examples
    --------
    >>> torch_kinds({"1.weight": (8, 3, 5, 5), "1.bias": (8,), "2.weight": (4, 8)})
    {'1.weight': ('conv', 'OIHW'), '1.bias': ('bias', 'N'), '2.weight': ('dense', '')}
    """
    return {name: _torch_kind(name, shape, shapes) for name, shape in shapes.items()}


def _torch_kind(name: str, shape: Shape, shapes: Mapping[str, Shape]) -> Known:
    owner, _, last = name.rpartition(".")
    if f"{owner}.running_mean" in shapes:
        return "norm", ""
    if last == "bias":
        return ("bias", "N") if len(shapes.get(f"{owner}.weight", ())) >= 2 else ("", "")
    if len(shape) == 4:
        if _TRANSPOSED.search(owner):
            return "transposed", "IOHW"
        return ("depthwise" if shape[1] == 1 and _DEPTHWISE.search(name) else "conv"), "OIHW"
    return ("dense", "") if len(shape) == 2 and last == "weight" else ("", "")


# The classes of Keras's layers, and the snake-case names that they are given.
_KERAS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"depthwise_?conv", re.IGNORECASE), "depthwise"),
    (re.compile(r"conv\w*_?transpose", re.IGNORECASE), "transposed"),
    (re.compile(r"conv", re.IGNORECASE), "conv"),
    (re.compile(r"normali[sz]ation|(?:^|_)bn", re.IGNORECASE), "norm"),
    (re.compile(r"dense", re.IGNORECASE), "dense"),
)
_KERAS_LAYOUTS: dict[Kind, str] = {"conv": "HWIO", "depthwise": "HWCM", "transposed": "HWOI"}


def keras_kind(path: str, shape: Shape, classes: Mapping[str, str]) -> Known:
    """Tell the kind of a variable of a Keras file by the class of its layer, else by the layer's name.

    Parameters
    ----------
    path : str
        Such as ``layers/conv2d/vars/0`` or ``model_weights/conv2d/conv2d/kernel:0``.
    shape : tuple of int
    classes : mapping
        The class of each layer by its name, as the file's own description tells.

    Examples
    --------
    >>> keras_kind("layers/first/vars/0", (3, 3, 2, 4), {"first": "DepthwiseConv2D"})
    ('depthwise', 'HWCM')
    >>> keras_kind("layers/conv2d/vars/1", (4,), {})
    ('bias', 'N')
    """
    *owners, last = path.split("/")
    said = next((classes[owner] for owner in reversed(owners) if owner in classes), "/".join(owners))
    kind: Kind = next((kind for pattern, kind in _KERAS if pattern.search(said)), "")
    if len(shape) == 4:
        is_separable = "separable" in said.lower()
        if "depthwise" in last or (is_separable and last == "0"):
            kind = "depthwise"
        return kind, _KERAS_LAYOUTS.get(kind, "")
    if len(shape) == 1 and kind in ("conv", "depthwise", "transposed", "dense"):
        return "bias", "N"
    return kind, ""
