"""The few lines of PyTorch that give the same numbers as a worked example."""

from __future__ import annotations

import numpy as np

from dsviz.conv.layer import Layer

INDENT = 4
WIDEST_COLUMN = 6
PAD_MODES = {"zeros": "constant", "reflect": "reflect", "replicate": "replicate", "circular": "circular"}


def pytorch_code(layer: Layer, pointwise: Layer | None = None) -> str:
    """Write a script that builds the tensors, calls ``F.conv2d`` and prints the result.

    Parameters
    ----------
    layer : Layer
        Padding that ``F.conv2d`` cannot say itself (uneven, or not zeros) becomes an ``F.pad`` before it.
    pointwise : Layer, optional
        The 1x1 convolution that reads the output of a depthwise layer without bias. That makes two calls.

    Returns
    -------
    str
        Runnable as it stands; it leaves the result in ``y``, shape (C_out, Ho, Wo), float64.

    Examples
    --------
    >>> layer = Layer.from_tensors(np.ones((1, 3, 3)), np.ones((1, 1, 2, 2)), stride=2, padding="same")
    >>> print(pytorch_code(layer))
    import torch
    import torch.nn.functional as F
    <BLANKLINE>
    # x: (C, H, W)
    x = torch.tensor(
        [[[1, 1, 1],
          [1, 1, 1],
          [1, 1, 1]]],
        dtype=torch.float64,
    )
    # w: (C_out, C_in/groups, kh, kw)
    w = torch.tensor(
        [[[[1, 1],
           [1, 1]]]],
        dtype=torch.float64,
    )
    # left, right, top, bottom
    x = F.pad(x, (0, 1, 0, 1))
    y = F.conv2d(x, w, stride=2)
    print(y)
    """
    lines = ["import torch", "import torch.nn.functional as F", ""]
    lines += _assignment("x", layer.x, "(C, H, W)")
    lines += _assignment("w", layer.weight, "(C_out, C_in/groups, kh, kw)")
    if layer.bias is not None:
        lines += _assignment("b", layer.bias, "(C_out,)")
    if not _conv2d_can_pad(layer):
        lines.append(_pad_line(layer))
    lines.append(f"y = {framework_call(layer)}")
    return "\n".join([*lines, *([] if pointwise is None else _mixing(pointwise)), "print(y)"])


def _mixing(pointwise: Layer) -> list[str]:
    lines = _assignment("p", pointwise.weight, "(C_out, C*M, 1, 1)")
    if pointwise.bias is None:
        return [*lines, "y = F.conv2d(y, p)"]
    return [*lines, *_assignment("b", pointwise.bias, "(C_out,)"), "y = F.conv2d(y, p, b)"]


def framework_call(layer: Layer) -> str:
    """Write a layer's settings as the PyTorch call they are.

    Examples
    --------
    >>> x, weight = np.ones((2, 5, 5)), np.ones((4, 2, 3, 3))
    >>> framework_call(Layer.from_tensors(x, weight, [1, 2, 3, 4], stride=2, padding=1))
    'F.conv2d(x, w, b, stride=2, padding=1)'
    >>> framework_call(Layer.from_tensors(x, weight[:, :1], groups=2, stride=(1, 2)))
    'F.conv2d(x, w, stride=(1, 2), groups=2)'
    """
    arguments = ["x", "w"] if layer.bias is None else ["x", "w", "b"]
    return f"F.conv2d({', '.join(arguments + _settings(layer))})"


def torch_layer(layer: Layer) -> str:
    """Write a layer's settings as the ``torch.nn.Conv2d`` they are.

    Padding that ``Conv2d`` cannot say itself is left out of it: `pytorch_code` pads before.

    Examples
    --------
    >>> torch_layer(Layer.from_tensors(np.ones((2, 5, 5)), np.ones((4, 1, 3, 3)), padding=1, groups=2))
    'torch.nn.Conv2d(2, 4, 3, padding=1, groups=2, bias=False)'
    """
    arguments = [str(layer.in_channels), str(layer.out_channels), _pair(layer.kernel), *_settings(layer)]
    return (
        f"torch.nn.Conv2d({', '.join(arguments if layer.bias is not None else [*arguments, 'bias=False'])})"
    )


def _settings(layer: Layer) -> list[str]:
    arguments, spec = [], layer.spec
    if spec.stride != (1, 1):
        arguments.append(f"stride={_pair(spec.stride)}")
    (top, _), (left, _) = layer.pads
    if _conv2d_can_pad(layer) and (top or left):
        arguments.append(f"padding={_pair((top, left))}")
    if spec.dilation != (1, 1):
        arguments.append(f"dilation={_pair(spec.dilation)}")
    if spec.groups != 1:
        arguments.append(f"groups={spec.groups}")
    return arguments


def nested_list(array: np.ndarray, indent: int = 0, axes_a_line: int = 1, width: int = 0) -> str:
    """Write an array as nested lists, whole numbers without a point.

    Parameters
    ----------
    array : ndarray, any shape
    indent : int
        The column the text starts in; the further lines are moved there.
    axes_a_line : int
        1 puts one row of numbers on a line; 2, for channels last, one row of pixels.
    width : int
        Characters a number takes at least, so that columns stand under each other: see `column_width`.

    Examples
    --------
    >>> nested_list(np.array([[1.0, -2.0], [0.5, 0.0]]))
    '[[1, -2],\\n [0.5, 0]]'
    >>> nested_list(np.array([[1.0, -2.0], [0.5, 0.0]]), axes_a_line=2)
    '[[1, -2], [0.5, 0]]'
    """
    if array.ndim == 0:
        return _literal(float(array)).rjust(width)
    gap = ", " if array.ndim <= axes_a_line else ",\n" + " " * (indent + 1)
    return "[" + gap.join(nested_list(part, indent + 1, axes_a_line, width) for part in array) + "]"


def answer_text(array: np.ndarray) -> str:
    """Write an answer as nested lists, ? for a cell that is still open.

    >>> answer_text(np.array([[1.0, np.nan], [0.5, 0.0]]))
    '[[1, ?],\\n [0.5, 0]]'
    """
    return nested_list(array).replace("nan", "?")


def column_width(array: np.ndarray) -> int:
    """Say how wide the columns of an array are, written as lists; 0 where a column would be too wide.

    Examples
    --------
    >>> rows = np.array([[1.0, -12.0], [-6.0, 0.0]])
    >>> column_width(rows), column_width(rows / 7)
    (3, 0)
    >>> print(nested_list(rows, width=column_width(rows)))
    [[  1, -12],
     [ -6,   0]]
    """
    widest = max(len(_literal(float(value))) for value in array.ravel())
    return widest if array.ndim > 1 and widest <= WIDEST_COLUMN else 0


def _literal(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _assignment(name: str, array: np.ndarray, shape: str) -> list[str]:
    numbers = nested_list(array, indent=INDENT, width=column_width(array))
    return [
        f"# {name}: {shape}",
        f"{name} = torch.tensor(",
        f"    {numbers},",
        "    dtype=torch.float64,",
        ")",
    ]


def _conv2d_can_pad(layer: Layer) -> bool:
    even = all(before == after for before, after in layer.pads)
    return even and (layer.spec.padding_mode == "zeros" or layer.pads == ((0, 0), (0, 0)))


def _pad_line(layer: Layer) -> str:
    ((top, bottom), (left, right)), how = layer.pads, layer.spec.padding_mode
    mode = "" if how == "zeros" else f', mode="{PAD_MODES[how]}"'
    return f"# left, right, top, bottom\nx = F.pad(x, ({left}, {right}, {top}, {bottom}){mode})"


def _pair(pair: tuple[int, int]) -> str:
    return str(pair[0]) if pair[0] == pair[1] else str(pair)


def in_full(code: str) -> str:
    """Make a script of `pytorch_code` print every digit: PyTorch counts decimals from the point."""
    return f"{code.removesuffix('print(y)')}print(y.tolist())"
