"""How an answer is worked out, in one line: sizes and counts with the numbers put in, cells as their sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import prod

from dsviz.conv.gradient_trace import GradientTrace
from dsviz.conv.numbers import Pair
from dsviz.conv.product import SumStep
from dsviz.conv.trace import Trace
from dsviz.conv.transposed_trace import GatherTrace
from dsviz.cost import Conv, count
from dsviz.exercises.answer_map import AnswerMap, GradientMap, LayerMap, TransposedMap
from dsviz.exercises.exercise import Exercise, cell_name
from dsviz.wording.numbers import number
from dsviz.wording.sums import products_text, sum_text


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
    return {cell: line for each in asked.maps for cell, line in _of_map(each)}


def _of_map(asked: AnswerMap) -> Iterator[tuple[str, str]]:
    if isinstance(asked, LayerMap):
        for step in Trace(asked.layer, "numpy"):
            yield cell_name(asked.name, (step.out_channel, step.row, step.col)), sum_text(step, asked.name)
        return
    steps: Iterable[SumStep] = ()
    if isinstance(asked, GradientMap):
        steps = GradientTrace(asked.layer, asked.dy, asked.of, "numpy")
    elif isinstance(asked, TransposedMap):
        steps = GatherTrace(asked.layer, "numpy")
    yield from ((cell_name(step.tensor, step.index), products_text(step)) for step in steps)


def number_working(asked: str, layers: Sequence[Conv], size: Pair) -> str:
    """Write how a size or a count comes about.

    Parameters
    ----------
    asked : {"height", "width", "parameters", "macs", "field", "jump"}
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
    if asked in ("field", "jump"):
        return (_field if asked == "field" else _jump)(layers)
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


def _field(layers: Sequence[Conv]) -> str:
    """Write the receptive field: 1, and for each layer its reach times the jump before it."""
    terms, jump, size = ["1"], 1, 1
    for layer in layers:
        k, d, s = layer.kernel[0], layer.spec.dilation[0], layer.spec.stride[0]
        terms.append(f"{f'{d}×' if d != 1 else ''}({k} − 1)×{jump}")
        size, jump = size + d * (k - 1) * jump, jump * s
    return f"{' + '.join(terms)} = {size}"


def _jump(layers: Sequence[Conv]) -> str:
    strides = [layer.spec.stride[0] for layer in layers]
    return f"{'×'.join(map(str, strides))} = {prod(strides)}"


def _size(layer: Conv, size: Pair, axis: int) -> str:
    spec, kernel = layer.spec, layer.kernel
    pads, k, s, d = spec.pads(size, kernel)[axis], kernel[axis], spec.stride[axis], spec.dilation[axis]
    padded = " + ".join(map(str, (size[axis], *(pads if any(pads) else ()))))
    span = size[axis] + sum(pads) - d * (k - 1) - 1
    return f"⌊({padded} − {d}×({k} − 1) − 1) / {s}⌋ + 1 = ⌊{span} / {s}⌋ + 1 = {span // s + 1}"
