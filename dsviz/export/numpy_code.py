"""The same layer in NumPy, as plain loops: what a convolution is, with nothing hidden."""

from __future__ import annotations

from dsviz.conv.layer import Layer
from dsviz.conv.numbers import Pair
from dsviz.conv.spec import ConvSpec
from dsviz.export.code_text import NO_PADS, assignment, numpy_pad

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


def numpy_code(layer: Layer, pointwise: Layer | None = None) -> str:
    """Write a script that convolves with loops only and prints the result.

    Parameters
    ----------
    layer : Layer
    pointwise : Layer, optional
        The 1x1 convolution that reads the output of a depthwise layer without bias.

    Returns
    -------
    str
        Runnable as it stands; it leaves the result in ``y``, shape (C_out, Ho, Wo), float64.

    Examples
    --------
    >>> import numpy as np
    >>> layer = Layer.from_tensors(np.ones((1, 3, 3)), np.ones((1, 1, 2, 2)), stride=2, padding="same")
    >>> code = numpy_code(layer)
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
    last = layer if pointwise is None else pointwise
    lines = ["import numpy as np", "", *assignment("x", layer.x, "(C, H, W)")]
    lines += assignment("w", layer.weight, axes)
    if pointwise is not None:
        lines += assignment("p", pointwise.weight, "(C_out, C*M, 1, 1)")
    if last.bias is not None:
        lines += assignment("b", last.bias, "(C_out,)")
    lines += _convolution(layer)
    if pointwise is not None:
        lines.append(POINTWISE.format(**_loops(pointwise)))
    return "\n".join([*lines, "print(y)"])


def _loops(layer: Layer) -> dict[str, object]:
    """The numbers that the loops of a layer run over."""
    filters, height, width = layer.output_shape
    rows, columns = layer.kernel
    start = "0" if layer.bias is None else "b[n]"
    names = {"filters": filters, "height": height, "width": width, "depth": layer.slices}
    return names | {"rows": rows, "columns": columns, "start": start}


def _convolution(layer: Layer) -> list[str]:
    read = f"x[{_channel(layer)}, {_places(layer.spec)}]"
    loops = LOOPS.format(**_loops(layer), x=read)
    return (
        [loops]
        if layer.pads == NO_PADS
        else [numpy_pad(layer.pads, layer.spec.padding_mode, last=False), loops]
    )


def _channel(layer: Layer) -> str:
    """Write which input channel slice c of filter n lies on."""
    if layer.spec.groups == 1:
        return "c"
    group = "n" if layer.filters_per_group == 1 else f"n // {layer.filters_per_group}"
    return group if layer.slices == 1 else f"{group} * {layer.slices} + c"


def _places(spec: ConvSpec) -> str:
    axes: list[tuple[str, str, Pair]] = [
        ("i", "u", (spec.stride[0], spec.dilation[0])),
        ("j", "v", (spec.stride[1], spec.dilation[1])),
    ]
    return ", ".join(f"{_times(out, by)} + {_times(tap, apart)}" for out, tap, (by, apart) in axes)


def _times(index: str, by: int) -> str:
    return index if by == 1 else f"{index} * {by}"
