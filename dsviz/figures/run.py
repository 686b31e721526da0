"""A whole run as one Plotly figure with frames, for notebooks and reports.

A frame moves rectangles and rewrites the title, and nothing else: the heatmaps are sent once. Beyond 196
windows even that is slow and large in Plotly; the stage has no such bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dsviz.content import DEFAULT_LANGUAGE, labels
from dsviz.conv.errors import Refusal
from dsviz.conv.step import Step
from dsviz.conv.trace import Trace
from dsviz.figures.run_maps import Map, arrange, text_size
from dsviz.figures.theme import FONT, GRID, HUE, TEXT, Role, colour_scale
from dsviz.saved.own_file import document_of
from dsviz.wording.lines import in_lines
from dsviz.wording.numbers import number
from dsviz.wording.sums import sum_text

MOST_WINDOWS = 196
PADDED = [(0.0, "#C9CDD3"), (1.0, "#C9CDD3")]
ABOVE, BELOW, MARGIN = 70, 90, 10
NARROWEST = 420
TITLE_SIZE, LINE, MOST_LINES = 16, 21, 4
MILLISECONDS = 900  # a step, when it plays


class RunTooLongError(Refusal):
    """A refusal of a run with more windows than Plotly can play."""

    room = "figures"


def run_figure(trace: Trace, name: str = "y", language: str = DEFAULT_LANGUAGE) -> go.Figure:
    """Draw a layer's run: every input, weight and output, and a frame for every step.

    Parameters
    ----------
    trace : Trace
        At most 196 windows.
    name : str
        What the output is called.
    language : str
        Of the buttons.

    Returns
    -------
    plotly.graph_objects.Figure
        ``figure.frames[i].layout.shapes`` are the window, the filter and the output cell of step i, in the
        rows and columns that `dsviz.trace` counts in: −1 lies in the padding.

    Raises
    ------
    RunTooLongError
        For more windows.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> figure = run_figure(trace([[[1, 2, 3]]], [[[[1, -1]]]], backend="numpy"))
    >>> len(figure.frames), figure.frames[1].layout.title.text
    (2, 'y[0,0,1] = 2×1 + 3×(−1) = −1')
    """
    if len(trace) > MOST_WINDOWS:
        raise RunTooLongError("windows", most=MOST_WINDOWS, got=len(trace))
    maps = list(arrange(trace, name))
    width = max(each.left + each.width for each in maps) + MARGIN
    height = max(each.top + each.height for each in maps) + MARGIN
    heatmaps, layout = _drawn(maps, (width, height))
    wide = max(width, NARROWEST)
    titles = [_title(sum_text(step, name), wide) for step in trace]
    above = ABOVE + LINE * max(title.count("<br>") for title in titles)
    shapes = [_shapes(trace, step) for step in trace]
    frames = [
        go.Frame(name=str(at), layout={"shapes": shapes[at], "title": {"text": titles[at]}})
        for at in range(len(trace))
    ]
    layout |= {
        "template": {},
        "width": wide + 2 * MARGIN,
        "height": height + above + BELOW,
        "margin": {"l": MARGIN, "r": MARGIN, "t": above, "b": BELOW},
        "meta": document_of(trace),
        "title": {"text": titles[0], "x": 0, "xanchor": "left", "font": {"size": TITLE_SIZE}},
        "font": {"family": FONT, "size": 13, "color": TEXT},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": GRID,
        "shapes": shapes[0],
        **_controls(len(trace), labels("stage", language)),
    }
    return go.Figure(heatmaps, layout, frames)


def _title(text: str, width: int) -> str:
    """Break a sum between its terms, so that its result stays in the figure; a long one is cut in its middle.

    >>> _title("y[0,0,0] = 1.234×(−0.123) + 1.234×(−0.123) = −0.303564", 300)
    'y[0,0,0] = 1.234×(−0.123)<br>+ 1.234×(−0.123) = −0.303564'
    """
    most = int(width / (0.55 * TITLE_SIZE))
    lines = in_lines(text.split(" + "), most)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 2], "+ …", lines[-1]]
    return "<br>".join(lines)


def _drawn(maps: Sequence[Map], size: tuple[int, int]) -> tuple[list[go.Heatmap], dict[str, Any]]:
    """Return the traces of all maps and the layout of their axes and names.

    A figure takes them whole, as in `dsviz.figures.chart`: map by map takes several times as long.
    """
    heatmaps: list[go.Heatmap] = []
    layout: dict[str, Any] = {"annotations": []}
    for at, each in enumerate(maps):
        axes = "" if at == 0 else str(at + 1)
        heatmaps += _heatmaps(each, axes)
        layout |= _axes(each, axes, size)
        layout["annotations"].append(_named(each, axes))
    return heatmaps, layout


def _heatmaps(each: Map, axes: str) -> list[go.Heatmap]:
    """Draw a map; its padding in a trace of its own, so that it is grey whatever it holds."""
    scale, low, high = colour_scale(each.role, each.values)
    none = np.zeros(each.values.shape, dtype=bool)
    padded = none if each.padded is None else each.padded
    inside = _heat(each, ~padded, axes, {"colorscale": scale, "zmin": low, "zmax": high})
    return [inside, _heat(each, padded, axes, {"colorscale": PADDED})] if padded.any() else [inside]


def _named(each: Map, axes: str) -> dict[str, Any]:
    return {
        **{"text": each.name, "xref": f"x{axes} domain", "yref": f"y{axes} domain", "x": 0, "y": 1},
        **{"xanchor": "left", "yanchor": "bottom", "showarrow": False, "font": {"size": 13, "color": TEXT}},
    }


def _axes(each: Map, axes: str, size: tuple[int, int]) -> dict[str, Any]:
    """Return where a map's axes lie in the figure, and the cells they reach over."""
    width, height = size
    (row, column), (rows, columns) = each.first, each.values.shape
    bottom = height - each.top - each.height
    hidden = {"visible": False, "fixedrange": True}
    return {
        f"xaxis{axes}": {
            "domain": [each.left / width, (each.left + each.width) / width],
            "range": [column - 0.5, column + columns - 0.5],
            "anchor": f"y{axes}",
            **hidden,
        },
        f"yaxis{axes}": {
            "domain": [bottom / height, (bottom + rows * each.cell) / height],
            "range": [row + rows - 0.5, row - 0.5],
            "anchor": f"x{axes}",
            **hidden,
        },
    }


def _heat(each: Map, shown: np.ndarray, axes: str, colours: dict[str, Any]) -> go.Heatmap:
    pairs = [list(zip(*lines, strict=True)) for lines in zip(each.values, shown, strict=True)]
    return go.Heatmap(
        z=[[float(value) if is_shown else None for value, is_shown in line] for line in pairs],
        text=[[number(value) if is_shown else "" for value, is_shown in line] for line in pairs],
        **{"x0": each.first[1], "dx": 1, "y0": each.first[0], "dy": 1, "name": each.name},
        **{"texttemplate": "%{text}", "hoverinfo": "text+name", "textfont": {"size": text_size(each.cell)}},
        **{**colours, "showscale": False, "xgap": 1, "ygap": 1},
        xaxis=f"x{axes}",
        yaxis=f"y{axes}",
    )


def _shapes(trace: Trace, step: Step) -> list[dict[str, Any]]:
    """The rectangles of a step: its taps on every channel it reads, its filter, its output cell."""
    channels, filters, slices = trace.layer.in_channels, trace.layer.out_channels, trace.layer.slices
    shapes = []
    for c in dict.fromkeys(tap.in_channel for tap in step.taps):
        taps = [tap for tap in step.taps if tap.in_channel == c]
        shapes += [_around(c, rows, columns, "weight") for rows, columns in _spans(trace, taps)]
    for c in range(slices):
        at = channels + step.out_channel * slices + c
        shapes.append(_around(at, (0, trace.layer.kernel[0] - 1), (0, trace.layer.kernel[1] - 1), "weight"))
    at = channels + filters * slices + step.out_channel
    return [*shapes, _around(at, (step.row, step.row), (step.col, step.col), "output")]


def _spans(trace: Trace, taps: Sequence[Any]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """One rectangle around the window; with gaps between the taps, one around each."""
    rows, columns = [tap.in_row for tap in taps], [tap.in_col for tap in taps]
    if trace.layer.spec.dilation == (1, 1):
        return [((min(rows), max(rows)), (min(columns), max(columns)))]
    return [((row, row), (column, column)) for row, column in zip(rows, columns, strict=True)]


def _around(at: int, rows: tuple[int, int], columns: tuple[int, int], role: Role) -> dict[str, Any]:
    axes = "" if at == 0 else str(at + 1)
    corners = {"x0": columns[0] - 0.5, "x1": columns[1] + 0.5, "y0": rows[0] - 0.5, "y1": rows[1] + 0.5}
    return {
        "type": "rect",
        "xref": f"x{axes}",
        "yref": f"y{axes}",
        **corners,
        "line": {"color": HUE[role], "width": 3},
    }


def _controls(count: int, words: dict[str, str]) -> dict[str, Any]:
    """Play, pause and a slider over the steps."""
    at_once = {"mode": "immediate", "transition": {"duration": 0}}
    play = [None, {**at_once, "frame": {"duration": MILLISECONDS, "redraw": True}, "fromcurrent": True}]
    stop = [[None], {**at_once, "frame": {"duration": 0, "redraw": True}}]
    buttons = [
        {"label": words["play"], "method": "animate", "args": play},
        {"label": words["pause"], "method": "animate", "args": stop},
    ]
    places = [
        {
            "label": str(at + 1),
            "method": "animate",
            "args": [[str(at)], {**at_once, "frame": {"duration": 0, "redraw": True}}],
        }
        for at in range(count)
    ]
    low = {"y": 0, "yanchor": "top", "pad": {"t": 24}}
    return {
        "updatemenus": [
            {"type": "buttons", "direction": "left", "x": 0, "xanchor": "left", "buttons": buttons, **low}
        ],
        "sliders": [{"steps": places, "x": 0.3, "len": 0.7, "currentvalue": {"visible": False}, **low}],
    }
