"""Feature maps as heatmaps: every number in its cell, the sum behind it on hover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dsviz.figures.theme import FONT, GRID, INK, TEXT, Role, colour_scale
from dsviz.wording.numbers import number

CELL = 36  # pixels
DIGIT = 8.5  # pixels that a digit takes
TITLE = 26
GAP = 20
MARGIN = 6
NARROWEST = 160  # so that a small map's title is not cut
ACROSS = 12 * CELL
# The paper that maps lie on, in every figure of maps.
UNDER_MAPS = {
    "margin": dict.fromkeys("lrtb", MARGIN),
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": GRID,
    "hoverlabel_align": "left",
}


def tensor_maps(tensor: np.ndarray, role: Role, titles: Sequence[str], hover: Sequence[str]) -> go.Figure:
    """Draw each channel of a tensor as a heatmap, all on one colour scale centred at 0.

    Parameters
    ----------
    tensor : ndarray, shape (C, H, W)
    role : {"input", "weight", "output", "paths", "gradient"}
        Decides the colours.
    titles : sequence of str, length C
        One above each map, such as ``"y[0]"``.
    hover : sequence of str, length C*H*W
        What a cell says when pointed at, in the tensor's own order.

    Returns
    -------
    plotly.graph_objects.Figure
        One ``Heatmap`` trace a channel.

    Examples
    --------
    >>> figure = tensor_maps(np.array([[[1, -2]]]), "output", ["y[0]"], ["1 = 1", "2 + (−4) = −2"])
    >>> figure.data[0].text[0][1], figure.data[0].hovertext[0][1]
    ('−2', '2 + (−4) = −2')
    """
    notes = np.array(hover, dtype=object).reshape(tensor.shape)
    scale, low, high = colour_scale(role, tensor)
    texts = [[[number(value) for value in line] for line in channel] for channel in tensor]
    cell = cell_width(texts)
    channels, rows, columns = tensor.shape
    width, height = figure_size(channels, rows, columns, cell)
    # Given whole, as in `dsviz.figures.chart`: to put map by map into a figure takes four times as long.
    layout: dict[str, Any] = {"template": {}, "width": width, "height": height, "font": {"family": FONT}}
    heatmaps, names = [], []
    for channel in range(channels):
        axes = "" if channel == 0 else str(channel + 1)
        heatmaps.append(
            go.Heatmap(
                z=tensor[channel].tolist(),
                text=texts[channel],
                hovertext=notes[channel].tolist(),
                **{"texttemplate": "%{text}", "hoverinfo": "text", "textfont": {"size": 15, "color": INK}},
                **{"colorscale": scale, "zmin": low, "zmax": high, "showscale": False, "xgap": 1, "ygap": 1},
                xaxis=f"x{axes}",
                yaxis=f"y{axes}",
            )
        )
        layout |= _placed(axes, channel, (channels, rows, columns), cell)
        names.append(_title(axes, titles[channel]))
    return go.Figure(heatmaps, {**layout, **UNDER_MAPS, "annotations": names})


def cell_width(texts: Sequence[Sequence[Sequence[str]]]) -> int:
    """Say how wide the cells are, in pixels: square, or as wide as their longest number.

    Examples
    --------
    >>> cell_width([[["−2", "12"]]]), cell_width([[["−0.333333"]]])
    (36, 84)
    """
    longest = max(len(text) for channel in texts for line in channel for text in line)
    return max(CELL, int(longest * DIGIT) + 8)


def columns_for(channels: int, width: int, cell: int = CELL) -> int:
    """Say how many maps stand side by side, so that their numbers stay legible on a phone.

    Examples
    --------
    >>> columns_for(4, 3), columns_for(4, 5), columns_for(1, 28), columns_for(4, 3, cell=84)
    (4, 2, 1, 1)
    """
    return max(1, min(channels, ACROSS // (width * cell)))


def figure_size(channels: int, height: int, width: int, cell: int = CELL) -> tuple[int, int]:
    """Return the figure's width and height in pixels; the cells are `cell` wide and `CELL` high.

    Examples
    --------
    >>> figure_size(2, 3, 3)
    (248, 146)
    """
    columns = columns_for(channels, width, cell)
    rows = -(-channels // columns)
    across = columns * width * cell + (columns - 1) * GAP
    return max(across + 2 * MARGIN, NARROWEST), rows * (height * CELL + TITLE) + 2 * MARGIN


def _placed(axes: str, channel: int, shape: tuple[int, int, int], cell: int) -> dict[str, Any]:
    """Return the axes of a channel's map, where it lies in the figure."""
    channels, height, width = shape
    columns = columns_for(channels, width, cell)
    row, column = divmod(channel, columns)
    across, down = (side - 2 * MARGIN for side in figure_size(channels, height, width, cell))
    left = column * (width * cell + GAP)
    bottom = down - (row + 1) * (height * CELL + TITLE)
    hidden = {"visible": False, "fixedrange": True}
    x_domain = [left / across, (left + width * cell) / across]
    y_domain = [bottom / down, (bottom + height * CELL) / down]
    y_axis = {"autorange": "reversed", "domain": y_domain, "anchor": f"x{axes}"}
    return {
        f"xaxis{axes}": {"domain": x_domain, "anchor": f"y{axes}", **hidden},
        f"yaxis{axes}": {**y_axis, **hidden},
    }


def _title(axes: str, words: str) -> dict[str, Any]:
    return {
        "text": words,
        "xref": f"x{axes} domain",
        "yref": f"y{axes} domain",
        "x": 0.5,
        "y": 1,
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 14, "color": TEXT},
    }
