"""The same layer in Keras, with the weights converted to its layout."""

from __future__ import annotations

import numpy as np

from dsviz.conv.layouts import oihw_to_hwio
from dsviz.conv.spec import ConvSpec
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

HEAD = ["import keras", "import numpy as np", ""]
RUN = ["layer.build(x.shape)", "layer.set_weights([{}])", "y = layer(x)"]
BACK = [
    "# Back to (C_out, Ho, Wo), PyTorch's order of axes",
    "y = keras.ops.convert_to_numpy(y)[0].transpose(2, 0, 1)",
    "print(y)",
]


def keras_code(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None,
    spec: ConvSpec,
    pointwise: np.ndarray | None = None,
) -> str:
    """Write a script that builds a Keras layer, gives it the weights and prints the result.

    Parameters
    ----------
    x : ndarray, shape (C, H, W)
    weight : ndarray, shape (C_out, C_in/groups, kh, kw)
    bias : ndarray, shape (C_out,), or None
    spec : ConvSpec
        As many groups as channels become a ``DepthwiseConv2D``. Padding that is neither "valid" nor "same"
        becomes a ``ZeroPadding2D``, or an ``np.pad`` where it is not zeros.
    pointwise : ndarray, shape (C_out, C_out of `weight`, 1, 1), optional
        The 1x1 step behind a depthwise `weight`; the bias is then added after it.
        Both become a ``SeparableConv2D``.

    Returns
    -------
    str
        Runnable as it stands on every backend of Keras 3; it leaves the result in ``y``, a NumPy array of
        shape (C_out, Ho, Wo), float64.

    Examples
    --------
    >>> code = keras_code(np.ones((1, 3, 3)), np.ones((1, 1, 2, 2)), None, ConvSpec(stride=2, padding="same"))
    >>> print(code[code.index("layer ="):])
    layer = keras.layers.Conv2D(1, 2, strides=2, padding="same", use_bias=False, dtype="float64")
    layer.build(x.shape)
    layer.set_weights([w])
    y = layer(x)
    # Back to (C_out, Ho, Wo), PyTorch's order of axes
    y = keras.ops.convert_to_numpy(y)[0].transpose(2, 0, 1)
    print(y)
    """
    depthwise = pointwise is not None or is_depthwise(x, spec)
    tensors = {"w": kernel_last(x, weight, depthwise, spec)}
    layer = keras_layer(x, weight, bias is not None, spec, pointwise)
    if pointwise is not None:
        tensors["p"] = (oihw_to_hwio(pointwise), "(1, 1, C*M, C_out)")
    if bias is not None:
        tensors["b"] = (bias, "(C_out,)")
    return _script(x, weight, tensors, layer, spec, depthwise)


def keras_layer(
    x: np.ndarray, weight: np.ndarray, has_bias: bool, spec: ConvSpec, pointwise: np.ndarray | None = None
) -> str:
    """Write a layer's settings as the Keras constructor they are.

    Examples
    --------
    >>> keras_layer(np.ones((2, 5, 5)), np.ones((4, 1, 3, 3)), True, ConvSpec(groups=2))
    'keras.layers.DepthwiseConv2D(3, depth_multiplier=2, dtype="float64")'
    """
    depthwise = pointwise is not None or is_depthwise(x, spec)
    kernel, multiplier = pair_text(sizes(x, weight)[1]), len(weight) // len(x)
    filters = [] if depthwise else [str(len(weight))]
    arguments = [*(filters if pointwise is None else [str(len(pointwise))]), kernel]
    if depthwise and multiplier != 1:
        arguments.append(f"depth_multiplier={multiplier}")
    if not depthwise and spec.groups != 1:
        arguments.append(f"groups={spec.groups}")
    settings = _settings(x, weight, has_bias, spec, depthwise)
    name = "DepthwiseConv2D" if depthwise else "Conv2D"
    name = name if pointwise is None else "SeparableConv2D"
    return f"keras.layers.{name}({', '.join(arguments + settings)})"


def _settings(
    x: np.ndarray, weight: np.ndarray, has_bias: bool, spec: ConvSpec, depthwise: bool
) -> list[str]:
    settings = []
    if spec.stride != (1, 1) and not must_thin(spec, depthwise):
        settings.append(f"strides={pair_text(spec.stride)}")
    if _layer_can_pad(x, weight, spec, depthwise) and spec.padding == "same":
        settings.append('padding="same"')
    if spec.dilation != (1, 1):
        settings.append(f"dilation_rate={pair_text(spec.dilation)}")
    if not has_bias:
        settings.append("use_bias=False")
    return [*settings, 'dtype="float64"']


def _layer_can_pad(x: np.ndarray, weight: np.ndarray, spec: ConvSpec, depthwise: bool) -> bool:
    """Tell whether "same" or "valid" says it; "same" means another thing at stride 1 than at the stride."""
    if spec.padding == "same":
        return spec.padding_mode == "zeros" and not must_thin(spec, depthwise)
    return spec.pads(*sizes(x, weight)) == NO_PADS


def _script(
    x: np.ndarray,
    weight: np.ndarray,
    tensors: dict[str, tuple[np.ndarray, str]],
    layer: str,
    spec: ConvSpec,
    depthwise: bool,
) -> str:
    lines = [*HEAD, *assignment("x", channels_last(x), "(1, H, W, C)")]
    for name, (array, axes) in tensors.items():
        lines += assignment(name, array, axes)
    if not _layer_can_pad(x, weight, spec, depthwise):
        lines.append(_pad_line(x, weight, spec))
    lines += [f"layer = {layer}", *"\n".join(RUN).format(", ".join(tensors)).split("\n")]
    if must_thin(spec, depthwise):
        lines += thinning(spec)
    return "\n".join(lines + BACK)


def _pad_line(x: np.ndarray, weight: np.ndarray, spec: ConvSpec) -> str:
    pads = spec.pads(*sizes(x, weight))
    if spec.padding_mode != "zeros":
        return numpy_pad(pads, spec.padding_mode, last=True)
    return f'x = keras.layers.ZeroPadding2D({pads}, dtype="float64")(x)'
