"""A tensor's maps with the cells marked that something saw."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from dsviz.figures.maps import tensor_maps
from dsviz.figures.theme import INK, Role

# Of the marker that takes a click, a little: at 0 the browser would not find it.
CLEAR = {"opacity": 0.01}
SMALLEST = 24  # pixels of a cell
INSIDE = 0.4375  # of a cell's side from its middle: the frame lies on the cell, which is light on any paper


def seen_maps(
    tensor: np.ndarray, role: Role, titles: Sequence[str], hover: Sequence[str], seen: np.ndarray
) -> go.Figure:
    """Draw each channel of a tensor as a heatmap, with a frame in every cell that was seen.

    Parameters
    ----------
    tensor, role, titles, hover
        As in `dsviz.figures.maps.tensor_maps`.
    seen : ndarray of bool, shape of tensor

    Returns
    -------
    plotly.graph_objects.Figure
        One ``Heatmap`` trace a channel, one rectangle a seen cell.

    Examples
    --------
    >>> figure = seen_maps(np.ones((1, 1, 2)), "input", ["x[0]"], ["", ""], np.array([[[False, True]]]))
    >>> [(shape.x0, shape.x1) for shape in figure.layout.shapes]
    [(0.5625, 1.4375)]
    """
    figure = tensor_maps(tensor, role, titles, hover)
    return figure.update_layout(shapes=[_frame(*map(int, place)) for place in np.argwhere(seen)])


def with_clicks(figure: go.Figure, hover: Sequence[str], shape: tuple[int, ...]) -> go.Figure:
    """Lay a marker on every cell of `seen_maps`, so that Streamlit hears which one is clicked.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
    hover : sequence of str
        As in `seen_maps`: a marker covers its cell, and says the same.
    shape : (C, H, W)

    Returns
    -------
    plotly.graph_objects.Figure
        The ``customdata`` of a point is its index.

    Examples
    --------
    >>> figure = seen_maps(np.ones((1, 1, 2)), "input", ["x[0]"], ["", ""], np.zeros((1, 1, 2), bool))
    >>> with_clicks(figure, ["", ""], (1, 1, 2)).data[1].customdata
    ([0, 0, 0], [0, 0, 1])
    """
    places = list(np.ndindex(*shape))
    for channel in range(shape[0]):
        axes, here = "" if channel == 0 else str(channel + 1), [at for at in places if at[0] == channel]
        notes = [note for at, note in zip(places, hover, strict=True) if at[0] == channel]
        figure.add_scatter(
            x=[column for *_, column in here],
            y=[row for _, row, _ in here],
            customdata=[list(at) for at in here],
            mode="markers",
            marker={"symbol": "square", "size": SMALLEST, **CLEAR},
            **{"hovertext": notes, "hoverinfo": "text", "showlegend": False},
            # Streamlit dims what is not selected; here all stay as they are.
            **{"selected": {"marker": CLEAR}, "unselected": {"marker": CLEAR}},
            **{"xaxis": f"x{axes}", "yaxis": f"y{axes}"},
        )
    return figure.update_layout(clickmode="event+select", dragmode=False)


def _frame(channel: int, row: int, column: int) -> dict[str, object]:
    axes = "" if channel == 0 else str(channel + 1)
    return {
        **{"type": "rect", "xref": f"x{axes}", "yref": f"y{axes}", "line": {"color": INK, "width": 2}},
        **{"x0": column - INSIDE, "x1": column + INSIDE, "y0": row - INSIDE, "y1": row + INSIDE},
    }
