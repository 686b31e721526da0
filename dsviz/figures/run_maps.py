"""Where the heatmaps of a run's figure stand: inputs, weights and outputs, in three bands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dsviz.conv.borders import NOWHERE
from dsviz.conv.trace import Trace
from dsviz.figures.theme import Role
from dsviz.wording.numbers import number

CELL, SMALL_CELL, GAP, TITLE, WIDEST = 34, 25, 22, 24, 860  # pixels
DIGIT = 0.6  # of a digit's size is its width
MOST_ACROSS = 12  # beyond it the cells are small ones


@dataclass(frozen=True)
class Map:
    """One heatmap of the figure and where it stands, in pixels from the top left corner."""

    name: str
    role: Role
    values: np.ndarray
    first: tuple[int, int]  # the index of its first row and column: −1 begins in the padding
    left: int
    top: int
    cell: int  # a cell's height
    wide: int  # and its width, so that its numbers fit
    padded: np.ndarray | None = None  # which cells are padding

    @property
    def width(self) -> int:
        """In pixels."""
        return int(self.values.shape[1]) * self.wide

    @property
    def height(self) -> int:
        """In pixels, with its name."""
        return int(self.values.shape[0]) * self.cell + TITLE


def arrange(trace: Trace, name: str) -> Iterator[Map]:
    """Lay the inputs, the kernels and the outputs in three bands, each wrapped at the figure's width."""
    (top, _), (left, _) = trace.layer.pads
    filters, slices = trace.layer.out_channels, trace.layer.slices
    cell = CELL if max(map(len, trace.layer.sources)) <= MOST_ACROSS else SMALL_CELL
    padded = _is_padding(trace)
    channels = [(f"x[{c}]", each) for c, each in enumerate(_padded(trace))]
    kernels = [(f"w[{n},{c}]", trace.layer.weight[n, c]) for n in range(filters) for c in range(slices)]
    outputs = [(f"{name}[{n}]", each) for n, each in enumerate(trace.output)]
    bands: tuple[tuple[Role, tuple[int, int], list[tuple[str, np.ndarray]]], ...] = (
        ("input", (-top, -left), channels),
        ("weight", (0, 0), kernels),
        ("output", (0, 0), outputs),
    )
    down = 0
    for role, first, band in bands:
        across, deepest = 0, 0
        for title, values in band:
            wide = _cell_width(values, cell)
            if across and across + values.shape[1] * wide > WIDEST:
                across, down, deepest = 0, down + deepest + GAP // 2, 0
            grey = padded if role == "input" else None
            placed = Map(title, role, values, first, across, down, cell, wide, grey)
            yield placed
            across, deepest = across + placed.width + GAP, max(deepest, placed.height)
        down += deepest + GAP // 2


def text_size(cell: int) -> int:
    """Choose the size of the numbers in cells of this height, in pixels."""
    return cell // 3 + 2


def _cell_width(values: np.ndarray, cell: int) -> int:
    """Make cells as wide as their longest number, and at least square."""
    longest = max(len(number(value)) for value in values.ravel().tolist())
    return max(cell, int(longest * DIGIT * text_size(cell)) + 8)


def _padded(trace: Trace) -> np.ndarray:
    """The input with its padding, as the windows read it; shape (C, padded H, padded W)."""
    rows, columns = (np.asarray(each) for each in trace.layer.sources)
    values = trace.layer.x[:, np.maximum(rows, 0)][:, :, np.maximum(columns, 0)]
    outside = (rows == NOWHERE)[:, None] | (columns == NOWHERE)[None]
    return np.where(outside, 0.0, values)


def _is_padding(trace: Trace) -> np.ndarray:
    (top, bottom), (left, right) = trace.layer.pads
    inside = np.zeros(trace.layer.x.shape[1:], dtype=bool)
    return np.pad(inside, ((top, bottom), (left, right)), constant_values=True)
