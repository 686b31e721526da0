"""MACs beside measured time, both against the standard convolution's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dsviz.figures.chart import chart
from dsviz.figures.theme import HUE, TEXT


def macs_and_time(
    names: Sequence[str],
    macs: Sequence[float],
    times: Sequence[tuple[float, float, float]],
    *,
    x_title: str,
    macs_name: str,
    time_name: str,
) -> go.Figure:
    """Draw for each contestant its share of MACs and its share of time.

    Parameters
    ----------
    names : sequence of str
        The first one is what the others are measured against.
    macs : sequence of float
    times : sequence of (q1, median, q3), seconds
    x_title, macs_name, time_name : str

    Returns
    -------
    plotly.graph_objects.Figure
        Two bars a contestant, in percent; the time's with its middle half as whiskers. The numbers stand
        with the names, where no whisker crosses them and a phone has room.

    Examples
    --------
    >>> times = [(3, 4, 5), (1, 2, 2)]
    >>> figure = macs_and_time(["full", "pair"], [8, 1], times, x_title="%", macs_name="M", time_name="t")
    >>> figure.data[0].x, figure.data[1].x, figure.data[1].y[1]
    ((100.0, 50.0), (100.0, 12.5), 'pair<br>M 12.5 %, t 50 %')
    """
    whole = times[0][1]
    shares = [100 * each / macs[0] for each in macs]
    medians = [100 * median / whole for _, median, _ in times]
    labels = [
        f"{name}<br>{macs_name} {share:.3g} %, {time_name} {median:.3g} %"
        for name, share, median in zip(names, shares, medians, strict=True)
    ]
    figure = chart(x_title, "", x={"rangemode": "tozero"}, y={"autorange": "reversed"}, height=340)
    figure.add_bar(
        **{"x": medians, "y": labels, "orientation": "h", "name": time_name, "marker_color": HUE["input"]},
        hovertext=[f"{1000 * q1:.3f} – {1000 * q3:.3f} ms" for q1, _, q3 in times],
        hoverinfo="text",
        error_x=_whiskers(times, whole),
    )
    figure.add_bar(
        **{"x": shares, "y": labels, "orientation": "h", "name": macs_name},
        hovertext=[f"{each:,} {macs_name}" for each in macs],
        hoverinfo="text",
        marker={"color": HUE["weight"], "pattern": {"shape": "/", "solidity": 0.25}},
    )
    figure.update_layout(barmode="group", legend_traceorder="reversed")
    return figure


def _whiskers(times: Sequence[tuple[float, float, float]], whole: float) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": [100 * (q3 - median) / whole for _, median, q3 in times],
        "arrayminus": [100 * (median - q1) / whole for q1, median, _ in times],
        "color": TEXT,
    }
