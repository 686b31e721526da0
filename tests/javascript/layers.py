"""Random layers as dsviz.trace tells them, and scatters as plain loops do, for the tests of the stage."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from dsviz import ConvSpec, trace
from dsviz.conv.errors import ConvError
from dsviz.conv.spec import PADDING_MODES
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.stage import scene
from dsviz.stage.scatter import TRANSPOSED, scatter
from dsviz.stage.scene import Showing
from tests.conv.layers import smallest_size

COUNT = 200
FILE = Path(__file__).with_name("layers.json")
# What the numbers are multiples of; None is for numbers with all the digits of a float64.
UNITS = (1, Fraction(1, 4), Fraction(1, 10), None)


def random_layer(random: np.random.Generator) -> tuple[list[Any], dict[str, Any]]:
    def pair(least: int, most: int) -> tuple[int, int]:
        return int(random.integers(least, most + 1)), int(random.integers(least, most + 1))

    groups, slices, per_group = (int(random.integers(1, most)) for most in (4, 4, 3))
    kernel, stride, dilation = pair(1, 3), pair(1, 3), pair(1, 2)
    padding: Any = "same" if random.random() < 0.2 else (pair(0, 2), pair(0, 2))
    spec = ConvSpec(stride, padding, dilation, groups, str(random.choice(PADDING_MODES)))
    size = [smallest_size(spec, kernel, axis) + int(random.integers(0, 3)) for axis in (0, 1)]
    unit = UNITS[random.integers(len(UNITS))]
    x = numbers(random, unit, groups * slices, *size)
    weight = numbers(random, unit, groups * per_group, slices, *kernel)
    bias = numbers(random, unit, groups * per_group) if random.random() < 0.5 else None
    return [x, weight, bias], spec.keywords


def numbers(random: np.random.Generator, unit: Fraction | int | None, *shape: int) -> np.ndarray:
    if unit is None:
        return random.normal(size=shape)
    return np.vectorize(lambda n: float(int(n) * unit))(random.integers(-12, 13, shape))


def told(arguments: list[Any], keywords: dict[str, Any]) -> dict[str, Any]:
    """A layer as a scene, and everything the browser has to find in it by itself."""
    steps = trace(*arguments, backend="numpy", **keywords)
    count = len(steps)
    by_place = np.arange(count).reshape(steps.output.shape).transpose(1, 2, 0).ravel()
    return {
        "scene": scene(steps),
        "steps": [step_told(step) for step in steps],
        "by_place": by_place.tolist(),
        "fed": fed(steps),
    }


def step_told(step: Any) -> dict[str, Any]:
    return {
        "place": {"filter": step.out_channel, "row": step.row, "col": step.col},
        "taps": [
            {
                "channel": tap.in_channel,
                "inRow": tap.in_row,
                "inCol": tap.in_col,
                "sourceRow": tap.source_row,
                "sourceCol": tap.source_col,
                "kernelRow": tap.kernel_row,
                "kernelCol": tap.kernel_col,
                "x": tap.x,
                "weight": tap.weight,
                "product": tap.product,
                "padding": tap.is_padding,
            }
            for tap in step.taps
        ],
        "sums": step.channel_sums,
        "bias": step.bias,
        "result": step.result,
        "padding": sum(tap.is_padding for tap in step.taps),
    }


def fed(steps: Any) -> list[list[tuple[int, int]]]:
    """For each pixel of a channel: the places that read it, copies in the padding included."""
    height, width = steps.layer.x.shape[1:]
    places: list[set[tuple[int, int]]] = [set() for _ in range(height * width)]
    for step in steps:
        for tap in step.taps:
            if tap.source_row is not None:
                places[tap.source_row * width + tap.source_col].add((step.row, step.col))
    return [sorted(each) for each in places]


def layers(count: int = COUNT, most_products: int = 1500) -> list[dict[str, Any]]:
    random, found = np.random.default_rng(8), []
    while len(found) < count:
        arguments, keywords = random_layer(random)
        if math.prod(arguments[1].shape) * 9 <= most_products:
            found.append(told(arguments, keywords))
    return found


def random_scatter(random: np.random.Generator) -> tuple[TransposedLayer, Fraction | int]:
    def pair(least: int, most: int) -> tuple[int, int]:
        return int(random.integers(least, most + 1)), int(random.integers(least, most + 1))

    groups, slices, each = (int(random.integers(1, 3)) for _ in range(3))
    settings = {"stride": pair(1, 3), "padding": (pair(0, 2), pair(0, 2)), "dilation": pair(1, 2)}
    settings |= {"output_padding": pair(0, 2), "groups": groups}
    unit = UNITS[random.integers(3)]
    x = numbers(random, unit, groups * slices, *pair(1, 3))
    weight = numbers(random, unit, groups * slices, each, *pair(1, 3))
    bias = numbers(random, unit * unit, groups * each) if random.random() < 0.5 else None
    return TransposedLayer.from_tensors(x, weight, bias, **settings), unit


def stamped(layer: TransposedLayer, unit: Fraction | int) -> list[list[float]]:
    """What every cell of the output holds after each stamp, by plain loops over whole numbers."""
    x, weight = (np.rint(each / float(unit)).astype(int) for each in (layer.x, layer.weight))
    square = unit * unit
    start = (
        [0] * layer.out_channels if layer.bias is None else np.rint(layer.bias / float(square)).astype(int)
    )
    _, height, width = layer.output_shape
    held = np.array([np.full((height, width), each) for each in start])
    per_group, told_after = layer.filters_per_group, []
    (top, _), (left, _) = layer.spec.padding
    for (c, i, j), value in np.ndenumerate(x):
        for (q, u, v), factor in np.ndenumerate(weight[c]):
            row = i * layer.spec.stride[0] + u * layer.spec.dilation[0] - top
            col = j * layer.spec.stride[1] + v * layer.spec.dilation[1] - left
            if 0 <= row < height and 0 <= col < width:
                held[c // layer.slices * per_group + q, row, col] += value * factor
        told_after.append([float(int(each) * square) for each in held.ravel()])
    return told_after


def scatters(count: int = 60) -> list[dict[str, Any]]:
    random, found = np.random.default_rng(9), []
    while len(found) < count:
        try:
            layer, unit = random_scatter(random)
        except ConvError:
            continue
        data = scatter(ScatterTrace(layer, "numpy"), Showing(copies=TRANSPOSED, labels={}))
        found.append({"scene": data, "held": stamped(layer, unit)})
    return found


def written() -> dict[str, Any]:
    return {"layers": layers(), "scatters": scatters()}


if __name__ == "__main__":
    FILE.write_text(json.dumps(written()), encoding="utf-8")
