"""Random layers as dsviz.trace tells them, for the unit tests of the stage."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from dsviz import ConvSpec, trace
from dsviz.conv.spec import PADDING_MODES
from dsviz.stage import scene
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


if __name__ == "__main__":
    FILE.write_text(json.dumps(layers()), encoding="utf-8")
