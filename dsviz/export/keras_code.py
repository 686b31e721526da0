"""The same layer in Keras, with the weights converted to its layout."""

from __future__ import annotations

from dsviz.conv.layer import Layer
from dsviz.conv.layouts import oihw_to_hwio
from dsviz.export.code_text import (
    NO_PADS,
    assignment,
    channels_last,
    kernel_last,
    must_thin,
    numpy_pad,
    pair_text,
    thinning,
)

HEAD = ["import keras", "import numpy as np", ""]
RUN = ["layer.build(x.shape)", "layer.set_weights([{}])", "y = layer(x)"]
BACK = [
    "# Back to (C_out, Ho, Wo), PyTorch's order of axes",
    "y = keras.ops.convert_to_numpy(y)[0].transpose(2, 0, 1)",
    "print(y)",
]


def keras_code(layer: Layer, pointwise: Layer | None = None) -> str:
    """Write a script that builds a Keras layer, gives it the weights and prints the result.

    Parameters
    ----------
    layer : Layer
        As many groups as channels become a ``DepthwiseConv2D``. Padding that is neither "valid" nor "same"
        becomes a ``ZeroPadding2D``, or an ``np.pad`` where it is not zeros.
    pointwise : Layer, optional
        The 1x1 convolution that reads the output of a depthwise layer without bias: the two become a
        ``SeparableConv2D``.

    Returns
    -------
    str
        Runnable as it stands on every backend of Keras 3; it leaves the result in ``y``, a NumPy array of
        shape (C_out, Ho, Wo), float64.

    Examples
    --------
    >>> import numpy as np
    >>> layer = Layer.from_tensors(np.ones((1, 3, 3)), np.ones((1, 1, 2, 2)), stride=2, padding="same")
    >>> code = keras_code(layer)
    >>> print(code[code.index("layer ="):])
    layer = keras.layers.Conv2D(1, 2, strides=2, padding="same", use_bias=False, dtype="float64")
    layer.build(x.shape)
    layer.set_weights([w])
    y = layer(x)
    # Back to (C_out, Ho, Wo), PyTorch's order of axes
    y = keras.ops.convert_to_numpy(y)[0].transpose(2, 0, 1)
    print(y)
    """
    depthwise = pointwise is not None or layer.is_depthwise
    last = layer if pointwise is None else pointwise
    tensors = {"w": kernel_last(layer, depthwise)}
    if pointwise is not None:
        tensors["p"] = (oihw_to_hwio(pointwise.weight), "(1, 1, C*M, C_out)")
    if last.bias is not None:
        tensors["b"] = (last.bias, "(C_out,)")
    lines = [*HEAD, *assignment("x", channels_last(layer.x), "(1, H, W, C)")]
    for name, (array, axes) in tensors.items():
        lines += assignment(name, array, axes)
    if not _layer_can_pad(layer, depthwise):
        lines.append(_pad_line(layer))
    call = keras_layer(layer, pointwise)
    lines += [f"layer = {call}", *"\n".join(RUN).format(", ".join(tensors)).split("\n")]
    if must_thin(layer.spec, depthwise):
        lines += thinning(layer.spec)
    return "\n".join(lines + BACK)


def keras_layer(layer: Layer, pointwise: Layer | None = None) -> str:
    """Write a layer's settings as the Keras constructor they are.

    Examples
    --------
    >>> import numpy as np
    >>> keras_layer(Layer.from_tensors(np.ones((2, 5, 5)), np.ones((4, 1, 3, 3)), [1, 2, 3, 4], groups=2))
    'keras.layers.DepthwiseConv2D(3, depth_multiplier=2, dtype="float64")'
    """
    depthwise = pointwise is not None or layer.is_depthwise
    last = layer if pointwise is None else pointwise
    filters = [] if depthwise and pointwise is None else [str(last.out_channels)]
    arguments = [*filters, pair_text(layer.kernel)]
    if depthwise and layer.filters_per_group != 1:
        arguments.append(f"depth_multiplier={layer.filters_per_group}")
    if not depthwise and layer.spec.groups != 1:
        arguments.append(f"groups={layer.spec.groups}")
    arguments += _settings(layer, last.bias is not None, depthwise)
    name = "DepthwiseConv2D" if depthwise else "Conv2D"
    name = name if pointwise is None else "SeparableConv2D"
    return f"keras.layers.{name}({', '.join(arguments)})"


def _settings(layer: Layer, has_bias: bool, depthwise: bool) -> list[str]:
    settings, spec = [], layer.spec
    if spec.stride != (1, 1) and not must_thin(spec, depthwise):
        settings.append(f"strides={pair_text(spec.stride)}")
    if _layer_can_pad(layer, depthwise) and spec.padding == "same":
        settings.append('padding="same"')
    if spec.dilation != (1, 1):
        settings.append(f"dilation_rate={pair_text(spec.dilation)}")
    if not has_bias:
        settings.append("use_bias=False")
    return [*settings, 'dtype="float64"']


def _layer_can_pad(layer: Layer, depthwise: bool) -> bool:
    """Tell whether "same" or "valid" says it; "same" means another thing at stride 1 than at the stride."""
    if layer.spec.padding == "same":
        return layer.spec.padding_mode == "zeros" and not must_thin(layer.spec, depthwise)
    return layer.pads == NO_PADS


def _pad_line(layer: Layer) -> str:
    if layer.spec.padding_mode != "zeros":
        return numpy_pad(layer.pads, layer.spec.padding_mode, last=True)
    return f'x = keras.layers.ZeroPadding2D({layer.pads}, dtype="float64")(x)'
