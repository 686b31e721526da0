"""The same layer in NumPy, as plain loops: what a convolution is, with nothing hidden."""

from __future__ import annotations

import numpy as np

from dsviz.conv.numbers import Pair
from dsviz.conv.spec import ConvSpec
from dsviz.export.code_text import NO_PADS, assignment, numpy_pad, sizes

LOOPS = """\
y = np.zeros(({filters}, {height}, {width}))
for n in range({filters}):  # every filter
    for i in range({height}):  # every place
        for j in range({width}):
            total = {start}
            for c in range({depth}):  # every product
                for u in range({rows}):
                    for v in range({columns}):
                        total += {x} * w[n, c, u, v]
            y[n, i, j] = total"""

POINTWISE = """\
depthwise = y
y = np.zeros(({filters}, {height}, {width}))
for n in range({filters}):
    for i in range({height}):
        for j in range({width}):
            total = {start}
            for c in range({depth}):  # every channel of one place
                total += depthwise[c, i, j] * p[n, c, 0, 0]
            y[n, i, j] = total"""


def numpy_code(x: np.ndarray, weight: np.ndarray, bias: np.ndarray | None, spec: ConvSpec) -> str:
    """Write a script that convolves with loops only and prints the result.

    Parameters
    ----------
    x : ndarray, shape (C, H, W)
    weight : ndarray, shape (C_out, C_in/groups, kh, kw)
    bias : ndarray, shape (C_out,), or None
    spec : ConvSpec

    Returns
    -------
    str
        Runnable as it stands; it leaves the result in ``y``, shape (C_out, Ho, Wo), float64.

    Examples
    --------
    >>> code = numpy_code(np.ones((1, 3, 3)), np.ones((1, 1, 2, 2)), None, ConvSpec(stride=2, padding="same"))
    >>> print(code[code.index("x = np.pad"):])
    x = np.pad(x, ((0, 0), (0, 1), (0, 1)))
    y = np.zeros((1, 2, 2))
    for n in range(1):  # every filter
        for i in range(2):  # every place
            for j in range(2):
                total = 0
                for c in range(1):  # every product
                    for u in range(2):
                        for v in range(2):
                            total += x[c, i * 2 + u, j * 2 + v] * w[n, c, u, v]
                y[n, i, j] = total
    print(y)
    """
    lines = ["import numpy as np", "", *assignment("x", x, "(C, H, W)")]
    lines += assignment("w", weight, "(C_out, C_in/groups, kh, kw)")
    if bias is not None:
        lines += assignment("b", bias, "(C_out,)")
    return "\n".join([*lines, *_convolution(x, weight, bias is not None, spec), "print(y)"])


def numpy_separable_code(
    x: np.ndarray, depthwise: np.ndarray, pointwise: np.ndarray, bias: np.ndarray | None, spec: ConvSpec
) -> str:
    """Write a script of loops for a depthwise separable layer: depthwise, then 1x1.

    Parameters
    ----------
    x : ndarray, shape (C, H, W)
    depthwise : ndarray, shape (C*M, 1, kh, kw)
    pointwise : ndarray, shape (C_out, C*M, 1, 1)
    bias : ndarray, shape (C_out,), or None
        Added after the 1x1 step, as in Keras.
    spec : ConvSpec
        Of the depthwise step, with groups = C.

    Returns
    -------
    str
        As `numpy_code`.
    """
    lines = ["import numpy as np", "", *assignment("x", x, "(C, H, W)")]
    lines += assignment("w", depthwise, "(C*M, 1, kh, kw)")
    lines += assignment("p", pointwise, "(C_out, C*M, 1, 1)")
    if bias is not None:
        lines += assignment("b", bias, "(C_out,)")
    lines += _convolution(x, depthwise, False, spec)
    height, width = spec.output_size(*sizes(x, depthwise))
    start = "0" if bias is None else "b[n]"
    filters, depth = pointwise.shape[:2]
    mixing = POINTWISE.format(filters=filters, height=height, width=width, start=start, depth=depth)
    return "\n".join([*lines, mixing, "print(y)"])


def _convolution(x: np.ndarray, weight: np.ndarray, has_bias: bool, spec: ConvSpec) -> list[str]:
    size, kernel = sizes(x, weight)
    pads = spec.pads(size, kernel)
    height, width = spec.output_size(size, kernel)
    filters, depth, rows, columns = weight.shape
    loops = LOOPS.format(
        filters=filters,
        height=height,
        width=width,
        start="b[n]" if has_bias else "0",
        depth=depth,
        rows=rows,
        columns=columns,
        x=f"x[{_channel(filters, depth, spec.groups)}, {_places(spec)}]",
    )
    return [loops] if pads == NO_PADS else [numpy_pad(pads, spec.padding_mode, last=False), loops]


def _channel(filters: int, depth: int, groups: int) -> str:
    """Write which input channel slice c of filter n lies on."""
    if groups == 1:
        return "c"
    group = "n" if filters == groups else f"n // {filters // groups}"
    return group if depth == 1 else f"{group} * {depth} + c"


def _places(spec: ConvSpec) -> str:
    axes: list[tuple[str, str, Pair]] = [
        ("i", "u", (spec.stride[0], spec.dilation[0])),
        ("j", "v", (spec.stride[1], spec.dilation[1])),
    ]
    return ", ".join(f"{_times(out, by)} + {_times(tap, apart)}" for out, tap, (by, apart) in axes)


def _times(index: str, by: int) -> str:
    return index if by == 1 else f"{index} * {by}"
