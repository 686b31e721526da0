"""What is said of a transposed layer: its size, how its stamps overlap, and what output_padding adds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dsviz.content import Listed
from dsviz.conv.rewritten import transposed
from dsviz.conv.transposed import compute_transposed
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_trace import GatherTrace
from dsviz.course.chains import told
from dsviz.course.results import MOST_TOLD
from dsviz.wording.numbers import number, term

Say = Callable[..., str]  # `dsviz.content.label` in the reader's language


def sizes(layer: TransposedLayer, say: Say) -> list[str]:
    """Write the size of the output with its numbers: rows, columns."""
    spec = layer.spec
    return [
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
        for axis, name in enumerate(("rows", "columns"))
    ]


def agreement(layer: TransposedLayer, engine: str, say: Say) -> str:
    """Say how the engine's numbers and the reference's differ."""
    apart = compute_transposed(layer, engine) - compute_transposed(layer, "numpy")
    return say(f"transposed.agree.{engine}", difference=number(float(np.abs(apart).max())))


def evenness(layer: TransposedLayer, say: Say) -> str:
    """Say how many products the cells inside get by turns."""
    counts = overlaps(layer)
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


def overlap_notes(counts: NDArray[np.float64], say: Say) -> list[str]:
    """Say cell by cell how many products reach it, in the order of the cells."""
    return [
        say("transposed.overlaps.hover", row=row, column=column, count=int(count))
        for (row, column), count in np.ndenumerate(counts)
    ]


def overlap_alt(counts: NDArray[np.float64], say: Say, spoken: str) -> str:
    """Say what the map of `overlaps` shows, number by number where they are few."""
    if counts.size <= MOST_TOLD:
        return say("transposed.overlaps.alt", values=told(counts, spoken))
    rows, columns = counts.shape
    least, most = int(counts.min()), int(counts.max())
    return say("transposed.overlaps.alt.many", rows=rows, columns=columns, least=least, most=most)


def output_padding(layer: TransposedLayer, engine: str, say: Say) -> tuple[list[str], list[str]]:
    """Say what output_padding adds: paragraphs of Markdown, and the sum of each cell that it adds."""
    more, stride = layer.spec.output_padding, layer.spec.stride[0]
    first = layer.output_size[0] - more[0]
    kind = "transposed.more.one" if stride == 1 else "transposed.more.sizes"
    sizes = say(kind, n=layer.size[0], first=first, last=first + stride - 1)
    if more == (0, 0):
        return [sizes, say("transposed.more.none")], []
    _, height, width = layer.output_shape
    cells = [
        (0, row, column)
        for row in range(height)
        for column in range(width)
        if row >= height - more[0] or column >= width - more[1]
    ]
    trace = GatherTrace(layer, engine)
    added = say("transposed.more.cells", count=len(cells))
    return [sizes, added], [sum_of(trace, at, say) for at in cells]


def sum_of(trace: GatherTrace, at: tuple[int, int, int], say: Say) -> str:
    """Write a cell as the sum of what reaches it."""
    step, name = trace.at(*at), f"y[{','.join(map(str, at))}]"
    if not step.products:
        kind = "bias" if step.bias else "nothing"
        return say(f"transposed.more.{kind}", name=name, value=number(step.value))
    terms = " + ".join(f"{number(p.left.value)} × {term(p.right.value)}" for p in step.products)
    bias = f" + {term(step.bias)}" if step.bias else ""
    return f"{name} = {terms}{bias} = {number(step.value)}"


def ordinary(layer: TransposedLayer, say: Say) -> str:
    """Say which ordinary convolution gives the same, with its padding k - p - 1."""
    found = transposed(layer).layer
    (top, bottom), (left, right) = found.pads
    kind = "transposed.ordinary.plain" if layer.spec.stride == (1, 1) else "transposed.ordinary.text"
    values = {"size": "×".join(map(str, layer.size)), "wide": "×".join(map(str, found.size))}
    return say(kind, **values, top=top, bottom=bottom, left=left, right=right)
