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


def numpy_code(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None,
    spec: ConvSpec,
    pointwise: np.ndarray | None = None,
) -> str:
    """Write a script that convolves with loops only and prints the result.

    Parameters
    ----------
    x : ndarray, shape (C, H, W)
    weight : ndarray, shape (C_out, C_in/groups, kh, kw)
    bias : ndarray, shape (C_out,), or None
    spec : ConvSpec
    pointwise : ndarray, shape (C_out, C_out of `weight`, 1, 1), optional
        The 1x1 step behind a depthwise `weight`; the bias is then added after it, as in Keras.

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
    axes = "(C_out, C_in/groups, kh, kw)" if pointwise is None else "(C*M, 1, kh, kw)"
    lines = ["import numpy as np", "", *assignment("x", x, "(C, H, W)"), *assignment("w", weight, axes)]
    if pointwise is not None:
        lines += assignment("p", pointwise, "(C_out, C*M, 1, 1)")
    if bias is not None:
        lines += assignment("b", bias, "(C_out,)")
    start = "0" if bias is None else "b[n]"
    lines += _convolution(x, weight, start if pointwise is None else "0", spec)
    if pointwise is not None:
        height, width = spec.output_size(*sizes(x, weight))
        filters, depth = pointwise.shape[:2]
        lines.append(POINTWISE.format(filters=filters, height=height, width=width, start=start, depth=depth))
    return "\n".join([*lines, "print(y)"])


def _convolution(x: np.ndarray, weight: np.ndarray, start: str, spec: ConvSpec) -> list[str]:
    size, kernel = sizes(x, weight)
    pads = spec.pads(size, kernel)
    height, width = spec.output_size(size, kernel)
    filters, depth, rows, columns = weight.shape
    loops = LOOPS.format(
        filters=filters,
        height=height,
        width=width,
        start=start,
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
