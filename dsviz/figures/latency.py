"""MACs beside measured time, both against the standard convolution's."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dsviz.figures.chart import chart
from dsviz.figures.theme import HUE, TEXT


def macs_and_time(
    names: Sequence[str],
    macs: Sequence[float],
    times: Sequence[tuple[float, float, float]],
    *,
    y_title: str,
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
    y_title, macs_name, time_name : str

    Returns
    -------
    plotly.graph_objects.Figure
        Two bars a contestant, in percent; the time's with its middle half as whiskers.

    Examples
    --------
    >>> figure = macs_and_time(
    ...     ["standard", "pair"], [8, 1], [(3, 4, 5), (1, 2, 2)], y_title="%", macs_name="M", time_name="t"
    ... )
    >>> figure.data[0].y, figure.data[1].y
    ((100.0, 12.5), (100.0, 50.0))
    """
    whole = times[0][1]
    figure = chart("", y_title, y={"rangemode": "tozero"}, height=320)
    shares = [100 * each / macs[0] for each in macs]
    medians = [100 * median / whole for _, median, _ in times]
    labels = {"textposition": "outside", "cliponaxis": False, "hoverinfo": "text"}
    figure.add_bar(
        x=list(names),
        y=shares,
        name=macs_name,
        text=[f"{each:.3g} %" for each in shares],
        hovertext=[f"{macs_name}: {each:,}" for each in macs],
        marker={"color": HUE["weight"], "pattern": {"shape": "/", "solidity": 0.25}},
        **labels,
    )
    figure.add_bar(
        x=list(names),
        y=medians,
        name=time_name,
        text=[f"{each:.3g} %" for each in medians],
        hovertext=[f"{time_name}: {1000 * q1:.3f} – {1000 * q3:.3f} ms" for q1, _, q3 in times],
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [100 * (q3 - median) / whole for _, median, q3 in times],
            "arrayminus": [100 * (median - q1) / whole for q1, median, _ in times],
            "color": TEXT,
        },
        marker_color=HUE["input"],
        **labels,
    )
    figure.update_layout(barmode="group", margin_t=24)
    return figure
