"""The same backward pass as PyTorch's autograd runs it."""

from __future__ import annotations

import streamlit as st

from dsviz.saved.state import shortest
from dsviz.ui.backward.asked import Asked
from dsviz.ui.shell.words import say

SETTINGS = ("stride", "padding", "dilation", "groups")


def autograd_code(asked: Asked) -> str:
    """Write the PyTorch program that prints the three gradients.

    A padding that differs from side to side is put around x first.
    """
    layer = asked.layer
    spec = layer.spec
    is_even = all(before == after for before, after in layer.pads)
    (top, bottom), (left, right) = layer.pads
    settings = {
        "stride": spec.stride,
        "padding": tuple(before for before, _ in layer.pads) if is_even else 0,
        "dilation": spec.dilation,
        "groups": spec.groups,
    }
    bias = "" if layer.bias is None else f"b = torch.tensor({shortest(layer.bias)}, **exact)\n"
    x = "x[None]" if is_even else f"F.pad(x, ({left}, {right}, {top}, {bottom}))[None]"
    given = f"{x}, w" + ("" if layer.bias is None else ", b")
    keywords = "".join(f", {name}={value}" for name, value in settings.items())
    ends = {
        "given": f"dy = torch.tensor({shortest(asked.dy)}, dtype=torch.float64)\n\n{{y}}\ny.backward(dy)",
        "sum": "\n{y}\ny.sum().backward()",
        "squared": f"t = torch.tensor({shortest(asked.target)}, dtype=torch.float64)\n\n{{y}}\n"
        "((y - t) ** 2 / 2).sum().backward()",
    }
    run = ends[asked.loss].format(y=f"y = F.conv2d({given}{keywords})[0]")
    prints = "print(x.grad)\nprint(w.grad)" + ("" if layer.bias is None else "\nprint(b.grad)")
    return (
        "import torch\nimport torch.nn.functional as F\n\n"
        "exact = {'dtype': torch.float64, 'requires_grad': True}\n"
        f"x = torch.tensor({shortest(layer.x)}, **exact)\n"
        f"w = torch.tensor({shortest(layer.weight)}, **exact)\n"
        f"{bias}{run}\n{prints}"
    )


def show_code(asked: Asked) -> None:
    """Render the program."""
    st.header(say("backward.code"), anchor=False)
    st.code(autograd_code(asked), language="python")
