"""The empty chart every curve and bar is drawn on: one look, for light and dark paper and for a phone."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dsviz.figures.theme import FONT, GRID, TEXT

HEIGHT = 340  # pixels


def chart(
    x_title: str,
    y_title: str,
    *,
    x: dict[str, Any] | None = None,
    y: dict[str, Any] | None = None,
    height: int = HEIGHT,
) -> go.Figure:
    """Make an empty chart with axes, grid and a legend above it.

    Parameters
    ----------
    x_title, y_title : str
        What the axes count, with its unit.
    x, y : dict, optional
        Further settings of Plotly's axes, such as ``{"type": "log"}``.
    height : int
        In pixels; the width is the page's.

    Returns
    -------
    plotly.graph_objects.Figure

    Examples
    --------
    >>> figure = chart("N", "ratio", x={"type": "log"})
    >>> figure.layout.xaxis.type, figure.layout.yaxis.title.text
    ('log', 'ratio')
    """
    # Plotly's own template weighs 7 KB and is copied on every rerun; nothing of it is wanted here. A layout
    # that is given whole takes a tenth of the time that Plotly needs to update one.
    return go.Figure(
        layout={
            "template": {},
            "height": height,
            "margin": {"l": 8, "r": 12, "t": 8, "b": 8},
            "font": {"family": FONT, "size": 14, "color": TEXT},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
            "hoverlabel": {"align": "left"},
            "xaxis": {**_axis(x_title), **(x or {})},
            "yaxis": {**_axis(y_title), **(y or {})},
        }
    )


def _axis(title: str) -> dict[str, Any]:
    return {
        "title": {"text": title, "standoff": 8},
        "gridcolor": GRID,
        "gridwidth": 0.5,
        "linecolor": TEXT,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
    }
