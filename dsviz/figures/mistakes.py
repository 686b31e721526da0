"""Which mistakes a class made: one bar each, the most frequent on top."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from dsviz.figures.chart import chart
from dsviz.figures.theme import HUE, TEXT

ROW, AROUND = 40, 90  # pixels


def mistakes(counts: Mapping[str, int], of: int, *, x_title: str) -> go.Figure:
    """Draw how many students made each mistake.

    Parameters
    ----------
    counts : mapping of str to int
        The most frequent first, by the names that are shown.
    of : int
        How many students handed something in: the end of the axis.
    x_title : str

    Returns
    -------
    plotly.graph_objects.Figure

    Examples
    --------
    >>> figure = mistakes({"bias forgotten": 30, "kernel flipped": 4}, 80, x_title="students")
    >>> figure.data[0].x, figure.data[0].text, figure.layout.xaxis.range
    ((30, 4), ('30', '4'), (0, 80))
    """
    figure = chart(
        x_title,
        "",
        x={"range": [0, of], "tickformat": "d", "nticks": 6},
        y={"autorange": "reversed", "type": "category", "showgrid": False},
        height=AROUND + ROW * len(counts),
    )
    figure.add_bar(
        x=list(counts.values()),
        y=list(counts),
        orientation="h",
        text=[str(count) for count in counts.values()],
        textposition="outside",
        cliponaxis=False,
        marker={"color": HUE["output"], "line": {"color": TEXT, "width": 1}},
        hoverinfo="skip",
    )
    figure.update_layout(margin_r=40, bargap=0.35)
    return figure
