"""A ReLU as maps: before it the negative cells are crossed out, after it they hold 0."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from dsviz.figures.maps import tensor_maps

CROSS = "rgba(0, 0, 0, 0.6)"  # seen on white and on the darkest grey


def crossed_out(maps: np.ndarray, titles: Sequence[str], hover: Sequence[str]) -> go.Figure:
    """Draw maps with every negative cell crossed out.

    Parameters
    ----------
    maps : ndarray, shape (C, H, W)
    titles, hover : as for `tensor_maps`

    Returns
    -------
    plotly.graph_objects.Figure
        Two line shapes for each negative cell.

    Examples
    --------
    >>> len(crossed_out(np.array([[[1, -2], [-3, 0]]]), ["x[0]"], ["", "", "", ""]).layout.shapes)
    4
    """
    figure = tensor_maps(maps, "output", titles, hover)
    line = {"color": CROSS, "width": 1.5}
    shapes = []
    for channel, row, column in np.argwhere(np.asarray(maps) < 0).tolist():
        axes = "" if channel == 0 else str(channel + 1)
        at = {"type": "line", "xref": f"x{axes}", "yref": f"y{axes}", "line": line}
        left, right, top, bottom = column - 0.42, column + 0.42, row - 0.42, row + 0.42
        shapes.append({**at, "x0": left, "x1": right, "y0": top, "y1": bottom})
        shapes.append({**at, "x0": left, "x1": right, "y0": bottom, "y1": top})
    figure.update_layout(shapes=shapes)
    return figure
