"""What is said of layers of one dimension: what causal means, in numbers; and three dimensions, drawn."""

from __future__ import annotations

from urllib.parse import quote

import numpy as np

from dsviz import content
from dsviz.content import joined
from dsviz.conv.convolve import compute
from dsviz.conv.layer import Layer
from dsviz.conv.step import Step
from dsviz.conv.trace import Trace
from dsviz.examples.rows import CUBE, VOLUME
from dsviz.figures.volume import volume_window
from dsviz.wording.numbers import number

HEADINGS = ("output", "sum", "reads", "later")


def causal(trace: Trace, spoken: str) -> str:
    """Say what each output of filter 0 reads and adds up, and whether any of it comes later, as Markdown."""
    layer = trace.layer
    heads = [content.label(f"one_dimension.{each}", spoken) for each in HEADINGS]
    rows = [_row(layer, trace.at(0, 0, place), spoken) for place in range(layer.output_size[1])]
    lines = [f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(HEADINGS), *rows)]
    return "\n".join([_verdict(layer, spoken), "", *lines, "", _tried(trace, spoken)])


def latest_read(layer: Layer, place: int) -> int:
    """Return the last input position that the window at a place covers, counted from the unpadded corner.

    Examples
    --------
    >>> causal = Layer.from_tensors([[1, 2, 3]], [[[1, 10]]], padding="causal")
    >>> [latest_read(causal, place) for place in range(3)]
    [0, 1, 2]
    """
    return layer.cell_under(1, place, layer.kernel[1] - 1)


def _verdict(layer: Layer, spoken: str) -> str:
    """Say whether an output reads what comes after it."""
    ahead = latest_read(layer, 0)
    if ahead <= 0:
        return content.label("one_dimension.is_causal", spoken)
    first = number(layer.cell_under(1, 0, 0))
    return content.label("one_dimension.is_not_causal", spoken, ahead=ahead, first=first, last=ahead)


def _tried(trace: Trace, spoken: str) -> str:
    """Say which outputs change with the last input numbers."""
    layer = trace.layer
    cells = [f"y[0,0,{place}]" for place in changed_outputs(layer, trace.backend)]
    kind = "one_dimension.changes" if cells else "one_dimension.changes.none"
    values = {"cells": joined(cells, spoken), "last": layer.size[1] - 1, "count": layer.output_size[1]}
    return content.label(kind, spoken, **values)


def changed_outputs(layer: Layer, engine: str) -> list[int]:
    """Add 1 to the last number of every channel, and find the places where an output of filter 0 changes.

    Examples
    --------
    >>> changed_outputs(Layer.from_tensors([[1, 2, 3]], [[[1, 10]]], padding="same"), "numpy")
    [1, 2]
    """
    more = layer.x.copy()
    more[:, 0, -1] += 1
    before, after = compute(layer, engine), compute(layer.replace(x=more), engine)
    return [int(place) for place in np.flatnonzero(before[0, 0] != after[0, 0])]


def _row(layer: Layer, step: Step, spoken: str) -> tuple[str, ...]:
    place = step.col
    cells = [tap.in_col for tap in step.taps if tap.in_channel == step.taps[0].in_channel]
    later = [cell for cell in cells if place < cell < layer.size[1]]
    products = " + ".join(f"{_factor(tap.x)}×{_factor(tap.weight)}" for tap in step.taps)
    none, zero = (content.label(f"one_dimension.{each}", spoken) for each in ("none", "zero"))
    return (
        f"y[0,0,{place}]",
        f"{products} = **{number(step.result)}**",
        joined([str(cell) if 0 <= cell < layer.size[1] else zero for cell in cells], spoken),
        joined([str(cell) for cell in later], spoken) if later else none,
    )


def _factor(value: float) -> str:
    return number(value) if value >= 0 else f"({number(value)})"


def volume(spoken: str) -> tuple[str, str]:
    """Tell one window of a layer of three dimensions: as Markdown, and drawn, as HTML."""
    first, second = slice_sums()
    values = {"first": first, "second": second, "total": first + second}
    alt = content.label("one_dimension.volume.alt", spoken, **values)
    drawn = volume_window(VOLUME, CUBE, (str(first), f"+ {second}", f"= {first + second}"), alt)
    image = f'<img src="data:image/svg+xml,{quote(drawn)}" alt="{alt}" style="max-width:100%">'
    return content.label("one_dimension.volume.text", spoken, **values), image


def slice_sums() -> tuple[int, int]:
    """Add up the products of each slice of the first window.

    Examples
    --------
    >>> slice_sums()
    (19, 249)
    """
    sums = [
        sum(VOLUME[d][r][c] * weight for r, line in enumerate(slice_) for c, weight in enumerate(line))
        for d, slice_ in enumerate(CUBE)
    ]
    return sums[0], sums[1]
