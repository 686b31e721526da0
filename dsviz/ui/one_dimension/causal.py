"""What causal means, with numbers: the inputs each output reads, and what a change of the last one does."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dsviz.content import joined
from dsviz.conv.convolve import compute
from dsviz.conv.layer import Layer
from dsviz.conv.step import Step
from dsviz.conv.trace import Trace
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say
from dsviz.wording.numbers import number

HEADINGS = ("output", "sum", "reads", "later")


def show_causal(trace: Trace) -> None:
    """Render what each output of filter 0 reads and adds up, and whether any of it comes later."""
    st.header(say("one_dimension.causal"), anchor=False)
    layer = trace.layer
    lines = ["| " + " | ".join(say(f"one_dimension.{each}") for each in HEADINGS) + " |"]
    lines += ["|---" * len(HEADINGS) + "|"]
    lines += [
        f"| {' | '.join(_row(layer, trace.at(0, 0, place)))} |" for place in range(layer.output_size[1])
    ]
    st.markdown("\n".join([verdict(layer), "", *lines]))
    changed = changed_outputs(layer, backend())
    cells = [f"y[0,0,{place}]" for place in changed]
    kind = "one_dimension.changes" if cells else "one_dimension.changes.none"
    values = {"cells": joined(cells, language()), "last": layer.size[1] - 1, "count": layer.output_size[1]}
    st.markdown(say(kind, **values))


def latest_read(layer: Layer, place: int) -> int:
    """Return the last input position that the window at a place covers, counted from the unpadded corner.

    Examples
    --------
    >>> causal = Layer.from_tensors([[1, 2, 3]], [[[1, 10]]], padding="causal")
    >>> [latest_read(causal, place) for place in range(3)]
    [0, 1, 2]
    """
    return layer.cell_under(1, place, layer.kernel[1] - 1)


def verdict(layer: Layer) -> str:
    """Say whether an output reads what comes after it."""
    ahead = latest_read(layer, 0)
    if ahead <= 0:
        return say("one_dimension.is_causal")
    first = layer.cell_under(1, 0, 0)
    return say("one_dimension.is_not_causal", ahead=ahead, first=number(first), last=ahead)


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


def _row(layer: Layer, step: Step) -> tuple[str, ...]:
    place = step.col
    cells = [tap.in_col for tap in step.taps if tap.in_channel == step.taps[0].in_channel]
    later = [cell for cell in cells if place < cell < layer.size[1]]
    products = " + ".join(f"{_factor(tap.x)}×{_factor(tap.weight)}" for tap in step.taps)
    return (
        f"y[0,0,{place}]",
        f"{products} = **{number(step.result)}**",
        joined([_position(layer, cell) for cell in cells], language()),
        joined([str(cell) for cell in later], language()) if later else say("one_dimension.none"),
    )


def _position(layer: Layer, cell: int) -> str:
    return str(cell) if 0 <= cell < layer.size[1] else say("one_dimension.zero")


def _factor(value: float) -> str:
    return number(value) if value >= 0 else f"({number(value)})"
