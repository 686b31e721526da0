"""The transposed layer as a scatter or a gather, its output, and what each setting does to it."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.content import Listed
from dsviz.conv.transposed import compute_transposed
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_trace import GatherTrace
from dsviz.ui.parts.map_table import Table
from dsviz.ui.parts.transposed import show_ordinary, transposed_view
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import say
from dsviz.ui.transposed.choices import Choices
from dsviz.wording.numbers import number, term


def show_view(chosen: Choices) -> None:
    """Mount the stage with the scatter or the gather."""
    with st.container(key="unguided-text"):
        st.markdown(say(f"transposed.view.{chosen.view}.text"))
    transposed_view(chosen.layer, chosen.view, is_guided=True)


def show_size(layer: TransposedLayer) -> None:
    """Write the size of the output with its numbers, rows and columns."""
    st.header(say("transposed.size"), anchor=False)
    st.markdown(say("transposed.size.text"))
    lines = []
    for axis, name in enumerate(("rows", "columns")):
        spec = layer.spec
        lines.append(
            say(
                f"transposed.size.{name}",
                n=layer.size[axis],
                s=spec.stride[axis],
                p=sum(spec.padding[axis]),
                d=spec.dilation[axis],
                k=layer.kernel[axis],
                more=spec.output_padding[axis],
                out=layer.output_size[axis],
            )
        )
    st.markdown("  \n".join(lines))


def show_output(layer: TransposedLayer) -> None:
    """Render the output, how many products reach each cell, and how torch and the reference differ."""
    st.header(say("transposed.output"), anchor=False)
    y = compute_transposed(layer, backend())
    apart = float(np.abs(y - compute_transposed(layer, "numpy")).max())
    counts = overlaps(layer)
    tables = [
        Table(f"y[{n}]", [[number(float(value)) for value in row] for row in each], {})
        for n, each in enumerate(y)
    ]
    st.html('<div class="maps">' + "".join(table.html for table in tables) + "</div>")
    st.markdown(say(f"transposed.agree.{backend()}", difference=number(apart)))
    st.markdown(say("transposed.overlaps"))
    heavy = {tuple(map(int, at)): "heavy" for at in np.argwhere(counts == counts.max())}
    table = Table(say("transposed.overlaps.table"), [[str(int(n)) for n in row] for row in counts], heavy)
    st.html(f'<div class="maps">{table.html}</div>')
    st.markdown(_evenness(layer, counts))


def _evenness(layer: TransposedLayer, counts: NDArray[np.float64]) -> str:
    """Say how many products the cells inside get by turns."""
    rows, columns = (phases(layer, axis) for axis in range(2))
    if counts.min() == counts.max():
        return say("transposed.overlaps.same", most=int(counts.max()))
    if layer.spec.stride == (1, 1):
        is_even = all(rises_then_falls(counts.max(axis=1 - axis)) for axis in range(2))
        return say("transposed.overlaps.plain" if is_even else "transposed.overlaps.apart")
    if len({*rows}) == len({*columns}) == 1:
        return say("transposed.overlaps.alike", most=rows[0] * columns[0])
    return say(
        "transposed.overlaps.turns", rows=Listed([*map(str, rows)]), columns=Listed([*map(str, columns)])
    )


def rises_then_falls(counts: NDArray[np.float64]) -> bool:
    """Tell whether numbers only fall towards their ends.

    Examples
    --------
    >>> rises_then_falls(np.array([1.0, 2, 2, 1])), rises_then_falls(np.array([1.0, 0, 1]))
    (True, False)
    """
    top = int(counts.argmax())
    return bool((np.diff(counts[: top + 1]) >= 0).all() and (np.diff(counts[top:]) <= 0).all())


def phases(layer: TransposedLayer, axis: int) -> list[int]:
    """Count, for neighbouring cells inside, the taps of the kernel that reach them along an axis.

    Examples
    --------
    >>> layer = TransposedLayer.from_tensors([[[1, 2]]], [[[[1, 10, 100]]]], stride=2)
    >>> phases(layer, 1)
    [2, 1]
    """
    stride, dilation = layer.spec.stride[axis], layer.spec.dilation[axis]
    taps = [tap * dilation % stride for tap in range(layer.kernel[axis])]
    return [taps.count(phase) for phase in range(stride)]


def overlaps(layer: TransposedLayer) -> NDArray[np.float64]:
    """Count the products of one input channel that reach each cell of an output map, shape (Ho, Wo).

    Examples
    --------
    >>> layer = TransposedLayer.from_tensors([[[1, 2]]], [[[[1, 10, 100]]]], stride=2)
    >>> overlaps(layer).tolist()
    [[1.0, 1.0, 2.0, 1.0, 1.0]]
    """
    ones = TransposedLayer(
        np.ones((1, *layer.size)),
        np.ones((1, 1, *layer.kernel)),
        spec=type(layer.spec)(**{**layer.spec.keywords, "groups": 1}),
    )
    counts: NDArray[np.float64] = compute_transposed(ones, "numpy")[0]
    return counts


def show_output_padding(layer: TransposedLayer) -> None:
    """Show that the cells of output_padding are sums like all others, not zeros."""
    more = layer.spec.output_padding
    st.header(say("transposed.more"), anchor=False)
    stride, first = layer.spec.stride[0], layer.output_size[0] - more[0]
    kind = "transposed.more.one" if stride == 1 else "transposed.more.sizes"
    st.markdown(say(kind, n=layer.size[0], first=first, last=first + stride - 1))
    if more == (0, 0):
        st.markdown(say("transposed.more.none"))
        return
    trace = GatherTrace(layer, backend())
    _, height, width = layer.output_shape
    cells = [
        (0, row, column)
        for row in range(height)
        for column in range(width)
        if row >= height - more[0] or column >= width - more[1]
    ]
    st.markdown(say("transposed.more.cells", count=len(cells)))
    lines = "".join(f"<li>{escape(_sum_of(trace, at))}</li>" for at in cells)
    st.html(f'<ul class="cell-sums">{lines}</ul>')


def _sum_of(trace: GatherTrace, at: tuple[int, int, int]) -> str:
    """Write a cell as the sum of what reaches it."""
    step, name = trace.at(*at), f"y[{','.join(map(str, at))}]"
    if not step.products:
        return say("transposed.more.nothing", name=name)
    terms = " + ".join(f"{number(p.left.value)} × {term(p.right.value)}" for p in step.products)
    bias = f" + {term(step.bias)}" if step.bias else ""
    return f"{name} = {terms}{bias} = {number(step.value)}"


def show_rewritten(layer: TransposedLayer) -> None:
    """Say which ordinary convolution gives the same."""
    st.header(say("transposed.ordinary"), anchor=False)
    show_ordinary(layer)
