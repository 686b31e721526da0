"""The few lines of PyTorch that give the same numbers as a worked example."""

from __future__ import annotations

import numpy as np

from dsviz.conv.spec import ConvSpec

INDENT = 4
WIDEST_COLUMN = 6
PAD_MODES = {"zeros": "constant", "reflect": "reflect", "replicate": "replicate", "circular": "circular"}


def pytorch_code(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None,
    spec: ConvSpec,
    pointwise: np.ndarray | None = None,
) -> str:
    """Write a script that builds the tensors, calls ``F.conv2d`` and prints the result.

    Parameters
    ----------
    x : ndarray, shape (C, H, W)
    weight : ndarray, shape (C_out, C_in/groups, kh, kw)
    bias : ndarray, shape (C_out,), or None
    spec : ConvSpec
        Padding that ``F.conv2d`` cannot say itself (uneven, or not zeros) becomes an ``F.pad`` before it.
    pointwise : ndarray, shape (C_out, C_out of `weight`, 1, 1), optional
        The 1x1 step behind a depthwise `weight`; the bias is then added after it. That makes two calls.

    Returns
    -------
    str
        Runnable as it stands; it leaves the result in ``y``, shape (C_out, Ho, Wo), float64.

    Examples
    --------
    >>> x, weight = np.ones((1, 3, 3)), np.ones((1, 1, 2, 2))
    >>> print(pytorch_code(x, weight, None, ConvSpec(stride=2, padding="same")))
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
    lines += _assignment("x", x, "(C, H, W)")
    lines += _assignment("w", weight, "(C_out, C_in/groups, kh, kw)")
    own_bias = bias if pointwise is None else None
    if own_bias is not None:
        lines += _assignment("b", own_bias, "(C_out,)")
    size, kernel = (x.shape[1], x.shape[2]), (weight.shape[2], weight.shape[3])
    pads = spec.pads(size, kernel)
    if not _conv2d_can_pad(spec, pads):
        lines.append(_pad_line(spec, pads))
    lines.append(f"y = {framework_call(size, kernel, own_bias is not None, spec)}")
    return "\n".join([*lines, *_mixing(pointwise, bias), "print(y)"])


def _mixing(pointwise: np.ndarray | None, bias: np.ndarray | None) -> list[str]:
    if pointwise is None:
        return []
    lines = _assignment("p", pointwise, "(C_out, C*M, 1, 1)")
    if bias is None:
        return [*lines, "y = F.conv2d(y, p)"]
    return [*lines, *_assignment("b", bias, "(C_out,)"), "y = F.conv2d(y, p, b)"]


def framework_call(size: tuple[int, int], kernel: tuple[int, int], has_bias: bool, spec: ConvSpec) -> str:
    """Write a layer's settings as the PyTorch call they are.

    Parameters
    ----------
    size, kernel : (int, int)
        Height and width of the input and of the kernel; ``"same"`` depends on them.
    has_bias : bool
    spec : ConvSpec

    Examples
    --------
    >>> framework_call((5, 5), (3, 3), True, ConvSpec(stride=2, padding=1))
    'F.conv2d(x, w, b, stride=2, padding=1)'
    >>> framework_call((3, 3), (2, 2), False, ConvSpec(groups=2, stride=(1, 2)))
    'F.conv2d(x, w, stride=(1, 2), groups=2)'
    """
    arguments = ["x", "w", "b"] if has_bias else ["x", "w"]
    return f"F.conv2d({', '.join(arguments + _settings(size, kernel, spec))})"


def torch_layer(
    in_channels: int, size: tuple[int, int], weight: np.ndarray, bias: bool, spec: ConvSpec
) -> str:
    """Write a layer's settings as the ``torch.nn.Conv2d`` they are.

    Parameters
    ----------
    in_channels : int
    size : (int, int)
        Height and width of the input; ``"same"`` depends on them.
    weight : ndarray, shape (C_out, C_in/groups, kh, kw)
    bias : bool
    spec : ConvSpec
        Padding that the layer cannot say itself is left out of it: `pytorch_code` pads before.

    Examples
    --------
    >>> torch_layer(2, (5, 5), np.ones((4, 1, 3, 3)), False, ConvSpec(padding=1, groups=2))
    'torch.nn.Conv2d(2, 4, 3, padding=1, groups=2, bias=False)'
    """
    filters, _, *kernel = weight.shape
    sides = (kernel[0], kernel[1])
    arguments = [str(in_channels), str(filters), _pair(sides), *_settings(size, sides, spec)]
    return f"torch.nn.Conv2d({', '.join(arguments if bias else [*arguments, 'bias=False'])})"


def _settings(size: tuple[int, int], kernel: tuple[int, int], spec: ConvSpec) -> list[str]:
    arguments = []
    if spec.stride != (1, 1):
        arguments.append(f"stride={_pair(spec.stride)}")
    (top, _), (left, _) = pads = spec.pads(size, kernel)
    if _conv2d_can_pad(spec, pads) and (top or left):
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


def _conv2d_can_pad(spec: ConvSpec, pads: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    even = all(before == after for before, after in pads)
    return even and (spec.padding_mode == "zeros" or pads == ((0, 0), (0, 0)))


def _pad_line(spec: ConvSpec, pads: tuple[tuple[int, int], tuple[int, int]]) -> str:
    (top, bottom), (left, right) = pads
    mode = "" if spec.padding_mode == "zeros" else f', mode="{PAD_MODES[spec.padding_mode]}"'
    return f"# left, right, top, bottom\nx = F.pad(x, ({left}, {right}, {top}, {bottom}){mode})"


def _pair(pair: tuple[int, int]) -> str:
    return str(pair[0]) if pair[0] == pair[1] else str(pair)
