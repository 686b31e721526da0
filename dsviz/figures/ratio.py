"""Separable against standard: the ratio 1/N + 1/K² over the filters and over the kernel, claims marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, log10, prod, sqrt
from typing import Any

import plotly.graph_objects as go

from dsviz.conv.numbers import Pair
from dsviz.cost.formulas import separable_ratio
from dsviz.figures.chart import chart
from dsviz.figures.theme import DASHES, DISTINCT, HUE, TEXT

FILTERS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 72, 96, 128, 192, 256, 512, 1024, 2048, 4096, 8192)
KERNELS = tuple(range(1, 12))
MOST_TICKS = 15
TICKS = tuple(Fraction(2) / 2**each for each in range(12))  # all that the fields can ask for: 2 to 1/1024
AXIS = {"type": "log", "tickvals": [float(each) for each in TICKS], "ticktext": [str(each) for each in TICKS]}


def over_filters(
    kernels: Sequence[int],
    chosen: tuple[Pair, int],
    *,
    band: tuple[Fraction, Fraction],
    marks: Mapping[int, str],
    words: Mapping[str, str],
    other: Fraction | None = None,
) -> go.Figure:
    """Draw the ratio over the number of filters N, one curve a kernel.

    Parameters
    ----------
    kernels : sequence of int
        K of each curve; the first one carries the marks.
    chosen : ((Kh, Kw), N)
        The reader's layer.
    band : (Fraction, Fraction)
        What a document claims: from, to.
    marks : mapping of N to words
        Places of the first curve that need a name.
    words : mapping
        ``x``, ``y``, ``curve`` (with ``{kernel}``), ``claim``, ``chosen``, ``other``.
    other : Fraction, optional
        What another document's formula gives for the reader's layer.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    figure = chart(words["x"], words["y"], x={"type": "log", "dtick": 1}, y=AXIS)
    for place, kernel in enumerate(kernels):
        ratios = [separable_ratio(kernel, n) for n in FILTERS]
        _curve(figure, FILTERS, ratios, "N", words["curve"].format(kernel=kernel), place)
    low, high = sorted(map(float, band))
    figure.add_hrect(y0=low, y1=high, fillcolor=TEXT, opacity=0.35, line_width=0)
    _note(figure, 1, low, words["claim"], xref="x domain", xanchor="right", yanchor="top")
    _marks(figure, marks, kernels[0])
    _points(figure, chosen[1], separable_ratio(*chosen), other, words)
    return figure


def over_kernels(
    filters: Sequence[int],
    chosen: tuple[Pair, int],
    *,
    claim: tuple[int, Fraction, Fraction],
    words: Mapping[str, str],
    other: Fraction | None = None,
) -> go.Figure:
    """Draw the ratio over the kernel's side K, one curve a number of filters.

    Parameters
    ----------
    filters : sequence of int
        N of each curve.
    chosen : ((Kh, Kw), N)
        A kernel that is no square stands where the square of as many weights would.
    claim : (K, from, to)
        What a document says of one kernel; a block at that K.
    words : mapping
        ``x``, ``y``, ``curve`` (with ``{filters}``), ``claim``, ``chosen``, ``other``.
    other : Fraction, optional
        What another document's formula gives for the reader's layer.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    place = sqrt(prod(chosen[0]))
    kernels = sorted({*KERNELS, ceil(place)})
    ticks = 1 if kernels[-1] <= MOST_TICKS else 5
    figure = chart(words["x"], words["y"], x={"dtick": ticks, "range": [0.4, kernels[-1] + 0.6]}, y=AXIS)
    for at, n in enumerate(filters):
        ratios = [separable_ratio(kernel, n) for kernel in kernels]
        _curve(figure, kernels, ratios, "K", words["curve"].format(filters=f"{n:,}"), at)
    kernel, *ends = claim
    low, high = sorted(map(float, ends))
    block = {"x0": kernel - 0.4, "x1": kernel + 0.4, "y0": low, "y1": high}
    figure.add_shape(**block, fillcolor=TEXT, opacity=0.5, line_width=0)
    arrow = {"showarrow": True, "ax": 0, "ay": 60, "arrowcolor": TEXT, "arrowhead": 2}
    _note(figure, kernel, low, words["claim"], **arrow)
    _points(figure, place, separable_ratio(*chosen), other, words)
    return figure


def _curve(
    figure: go.Figure, places: Sequence[int], ratios: Sequence[Fraction], letter: str, name: str, index: int
) -> None:
    figure.add_scatter(
        x=list(places),
        y=[float(ratio) for ratio in ratios],
        mode="lines+markers",
        name=name,
        line={"color": DISTINCT[index], "dash": DASHES[index], "width": 2},
        marker_size=5,
        hovertext=[
            f"{name}, {letter} = {place}: {ratio} = 1/{float(1 / ratio):.2f}"
            for place, ratio in zip(places, ratios, strict=True)
        ],
        hoverinfo="text",
    )


def _marks(figure: go.Figure, marks: Mapping[int, str], kernel: int) -> None:
    ratios = {n: float(separable_ratio(kernel, n)) for n in marks}
    figure.add_scatter(
        x=list(ratios),
        y=list(ratios.values()),
        mode="markers+text",
        marker={"symbol": "circle-open", "size": 13, "color": TEXT, "line_width": 2},
        text=list(marks.values()),
        textposition=["middle right", *["top right"] * (len(ratios) - 1)],
        hoverinfo="skip",
        showlegend=False,
    )


def _points(
    figure: go.Figure, place: float, ratio: Fraction, other: Fraction | None, words: Mapping[str, str]
) -> None:
    """Mark the reader's layer, and what another formula gives for it: thin, for the two may lie close."""
    diamond = {"symbol": "diamond", "size": 14, "color": HUE["output"], "line": {"color": TEXT, "width": 2}}
    _point(figure, place, ratio, words["chosen"], diamond)
    if other is not None:
        cross = {"symbol": "x-thin", "size": 9, "line": {"color": HUE["weight"], "width": 3}}
        _point(figure, place, other, words["other"], cross)


def _point(figure: go.Figure, place: float, ratio: Fraction, name: str, marker: Mapping[str, Any]) -> None:
    figure.add_scatter(
        x=[place],
        y=[float(ratio)],
        mode="markers",
        name=name,
        marker=dict(marker),
        hovertext=[f"{name}<br>{ratio} = 1/{float(1 / ratio):.2f}"],
        hoverinfo="text",
    )


def _note(figure: go.Figure, x: float, y: float, text: str, **how: Any) -> None:
    # On a logarithmic axis Plotly places annotations by the exponent, shapes by the number.
    figure.add_annotation(x=x, y=log10(y), text=text, font_color=TEXT, **{"showarrow": False, **how})
