"""How a count falls as the number of groups grows."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dsviz.figures.chart import chart
from dsviz.figures.theme import HUE, TEXT


def falling(
    groups: Sequence[int], parameters: Sequence[int], chosen: int, *, x_title: str, y_title: str
) -> go.Figure:
    """Draw the parameters of every legal grouping as bars, the chosen one full.

    Parameters
    ----------
    groups : sequence of int
        The legal ones, ascending; the first is 1.
    parameters : sequence of int, same length
    chosen : int
        One of `groups`.
    x_title, y_title : str

    Returns
    -------
    plotly.graph_objects.Figure

    Examples
    --------
    >>> figure = falling([1, 2, 4], [288, 144, 72], 2, x_title="g", y_title="parameters")
    >>> figure.data[0].text, figure.data[0].marker.opacity
    (('288', '144', '72'), (0.45, 1, 0.45))
    """
    figure = chart(x_title, y_title, x={"type": "category"}, y={"rangemode": "tozero"}, height=300)
    figure.add_bar(
        x=[str(each) for each in groups],
        y=list(parameters),
        text=[f"{each:,}" for each in parameters],
        textposition="outside",
        cliponaxis=False,
        marker={
            "color": HUE["weight"],
            "opacity": [1 if each == chosen else 0.45 for each in groups],
            "line": {"color": TEXT, "width": [2 if each == chosen else 0 for each in groups]},
        },
        hovertext=[
            f"{parameters[0]:,} / {each} = {number:,}"
            for each, number in zip(groups, parameters, strict=True)
        ],
        hoverinfo="text",
    )
    figure.update_layout(margin_t=24, bargap=0.35)
    return figure
