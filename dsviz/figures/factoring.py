"""What a kernel loses when it is factored: its singular values, the error left, maps side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from dsviz.figures.chart import chart
from dsviz.figures.maps import MARGIN, UNDER_MAPS
from dsviz.figures.theme import DASHES, DISTINCT, FONT, INK, TEXT, Role, colour_scale
from dsviz.wording.numbers import MINUS, number

MARKERS = ("circle", "square", "diamond")
WIDEST = 330  # pixels: a map fits on a phone
CELL = 40
FOR_TWO = 36  # of a cell: a number of two decimals
NARROWEST = 30  # a number of one


def spectrum(values: np.ndarray, kept: int, titles: tuple[str, str], names: Sequence[str]) -> go.Figure:
    """Draw the singular values of each input channel, with a line after those that are kept.

    Parameters
    ----------
    values : ndarray, shape (C, R)
    kept : int, the depth multiplier
    titles : (x axis, y axis)
    names : sequence of str, length C

    Returns
    -------
    plotly.graph_objects.Figure
        One ``Scatter`` trace a channel.

    Examples
    --------
    >>> figure = spectrum(np.array([[5.0, 1.0]]), 1, ("i", "value"), ["channel 0"])
    >>> list(figure.data[0].y), figure.layout.shapes[0].x0
    ([5.0, 1.0], 1.5)
    """
    count = values.shape[1]
    figure = chart(*titles, x={"dtick": 1, "range": [0.6, count + 0.6]}, y={"rangemode": "tozero"})
    for at, line in enumerate(values):
        figure.add_scatter(
            x=list(range(1, count + 1)),
            # Rounding leaves 1e-16 where the value is 0.
            y=[float(value) if value > 1e-9 else 0.0 for value in line],
            name=names[at],
            mode="lines+markers",
            line={"color": DISTINCT[at % 3], "dash": DASHES[at % 3]},
            marker={"symbol": MARKERS[at % 3], "size": 9},
            hovertemplate="%{x}: %{y:.4g}<extra>" + names[at] + "</extra>",
        )
    figure.add_vline(kept + 0.5, line={"color": TEXT, "dash": "dash", "width": 2})
    figure.update_layout(showlegend=True)
    return figure


def errors(curves: Mapping[str, Sequence[float]], kept: int, titles: tuple[str, str]) -> go.Figure:
    """Draw percentages over the depth multiplier, the chosen multiplier marked.

    Parameters
    ----------
    curves : mapping of str to sequence of float
        Name to the values, in percent, from multiplier 1 on.
    kept : int
    titles : (x axis, y axis)

    Returns
    -------
    plotly.graph_objects.Figure

    Examples
    --------
    >>> figure = errors({"weights": [60.0, 0.0]}, 2, ("M", "percent"))
    >>> figure.data[0].name, list(figure.data[0].x)
    ('weights', [1, 2])
    """
    count = max(map(len, curves.values()))
    figure = chart(*titles, x={"dtick": 1, "range": [0.6, count + 0.6]}, y={"rangemode": "tozero"})
    for at, (name, values) in enumerate(curves.items()):
        figure.add_scatter(
            x=list(range(1, len(values) + 1)),
            y=list(values),
            name=name,
            mode="lines+markers",
            line={"color": DISTINCT[at % 3], "dash": DASHES[at % 3]},
            marker={"symbol": MARKERS[at % 3], "size": 9},
            hovertemplate="M = %{x}: %{y:.3g} %<extra>" + name + "</extra>",
        )
    figure.add_vline(kept, line={"color": TEXT, "dash": "dash", "width": 2})
    figure.update_layout(showlegend=True)
    return figure


def number_map(values: np.ndarray, reach: float, role: Role, name: str) -> go.Figure:
    """Draw one matrix with its numbers, on a scale from -reach to reach.

    Parameters
    ----------
    values : ndarray, shape (H, W)
    reach : float
        The same for all maps that are to be compared.
    role : {"input", "weight", "output"}
    name : str
        What pointing at a cell calls it, such as ``"y[0]"``.

    Returns
    -------
    plotly.graph_objects.Figure
        Cells show two decimals at most, one where a row has more than nine; pointing at one gives more.

    Examples
    --------
    >>> figure = number_map(np.array([[1.0, -0.256]]), 2, "output", "y[0]")
    >>> figure.data[0].text, figure.data[0].zmax
    ((['1', '−0.26'],), 2.0)
    """
    rows, columns = values.shape
    cell = max(NARROWEST, min(CELL, WIDEST // columns))
    decimals = 2 if cell >= FOR_TWO else 1
    scale, _, _ = colour_scale(role, np.array([-1.0]))
    hidden = {"visible": False, "fixedrange": True}
    heatmap = go.Heatmap(
        z=values.tolist(),
        text=[[short(value, decimals) for value in line] for line in values],
        hovertext=[
            [f"{name}[{i},{j}] = {number(value)}" for j, value in enumerate(line)]
            for i, line in enumerate(values)
        ],
        **{
            "texttemplate": "%{text}",
            "hoverinfo": "text",
            "textfont": {"size": 12, "color": INK},
        },
        **{"colorscale": scale, "zmin": -float(reach or 1), "zmax": float(reach or 1)},
        **{"showscale": False, "xgap": 1, "ygap": 1},
    )
    layout = {
        "template": {},
        "width": columns * cell + 2 * MARGIN,
        "height": rows * min(cell, 34) + 2 * MARGIN,
        "font": {"family": FONT, "color": TEXT},
        **UNDER_MAPS,
        "xaxis": hidden,
        "yaxis": {**hidden, "autorange": "reversed"},
    }
    return go.Figure(heatmap, layout)


def short(value: float, decimals: int = 2) -> str:
    """Write a number for a small cell, with two decimals at most.

    Examples
    --------
    >>> short(-3.0), short(0.256), short(-1e-15), short(12.5)
    ('−3', '0.26', '0', '12.5')
    """
    rounded = round(float(value), decimals)
    text = f"{rounded:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if rounded == 0 else text.replace("-", MINUS)
