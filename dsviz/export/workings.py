"""How an answer is worked out, in one line: sizes and counts with the numbers put in, cells as their sum."""

from __future__ import annotations

from collections.abc import Sequence

from dsviz.conv.numbers import Pair
from dsviz.conv.trace import Trace
from dsviz.cost import Conv, count
from dsviz.exercises.exercise import Exercise, cell_name, names
from dsviz.wording.numbers import number
from dsviz.wording.sums import sum_text


def workings(asked: Exercise) -> dict[str, str]:
    """Write how each answer comes about.

    Returns
    -------
    dict of str to str
        By the names of `Exercise.answers`, in its order.

    Examples
    --------
    >>> from dsviz.exercises.exercise import exercise
    >>> workings(exercise("size", 1, 3))["height"]
    '⌊(16 + 2 + 2 − 1×(3 − 1) − 1) / 2⌋ + 1 = ⌊17 / 2⌋ + 1 = 9'
    """
    if asked.counted:
        return {name: number_working(name, asked.counted, asked.size) for name in asked.numbers}
    found = {}
    for name, layer in zip(names(asked), asked.layers, strict=True):
        for step in Trace(layer, "numpy"):
            found[cell_name(name, (step.out_channel, step.row, step.col))] = sum_text(step, name)
    return found


def number_working(asked: str, layers: Sequence[Conv], size: Pair) -> str:
    """Write how a size or a count comes about.

    Parameters
    ----------
    asked : {"height", "width", "parameters", "macs"}
    layers : sequence of Conv
    size : (h, w)

    Examples
    --------
    >>> from dsviz.cost import pointwise, standard
    >>> number_working("parameters", [standard(3, 4, 3, bias=True)], (5, 5))
    '3×3×3×4 + 4 = 112'
    >>> number_working("macs", [standard(4, 6, 3, groups=2), pointwise(6, 2)], (5, 5))
    '3×3×2×6 × 3×3 + 1×1×6×2 × 3×3 = 1080'
    """
    if asked in ("height", "width"):
        return _size(layers[0], size, 0 if asked == "height" else 1)
    counted = count(layers, size)
    parts = []
    for layer, row in zip(layers, counted.layers, strict=True):
        rows, columns = layer.kernel
        weights = f"{rows}×{columns}×{layer.in_channels // layer.spec.groups}×{layer.out_channels}"
        if asked == "macs":
            _, height, width = row.out_shape
            parts.append(f"{weights} × {height}×{width}")
        else:
            parts.append(f"{weights} + {layer.out_channels}" if layer.bias else weights)
    return f"{' + '.join(parts)} = {number(getattr(counted, asked))}"


def _size(layer: Conv, size: Pair, axis: int) -> str:
    spec, kernel = layer.spec, layer.kernel
    pads, k, s, d = spec.pads(size, kernel)[axis], kernel[axis], spec.stride[axis], spec.dilation[axis]
    padded = " + ".join(map(str, (size[axis], *(pads if any(pads) else ()))))
    span = size[axis] + sum(pads) - d * (k - 1) - 1
    return f"⌊({padded} − {d}×({k} − 1) − 1) / {s}⌋ + 1 = ⌊{span} / {s}⌋ + 1 = {span // s + 1}"
