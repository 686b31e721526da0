"""A backward pass as programs that print the gradients: PyTorch's autograd, and loops in NumPy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.layer import Layer
from dsviz.conv.rewritten import copies_border
from dsviz.export.code_text import NUMPY_MODES
from dsviz.saved.state import shortest

Array = NDArray[np.float64]


def autograd_code(layer: Layer, loss: str, dy: Array, target: Array) -> str:
    """Write the PyTorch program that prints the gradients of input, weights and bias.

    A padding that differs from side to side, or that copies the border, is put around x first.

    Parameters
    ----------
    layer : Layer
        Of one picture.
    loss : {"given", "sum", "squared"}
        What is differentiated: dy is given, or the sum of y, or half the squared error against the target.
    dy, target : ndarray, shape (N, Ho, Wo)
    """
    spec = layer.spec
    is_even = all(before == after for before, after in layer.pads) and not copies_border(layer)
    (top, bottom), (left, right) = layer.pads
    settings = {
        "stride": spec.stride,
        "padding": tuple(before for before, _ in layer.pads) if is_even else 0,
        "dilation": spec.dilation,
        "groups": spec.groups,
    }
    bias = "" if layer.bias is None else f"b = torch.tensor({shortest(layer.bias)}, **exact)\n"
    mode = f", mode='{spec.padding_mode}'" if copies_border(layer) else ""
    x = "x[None]" if is_even else f"F.pad(x, ({left}, {right}, {top}, {bottom}){mode})[None]"
    given = f"{x}, w" + ("" if layer.bias is None else ", b")
    keywords = "".join(f", {name}={value}" for name, value in settings.items())
    ends = {
        "given": f"dy = torch.tensor({shortest(dy)}, dtype=torch.float64)\n\n{{y}}\ny.backward(dy)",
        "sum": "\n{y}\ny.sum().backward()",
        "squared": f"t = torch.tensor({shortest(target)}, dtype=torch.float64)\n\n{{y}}\n"
        "((y - t) ** 2 / 2).sum().backward()",
    }
    run = ends[loss].format(y=f"y = F.conv2d({given}{keywords})[0]")
    prints = "print(x.grad)\nprint(w.grad)" + ("" if layer.bias is None else "\nprint(b.grad)")
    return (
        "import torch\nimport torch.nn.functional as F\n\n"
        "exact = {'dtype': torch.float64, 'requires_grad': True}\n"
        f"x = torch.tensor({shortest(layer.x)}, **exact)\n"
        f"w = torch.tensor({shortest(layer.weight)}, **exact)\n"
        f"{bias}{run}\n{prints}"
    )


def numpy_gradient_code(layer: Layer, dy: Array) -> str:
    """Write the NumPy program: loops over every product of the forward pass, each sending dy back twice.

    What flows back into the padding is left out; into a copy of the border, it is added to its pixel.

    Parameters
    ----------
    layer : Layer
        Of one picture.
    dy : ndarray, shape (N, Ho, Wo)
    """
    (top, bottom), (left, right) = layer.pads
    (s0, s1), (d0, d1) = layer.spec.stride, layer.spec.dilation
    bias = "" if layer.bias is None else "\nprint(dy.sum(axis=(1, 2)))"
    mode = f', mode="{NUMPY_MODES[layer.spec.padding_mode]}"' if copies_border(layer) else ""
    pads = f"({top}, {bottom}), ({left}, {right})"
    return (
        "import numpy as np\n\n"
        f"x = np.array({shortest(layer.x)}, float)\n"
        f"w = np.array({shortest(layer.weight)}, float)\n"
        f"dy = np.array({shortest(dy)}, float)\n\n"
        f"padded = np.pad(x, ((0, 0), {pads}){mode})\n"
        "dx, dw = np.zeros_like(padded), np.zeros_like(w)\n"
        f"each = len(w) // {layer.spec.groups}  # filters of a group\n"
        "for n, i, j in np.ndindex(dy.shape):\n"
        "    for c, u, v in np.ndindex(w[n].shape):\n"
        f"        at = n // each * w.shape[1] + c, {s0} * i + {d0} * u, {s1} * j + {d1} * v\n"
        "        dx[at] += dy[n, i, j] * w[n, c, u, v]\n"
        "        dw[n, c, u, v] += dy[n, i, j] * padded[at]\n"
        f"{_printed_dx(layer, pads, mode)}\nprint(dw){bias}"
    )


def _printed_dx(layer: Layer, pads: str, mode: str) -> str:
    """Write the end of the program: dx without its padding, whose copies of the border are added up."""
    (top, _), (left, _) = layer.pads
    height, width = layer.size
    if not mode:
        return f"print(dx[:, {top}:{top + height}, {left}:{left + width}])"
    return (
        f"copies = np.pad(np.arange({height * width}).reshape({height}, {width}), ({pads}){mode})\n"
        f"inside = np.zeros((len(x), {height * width}))\n"
        "for c in range(len(x)):\n"
        "    np.add.at(inside[c], copies, dx[c])  # a copy's share goes to its pixel\n"
        "print(inside.reshape(x.shape))"
    )
