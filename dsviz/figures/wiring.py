"""Which inputs feed which outputs: one line for each slice of weights, coloured by group."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dsviz.figures.theme import DASHES, DISTINCT, FONT, HUE, TEXT

PITCH = 26  # pixels from one channel to the next
MARGIN = 8
INPUTS, OUTPUTS, NAMES = 0.0, 1.0, 1.5  # where the columns stand
LEFT, RIGHT = -0.62, 2.25  # x[15] and "group 15" find room in 210 pixels


def wiring(in_channels: int, out_channels: int, groups: int, names: Sequence[str]) -> go.Figure:
    """Draw the wiring map of a grouped convolution.

    Parameters
    ----------
    in_channels, out_channels : int
    groups : int
        Divides both.
    names : sequence of str, length groups
        What the groups are called.

    Returns
    -------
    plotly.graph_objects.Figure
        One trace of lines a group, then the inputs (squares) and the outputs (circles). Each group has a
        band of its own with its name beside it, so that no reader depends on the colours.

    Examples
    --------
    >>> figure = wiring(4, 8, 2, ["group 0", "group 1"])
    >>> len(figure.data), figure.data[3].hovertext[5]
    (4, 'y[5] ← x[2], x[3]')
    """
    figure = go.Figure(layout_template={})
    for group in range(groups):
        _draw_group(figure, in_channels, out_channels, groups, group, names[group])
    # Reads from the index rule itself: filter n belongs to group n // (N / g).
    reads = [_members(in_channels, groups, n * groups // out_channels) for n in range(out_channels)]
    feeds = [_members(out_channels, groups, c * groups // in_channels) for c in range(in_channels)]
    _draw_channels(figure, "x", INPUTS, [f"x[{c}] → {_listed('y', to)}" for c, to in enumerate(feeds)])
    _draw_channels(figure, "y", OUTPUTS, [f"y[{n}] ← {_listed('x', of)}" for n, of in enumerate(reads)])
    figure.update_layout(
        height=max(in_channels, out_channels) * PITCH + 2 * MARGIN,
        margin=dict.fromkeys("lrtb", MARGIN),
        font={"family": FONT, "size": 14, "color": TEXT},
        showlegend=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        xaxis={"range": [LEFT, RIGHT], "visible": False, "fixedrange": True},
        yaxis={"range": [1, 0], "visible": False, "fixedrange": True},
    )
    return figure


def connections(in_channels: int, out_channels: int, groups: int) -> list[tuple[int, int]]:
    """List every (input, output) pair that has a slice of weights.

    Examples
    --------
    >>> connections(2, 2, 2), len(connections(4, 8, 2))
    ([(0, 0), (1, 1)], 16)
    """
    return [
        (c, n)
        for group in range(groups)
        for c in _members(in_channels, groups, group)
        for n in _members(out_channels, groups, group)
    ]


def _members(channels: int, groups: int, group: int) -> range:
    each = channels // groups
    return range(group * each, (group + 1) * each)


def _height(channel: int, channels: int) -> float:
    return (channel + 0.5) / channels


def _listed(name: str, channels: range) -> str:
    return ", ".join(f"{name}[{channel}]" for channel in channels)


def _draw_group(
    figure: go.Figure, in_channels: int, out_channels: int, groups: int, group: int, name: str
) -> None:
    colour = DISTINCT[group % len(DISTINCT)]
    across: list[float | None] = []
    down: list[float | None] = []
    for c in _members(in_channels, groups, group):
        for n in _members(out_channels, groups, group):
            # None ends a line, so that a group is one trace and not one for each line.
            across += [INPUTS, OUTPUTS, None]
            down += [_height(c, in_channels), _height(n, out_channels), None]
    line = {"color": colour, "width": 2, "dash": DASHES[group % len(DASHES)]}
    figure.add_scatter(x=across, y=down, mode="lines", line=line, name=name, hoverinfo="skip")
    band = {"x0": LEFT, "x1": RIGHT, "y0": group / groups, "y1": (group + 1) / groups}
    figure.add_shape(**band, fillcolor=colour, opacity=0.1, line_width=0, layer="below")
    figure.add_annotation(
        x=NAMES, y=(group + 0.5) / groups, text=name, xanchor="left", showarrow=False, font_color=colour
    )


def _draw_channels(figure: go.Figure, letter: str, column: float, hover: list[str]) -> None:
    inputs = letter == "x"
    figure.add_scatter(
        x=[column] * len(hover),
        y=[_height(channel, len(hover)) for channel in range(len(hover))],
        mode="markers+text",
        marker={
            "symbol": "square" if inputs else "circle",
            "size": 13,
            "color": HUE["input" if inputs else "output"],
        },
        text=[f"{letter}[{channel}]" for channel in range(len(hover))],
        textposition="middle left" if inputs else "middle right",
        hovertext=hover,
        hoverinfo="text",
        name=letter,
    )
