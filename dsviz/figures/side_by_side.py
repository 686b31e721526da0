"""Ways to build one layer beside each other: what each costs, in steps, as part of the first."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dsviz.figures.chart import chart
from dsviz.figures.theme import DISTINCT, PAPER, TEXT

ROW = 62  # pixels of a bar with its words above it
PATTERNS = ("", "/", ".")
# Over the colour: a step may be too short for a pattern alone to show where it ends.
OVERLAY = {"fillmode": "overlay", "fgcolor": PAPER, "size": 7, "solidity": 0.25}


def side_by_side(
    names: Sequence[str], steps: Sequence[Sequence[tuple[str, float]]], *, x_title: str
) -> go.Figure:
    """Draw one bar for each way, put together from its steps, the first way on top.

    Parameters
    ----------
    names : sequence of str
        What stands above each bar: there a phone has room for it.
    steps : sequence of sequence of (str, float)
        Each way's steps: their names, and their cost in percent of the first way's.
    x_title : str

    Returns
    -------
    plotly.graph_objects.Figure
        One trace for each step that has a name of its own.

    Examples
    --------
    >>> ways = [[("one step", 100.0)], [("first", 3.0), ("second", 11.0)]]
    >>> figure = side_by_side(["full", "pair"], ways, x_title="%")
    >>> [(trace.name, trace.x, trace.y) for trace in figure.data][1:]
    [('first', (3.0,), (1,)), ('second', (11.0,), (1,))]
    """
    places: dict[str, list[tuple[int, float]]] = {}
    for row, parts in enumerate(steps):
        for step, percent in parts:
            places.setdefault(step, []).append((row, percent))
    rows = {"tickvals": [], "range": [len(names) - 0.5, -0.75]}
    figure = chart(
        x_title, "", x={"rangemode": "tozero", "showgrid": False}, y=rows, height=100 + ROW * len(names)
    )
    for at, (step, bars) in enumerate(places.items()):
        figure.add_bar(
            x=[percent for _, percent in bars],
            y=[row for row, _ in bars],
            orientation="h",
            name=step,
            width=0.42,
            marker={"color": DISTINCT[at % 3], "pattern": {"shape": PATTERNS[at % 3], **OVERLAY}},
            hovertemplate=step + ": %{x:.4~g} %<extra></extra>",
        )
    for row, name in enumerate(names):
        above = {"x": 0, "y": row - 0.22, "xanchor": "left", "yanchor": "bottom", "align": "left"}
        figure.add_annotation(text=name, showarrow=False, font_color=TEXT, **above)
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    return figure
