"""Networks in charts: the share of every layer, a family of networks, the sizes one of them takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dsviz.figures.chart import chart
from dsviz.figures.theme import DISTINCT, HUE, TEXT

ROW = 22  # pixels of a layer in the bars
MARKERS = ("circle", "square", "diamond", "triangle-up")


def layer_bars(
    names: Sequence[str], shares: Mapping[str, Sequence[float]], axis: str, unit: str = "%"
) -> go.Figure:
    """Draw bars for every layer, the first layer on top.

    Parameters
    ----------
    names : sequence of str
    shares : mapping of str to sequence of float
        What is counted, in words, to each layer's part of it.
    axis : str
        The title under the bars.
    unit : str, said after a number on hover

    Returns
    -------
    plotly.graph_objects.Figure
        One ``Bar`` trace for each thing shared.

    Examples
    --------
    >>> figure = layer_bars(["a", "b"], {"MACs": [25.0, 75.0]}, "percent")
    >>> figure.data[0].x, figure.layout.yaxis.autorange
    ((25.0, 75.0), 'reversed')
    """
    figure = chart(axis, "", y={"autorange": "reversed"}, height=90 + ROW * len(names))
    for colour, pattern, (words, parts) in zip(DISTINCT, ("", "/", "."), shares.items(), strict=False):
        figure.add_bar(
            x=list(parts),
            y=list(names),
            orientation="h",
            name=words,
            marker={"color": colour, "pattern": {"shape": pattern, "size": 5, "solidity": 0.5}},
            hovertemplate="%{y}: %{x:.4~g} " + unit + "<extra>" + words + "</extra>",
        )
    figure.update_layout(bargap=0.25, legend_traceorder="normal")
    figure.update_yaxes(tickfont_size=12, gridwidth=0)
    return figure


def family_chart(
    curves: Mapping[str, Sequence[tuple[int, float, str]]],
    chosen: tuple[int, float],
    titles: tuple[str, str, str],
) -> go.Figure:
    """Draw what networks of several widths cost at several resolutions.

    Parameters
    ----------
    curves : mapping of str to sequence of (resolution, millions of MACs, note)
        One curve a width; a note stands at its point, such as a printed accuracy, "" for none.
    chosen : (resolution, millions of MACs), ringed
    titles : (x axis, y axis, name of the ring)

    Returns
    -------
    plotly.graph_objects.Figure

    Examples
    --------
    >>> figure = family_chart({"1": [(224, 569.0, "70.6 %")]}, (224, 569.0), ("px", "M MACs", "chosen"))
    >>> [trace.name for trace in figure.data]
    ['1', 'chosen']
    """
    ticks = sorted({point[0] for points in curves.values() for point in points})
    figure = chart(
        titles[0],
        titles[1],
        x={"tickvals": ticks, "range": [ticks[0] - 14, ticks[-1] + 24]},
        y={"type": "log", "tickvals": [10, 20, 50, 100, 200, 500, 1000], "range": [1.0, 3.0]},
        height=420,
    )
    for at, (name, points) in enumerate(curves.items()):
        colour = (*DISTINCT, HUE["input"])[at % 4]
        figure.add_scatter(
            x=[point[0] for point in points],
            y=[point[1] for point in points],
            text=["  " + point[2] for point in points],
            name=name,
            mode="lines+markers+text",
            # Right of the curves a note stands clear of them and of the ring.
            textposition=["middle right" if point[0] == ticks[-1] else "top center" for point in points],
            marker={"size": 10, "symbol": MARKERS[at % 4]},
            line_color=colour,
            hovertemplate="%{x} px: %{y:.2f} M<extra>" + name + "</extra>",
        )
    ring = {"size": 22, "symbol": "circle-open", "color": TEXT, "line": {"width": 3}}
    figure.add_scatter(x=[chosen[0]], y=[chosen[1]], mode="markers", name=titles[2], marker=ring)
    return figure


def sides_chart(
    sides: Sequence[int],
    last: Sequence[int],
    taken: tuple[int, int],
    marks: Mapping[int, str],
    titles: tuple[str, str, str],
) -> go.Figure:
    """Draw the side of a network's last map over the side of its input, and the sides it takes as a band.

    Parameters
    ----------
    sides, last : sequence of int
    taken : (least, most), in pixels
    marks : mapping of a side to words, the sides to mark
    titles : (x axis, y axis, the band's words)

    Returns
    -------
    plotly.graph_objects.Figure

    Examples
    --------
    >>> figure = sides_chart([1, 17, 33], [1, 2, 3], (17, 48), {17: "here"}, ("in", "out", "taken"))
    >>> figure.layout.shapes[0].x0, figure.layout.shapes[0].x1
    (16.5, 48.5)
    """
    figure = chart(titles[0], titles[1], y={"dtick": 1, "rangemode": "tozero"})
    figure.add_vrect(taken[0] - 0.5, taken[1] + 0.5, fillcolor=HUE["output"], opacity=0.18, line_width=0)
    figure.add_annotation(
        text=titles[2], x=sum(taken) / 2, y=1, yref="paper", yanchor="top", showarrow=False, font_color=TEXT
    )
    line = {"color": DISTINCT[1], "width": 3, "shape": "hvh"}
    figure.add_scatter(x=list(sides), y=list(last), mode="lines", line=line, showlegend=False)
    maps = dict(zip(sides, last, strict=True))
    mark = {"size": 14, "symbol": "diamond", "color": DISTINCT[2]}
    figure.add_scatter(
        x=list(marks),
        y=[maps[side] for side in marks],
        text=list(marks.values()),
        mode="markers+text",
        textposition="bottom center",
        marker=mark,
        hovertemplate="%{text}: %{x} → %{y}<extra></extra>",
        showlegend=False,
    )
    return figure
