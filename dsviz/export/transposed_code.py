"""A transposed layer as programs that print its output: PyTorch, Keras, NumPy."""

from __future__ import annotations

from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.saved.state import shortest


def torch_code(layer: TransposedLayer) -> str:
    """Write the PyTorch program that prints the output."""
    spec = layer.spec
    (top, bottom), (left, right) = spec.padding
    (height, width), is_even = layer.output_size, (top, left) == (bottom, right)
    # PyTorch takes as much away on either side: what is not alike is cut afterwards.
    pads, cut = (
        ((top, left), "") if is_even else ((0, 0), f"[:, {top}:{top + height}, {left}:{left + width}]")
    )
    bias = "" if layer.bias is None else f", torch.tensor({shortest(layer.bias)}, dtype=torch.float64)"
    return (
        "import torch\nimport torch.nn.functional as F\n\n"
        f"x = torch.tensor({shortest(layer.x)}, dtype=torch.float64)\n"
        "# (C_in, C_out / groups, kh, kw)\n"
        f"w = torch.tensor({shortest(layer.weight)}, dtype=torch.float64)\n\n"
        f"y = F.conv_transpose2d(x[None], w{bias}, stride={spec.stride}, padding={pads},\n"
        f"                       output_padding={spec.output_padding}, groups={spec.groups}, "
        f"dilation={spec.dilation})[0]{cut}\nprint(y)"
    )


def keras_code(layer: TransposedLayer) -> str:
    """Write the Keras program: its layer has no free padding, so the whole is computed and cut.

    Only for one group: Keras has no groups here.
    """
    spec, (height, width) = layer.spec, layer.output_size
    (top, _), (left, _) = spec.padding
    rows, columns = layer.canvas_size
    bias = _bias(layer)
    return (
        "import keras\nimport numpy as np\n\n"
        f"x = np.array({shortest(layer.x)}, 'float32').transpose(1, 2, 0)[None]\n"
        "# (kh, kw, C_out, C_in)\n"
        f"w = np.array({shortest(layer.weight)}, 'float32').transpose(2, 3, 1, 0)\n\n"
        f"conv = keras.layers.Conv2DTranspose({layer.out_channels}, {layer.kernel}, strides={spec.stride},\n"
        f"                                    dilation_rate={spec.dilation}, use_bias=False, "
        "data_format='channels_last')\n"
        "conv.build(x.shape)\nconv.set_weights([w])\n"
        "whole = keras.ops.convert_to_numpy(conv(x))[0].transpose(2, 0, 1)\n"
        f"short = [max(n - m, 0) for n, m in zip(({rows}, {columns}), whole.shape[1:])]\n"
        "whole = np.pad(whole, ((0, 0), (0, short[0]), (0, short[1])))\n"
        f"print(whole[:, {top}:{top + height}, {left}:{left + width}]{bias})"
    )


def numpy_code(layer: TransposedLayer) -> str:
    """Write the NumPy program: each input number stamps its kernel on a canvas, whose edge is cut off."""
    spec, (height, width) = layer.spec, layer.output_size
    (top, _), (left, _) = spec.padding
    (s0, s1), (d0, d1) = spec.stride, spec.dilation
    rows, columns = layer.canvas_size
    bias = _bias(layer)
    return (
        "import numpy as np\n\n"
        f"x = np.array({shortest(layer.x)}, float)\n"
        f"w = np.array({shortest(layer.weight)}, float)\n"
        f"groups, canvas = {spec.groups}, np.zeros(({layer.out_channels}, {rows}, {columns}))\n\n"
        "each, fed = len(x) // groups, w.shape[1]\n"
        "for c, i, j in np.ndindex(x.shape):\n"
        "    for n, u, v in np.ndindex(w[c].shape):\n"
        f"        canvas[c // each * fed + n, {s0} * i + {d0} * u, {s1} * j + {d1} * v] "
        "+= x[c, i, j] * w[c, n, u, v]\n"
        f"print(canvas[:, {top}:{top + height}, {left}:{left + width}]{bias})"
    )


def _bias(layer: TransposedLayer) -> str:
    """Add the bias to an array of the output's shape; nothing where there is none."""
    return "" if layer.bias is None else f" + np.array({shortest(layer.bias)})[:, None, None]"
