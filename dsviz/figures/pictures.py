"""Maps too large for numbers in their cells: feature maps, a picture to click on, where a place looks."""

from __future__ import annotations

import base64
from io import BytesIO

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray
from PIL import Image

from dsviz.figures.theme import FONT, GRID, HUE, TEXT, Role, colour_scale

Array = NDArray[np.floating]

GAP = 1  # cells between the maps of a mosaic
LEAST_DRAWN = 14  # cells of a map's longer side in a mosaic
SIDE = 420  # pixels of a single map
THIRD = 300  # pixels of a picture or a map of which three stand side by side
MOSAIC = 480  # no more: on a telephone the maps get narrower, the figure does not get lower
BAR_ROOM = 46  # pixels
# Below the map, not beside it: on a telephone the map is narrower than the figure is high.
_BAR = {
    **{"orientation": "h", "x": 0.5, "y": 0, "yanchor": "top", "len": 0.8, "thickness": 10},
    **{"tickfont": {"color": TEXT}, "nticks": 6, "ticklabelposition": "outside bottom", "outlinewidth": 0},
}
LOOKED_AT = [(0.0, "#FFFFFF"), (0.25, "#F2D98C"), (0.6, "#D9822B"), (1.0, "#7A2E00")]


def mosaic(maps: Array, columns: int, role: Role = "output") -> go.Figure:
    """Draw many maps side by side, each on a colour scale of its own; a cell names its channel.

    Parameters
    ----------
    maps : ndarray, shape (C, H, W)
    columns : int, maps in a row
    role : decides the colours

    Returns
    -------
    plotly.graph_objects.Figure
        One ``Heatmap`` of bytes: a picture to look over, not to read numbers from.

    Examples
    --------
    >>> mosaic(np.ones((3, 20, 20)), columns=2).data[0].z.shape
    (43, 43)
    """
    # A map of a few cells is drawn in larger ones, or the gaps of one cell would be as wide as the maps.
    grain = -(-LEAST_DRAWN // max(maps.shape[1:]))
    maps = maps.repeat(grain, axis=1).repeat(grain, axis=2)
    count, height, width = maps.shape
    rows = -(-count // columns)
    shape = (rows * (height + GAP) + GAP, columns * (width + GAP) + GAP)
    sheet, names = np.zeros(shape, dtype=np.uint8), np.full((rows, columns), "", dtype=object)
    for channel, one in enumerate(maps):
        row, column = divmod(channel, columns)
        top, left = row * (height + GAP) + GAP, column * (width + GAP) + GAP
        sheet[top : top + height, left : left + width] = _bytes(one)
        names[row, column] = f"[{channel}]"
    # The gaps are grey, not clear: on white paper a map that is white at its edge would have no end.
    scale = [(0.0, GRID), (1 / 255, GRID), (1 / 255, "#FFFFFF"), (1.0, HUE[role])]
    figure = _square(shape[0] / shape[1], MOSAIC)
    figure.add_heatmap(z=sheet, colorscale=scale, zmin=0, zmax=255, showscale=False, hoverinfo="skip")
    for (row, column), name in np.ndenumerate(names):
        figure.add_annotation(
            text=name,
            x=column * (width + GAP) + GAP - 0.5,
            y=row * (height + GAP) + GAP - 0.5,
            **{"xanchor": "left", "yanchor": "top", "showarrow": False, "borderpad": 0},
            font={"size": 12, "color": "#111111"},
            bgcolor="rgba(255,255,255,0.75)",
            visible=bool(name),
        )
    return figure


def one_map(values: Array, name: str, role: Role = "output") -> go.Figure:
    """Draw one map with its numbers on hover, on a scale centred at 0.

    Parameters
    ----------
    values : ndarray, shape (H, W)
    name : str, such as ``"y[3]"``

    Returns
    -------
    plotly.graph_objects.Figure

    Examples
    --------
    >>> one_map(np.array([[1.0, -2.0]]), "y[0]").data[0].zmin
    -2.0
    """
    scale, low, high = colour_scale(role, np.asarray(values))
    figure = _square(values.shape[0] / values.shape[1], room=BAR_ROOM)
    figure.add_heatmap(
        z=np.asarray(values, dtype=np.float32),
        **{"colorscale": scale, "zmin": low, "zmax": high},
        colorbar=_BAR,
        hovertemplate=name + " [%{y}, %{x}] = %{z}<extra></extra>",
    )
    return figure


def clickable(picture: Array, query: tuple[int, int]) -> go.Figure:
    """Draw a picture with a square marker on every place, the query's outlined: a click chooses a place.

    Parameters
    ----------
    picture : ndarray, shape (3, H, W), 0 to 255
    query : (row, column)

    Returns
    -------
    plotly.graph_objects.Figure
        The scatter's points are in row-major order.

    Examples
    --------
    >>> figure = clickable(np.zeros((3, 2, 3)), (1, 2))
    >>> list(figure.data[0].x), list(figure.data[0].y)
    ([0, 1, 2, 0, 1, 2], [0, 0, 0, 1, 1, 1])
    """
    _, height, width = picture.shape
    figure = _square(height / width, THIRD)
    _behind(figure, picture)
    rows, columns = np.mgrid[:height, :width]
    # A heatmap's cells never tell Streamlit of a click; markers do.
    figure.add_scatter(
        x=columns.ravel().tolist(),
        y=rows.ravel().tolist(),
        mode="markers",
        marker={"symbol": "square", "size": max(5, THIRD // max(height, width) - 1), "opacity": 0.01},
        hovertemplate="[%{y}, %{x}]<extra></extra>",
        # Streamlit dims what is not selected, down to invisible; here all stay as they are.
        selected={"marker": {"opacity": 0.01}},
        unselected={"marker": {"opacity": 0.01}},
        showlegend=False,
    )
    _outline(figure, query)
    figure.update_layout(clickmode="event+select", dragmode=False)
    return figure


def attention(values: Array, query: tuple[float, float], name: str, most: float | None = None) -> go.Figure:
    """Draw where one place looks, the place itself outlined.

    Parameters
    ----------
    values : ndarray, shape (rows, columns), summing to 1
    query : (row, column) on this map's own grid
    name : str, said on hover before the number
    most : float, optional
        The share that is darkest, so that two maps can be compared; by default the largest here.

    Returns
    -------
    plotly.graph_objects.Figure

    Examples
    --------
    >>> attention(np.array([[0.25, 0.75]]), (0, 1), "a").data[0].zmax
    0.75
    """
    figure = _square(values.shape[0] / values.shape[1], THIRD, BAR_ROOM)
    figure.add_heatmap(
        z=np.asarray(values, dtype=np.float32),
        **{"colorscale": LOOKED_AT, "zmin": 0.0, "zmax": float(values.max()) if most is None else most},
        colorbar={**_BAR, "tickformat": ".2~%"},
        hovertemplate=name + " [%{y}, %{x}] = %{z:.4%}<extra></extra>",
    )
    _outline(figure, query)
    return figure


def _bytes(values: Array) -> NDArray[np.uint8]:
    # 0 is kept for the gaps between the maps.
    low, high = float(values.min()), float(values.max())
    spread = high - low or 1.0
    return np.asarray(1 + np.rint((values - low) / spread * 254), dtype=np.uint8)


def _square(ratio: float, side: int = SIDE, room: int = 0) -> go.Figure:
    hidden = {"visible": False, "fixedrange": True, "constrain": "domain"}
    return go.Figure(
        layout={
            "template": {},
            "height": round(side * min(1.6, max(0.35, ratio))) + room + 12,
            "margin": {"l": 6, "r": 6, "t": 6, "b": 6 + room // 2},
            "font": {"family": FONT, "color": TEXT},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "hoverlabel": {"align": "left"},
            "xaxis": hidden,
            "yaxis": {**hidden, "autorange": "reversed", "scaleanchor": "x", "constraintoward": "top"},
        }
    )


def _behind(figure: go.Figure, picture: Array) -> None:
    _, height, width = picture.shape
    # Browsers smooth a small picture they enlarge; its pixels are to be seen as the squares they are.
    times = max(1, round(THIRD / max(height, width)))
    figure.add_layout_image(
        source=png(np.repeat(np.repeat(picture, times, axis=1), times, axis=2)),
        **{"xref": "x", "yref": "y", "x": -0.5, "y": -0.5, "sizex": width, "sizey": height},
        **{"sizing": "stretch", "layer": "below"},
    )
    figure.update_xaxes(range=[-0.5, width - 0.5])
    figure.update_yaxes(range=[height - 0.5, -0.5], autorange=False)


def _outline(figure: go.Figure, query: tuple[float, float]) -> None:
    row, column = query
    box = {"x0": column - 0.5, "x1": column + 0.5, "y0": row - 0.5, "y1": row + 0.5}
    figure.add_shape(type="rect", **box, line={"color": "#FFFFFF", "width": 5})
    figure.add_shape(type="rect", **box, line={"color": "#C2407F", "width": 3})


def png(picture: Array) -> str:
    """Write a picture (3, H, W) with 0 to 255 as a PNG in a data address.

    Examples
    --------
    >>> png(np.zeros((3, 1, 1)))[:22]
    'data:image/png;base64,'
    """
    pixels = np.rint(picture).clip(0, 255).astype(np.uint8).transpose(1, 2, 0)
    file = BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
