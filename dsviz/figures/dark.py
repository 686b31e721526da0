"""Maps on dark paper: 0 has the paper's own colour, and numbers and frames are light."""

from __future__ import annotations

import plotly.graph_objects as go

from dsviz.figures.rectified import CROSS
from dsviz.figures.theme import INK, LIGHT, ON_DARK_PAPER

TURNED = {**ON_DARK_PAPER, CROSS: "rgba(255, 255, 255, 0.6)"}


def on_dark_paper(figure: go.Figure) -> go.Figure:
    """Return a figure whose maps with numbers in their cells have the colours of dark paper.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        Stays as it is; one without such maps is returned itself.

    Examples
    --------
    >>> import numpy as np
    >>> from dsviz.figures.maps import tensor_maps
    >>> figure = tensor_maps(np.array([[[0, 2]]]), "output", ["y[0]"], ["", ""])
    >>> on_dark_paper(figure).data[0].colorscale, figure.data[0].colorscale
    (((0.0, '#171614'), (1.0, '#008561')), ((0.0, '#FFFFFF'), (1.0, '#009E73')))
    """
    numbered = [each.type == "heatmap" and each.textfont.color == INK for each in figure.data]
    if not any(numbered):
        return figure
    turned = go.Figure(figure)
    for trace, has_numbers in zip(turned.data, numbered, strict=True):
        if has_numbers:
            trace.colorscale = [(stop, TURNED[colour]) for stop, colour in trace.colorscale]
            trace.textfont.color = LIGHT
    for shape in turned.layout.shapes:
        shape.line.color = TURNED.get(shape.line.color, shape.line.color)
    return turned
