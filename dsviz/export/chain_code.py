"""Layers in a row as programs: PyTorch's calls one after the other, and NumPy with one function of loops."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from dsviz.conv.chain import LayerChain
from dsviz.conv.layer import Layer
from dsviz.conv.numbers import Pair
from dsviz.export.code_text import assignment, pair_text
from dsviz.export.row_code import row_code

TORCH_TENSOR = "torch.tensor({}, dtype=torch.float64)"
NUMPY_ARRAY = "np.array({}, dtype=float)"

PICTURES = """\
def convolve(x, w, b, pads, stride, dilation, groups):
    x = np.pad(x, ((0, 0), *pads))
    filters, depth, rows, columns = w.shape
    height = (x.shape[1] - dilation[0] * (rows - 1) - 1) // stride[0] + 1
    width = (x.shape[2] - dilation[1] * (columns - 1) - 1) // stride[1] + 1
    y = np.zeros((filters, height, width))
    for n in range(filters):  # every filter
        first = n // (filters // groups) * depth
        for i, j in np.ndindex(height, width):  # every place
            total = b[n]
            for c, u, v in np.ndindex(depth, rows, columns):  # every product
                row, column = i * stride[0] + u * dilation[0], j * stride[1] + v * dilation[1]
                total += x[first + c, row, column] * w[n, c, u, v]
            y[n, i, j] = total
    return y
"""

LINES = """\
def convolve(x, w, b, pads, stride, dilation, groups):
    x = np.pad(x, ((0, 0), pads))
    filters, depth, taps = w.shape
    length = (x.shape[1] - dilation * (taps - 1) - 1) // stride + 1
    y = np.zeros((filters, length))
    for n in range(filters):  # every filter
        first = n // (filters // groups) * depth
        for j in range(length):  # every place
            total = b[n]
            for c, v in np.ndindex(depth, taps):  # every product
                total += x[first + c, j * stride + v * dilation] * w[n, c, v]
            y[n, j] = total
    return y
"""


def torch_chain_code(layers: Sequence[Layer], is_line: bool) -> str:
    """Write layers in a row as calls of ``F.conv2d``, or ``F.conv1d``.

    Parameters
    ----------
    layers : sequence of Layer
        First layer first, padded with zeros if at all.
    is_line : bool
        Of one dimension: every tensor has one row, which the program leaves out.

    Returns
    -------
    str
        Runnable as it stands; it leaves the tensors between the layers in ``z1``, ``z2``, … and the result
        in ``y``, float64.

    Examples
    --------
    >>> row = Layer.from_tensors([[1, 2]], [[[1, 10]]], padding="causal")
    >>> print(torch_chain_code([row, Layer.from_tensors([[1, 2]], [[[3]]])], True).splitlines()[-4:])
    ['# zeros before, after', 'z1 = F.conv1d(F.pad(x, (1, 0)), w1)', 'y = F.conv1d(z1, w2)', 'print(y)']
    """
    lines = ["import torch", "import torch.nn.functional as F", ""]
    lines += _tensors(layers, is_line, TORCH_TENSOR)
    for at, (before, after) in enumerate(_names(len(layers))):
        lines += _call(layers[at], is_line, before, after, _nth(at + 1, len(layers)))
    return "\n".join([*lines, "print(y)"])


def numpy_chain_code(layers: Sequence[Layer], is_line: bool) -> str:
    """Write layers in a row in NumPy: one function of plain loops, called once a layer.

    Parameters, returns
        As `torch_chain_code`.

    Examples
    --------
    >>> row = Layer.from_tensors([[1, 2]], [[[1, 10]]], padding="causal")
    >>> numpy_chain_code([row], True).splitlines()[-2]
    'y = convolve(x, w, [0], pads=(1, 0), stride=1, dilation=1, groups=1)'
    """
    lines = ["import numpy as np", "", "", *(LINES if is_line else PICTURES).splitlines(), "", ""]
    lines += _tensors(layers, is_line, NUMPY_ARRAY)
    for at, (before, after) in enumerate(_names(len(layers))):
        layer, nth = layers[at], _nth(at + 1, len(layers))
        bias = f"b{nth}" if layer.bias is not None else f"{[0] * layer.out_channels}"
        told: dict[str, tuple[Any, Any]] = {
            "pads": layer.pads,
            "stride": layer.spec.stride,
            "dilation": layer.spec.dilation,
        }
        settings = [f"{name}={value[1] if is_line else value}" for name, value in told.items()]
        settings.append(f"groups={layer.spec.groups}")
        lines.append(f"{after} = convolve({before}, w{nth}, {bias}, {', '.join(settings)})")
    return "\n".join([*lines, "print(y)"])


def row_programs(layer: Layer) -> dict[str, str]:
    """Write one layer of one dimension in PyTorch, as ``nn.Conv1d``, and in NumPy."""
    return {"PyTorch": row_code(layer), "NumPy": numpy_chain_code([layer], is_line=True)}


def chain_programs(run: LayerChain) -> dict[str, str]:
    """Write layers in a row in PyTorch and in NumPy."""
    of = run.layers, run.is_line
    return {"PyTorch": torch_chain_code(*of), "NumPy": numpy_chain_code(*of)}


def _names(count: int) -> list[tuple[str, str]]:
    """What each layer reads and what it leaves: x, z1, z2, …, y."""
    names = ["x", *(f"z{number}" for number in range(1, count)), "y"]
    return list(pairwise(names))


def _nth(number: int, count: int) -> str:
    """Write the number after a weight's letter; one layer alone has none."""
    return str(number) if count > 1 else ""


def _tensors(layers: Sequence[Layer], is_line: bool, call: str) -> list[str]:
    x = layers[0].x[:, 0] if is_line else layers[0].x
    lines = assignment("x", x, "(C, L)" if is_line else "(C, H, W)", call)
    axes = "(C_out, C_in/groups, k)" if is_line else "(C_out, C_in/groups, kh, kw)"
    for number, layer in enumerate(layers, 1):
        nth = _nth(number, len(layers))
        lines += assignment(f"w{nth}", layer.weight[:, :, 0] if is_line else layer.weight, axes, call)
        if layer.bias is not None:
            lines += assignment(f"b{nth}", layer.bias, "(C_out,)", call)
    return lines


def _call(layer: Layer, is_line: bool, before: str, after: str, nth: str) -> list[str]:
    """Write PyTorch's call of a layer; zeros that differ from side to side are put before it."""
    (top, bottom), (left, right) = layer.pads
    is_even = top == bottom and left == right
    remark = []
    if not is_even:
        remark = ["# zeros before, after" if is_line else "# left, right, top, bottom"]
        amounts = f"{left}, {right}" if is_line else f"{left}, {right}, {top}, {bottom}"
        before = f"F.pad({before}, ({amounts}))"
    arguments = [before, f"w{nth}", *([] if layer.bias is None else [f"b{nth}"])]
    arguments += _settings(layer, is_line, (top, left) if is_even else (0, 0))
    return [*remark, f"{after} = F.conv{1 if is_line else 2}d({', '.join(arguments)})"]


def _settings(layer: Layer, is_line: bool, padding: Pair) -> list[str]:
    """Write the settings that are not what PyTorch does anyway."""
    spec = layer.spec
    pairs = {"stride": (spec.stride, 1), "padding": (padding, 0), "dilation": (spec.dilation, 1)}
    told = {
        name: (str(pair[1]) if is_line else pair_text(pair))
        for name, (pair, usual) in pairs.items()
        if pair[is_line:] != (usual,) * (2 - is_line)
    }
    told |= {} if spec.groups == 1 else {"groups": str(spec.groups)}
    return [f"{name}={value}" for name, value in told.items()]
