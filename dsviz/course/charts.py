"""Charts of a page without a server as plain SVG: bars, columns, curves; each number is told on hover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import log10

WIDTH = 360  # pixels; a phone of 390 px shows a chart whole
ROW, BAR, WORDS = 58, 22, 16  # pixels of a bar with its words, of the bar, from the words' line to the bar
LEFT, RIGHT, TOP, BOTTOM = 52, 64, 14, 40  # pixels around what columns and curves are drawn in
HEIGHT = 250  # pixels of what they are drawn in
SHARES = (0, 25, 50, 75, 100)  # percent


@dataclass(frozen=True)
class Axis:
    """Where a value stands between the ends of an axis.

    Parameters
    ----------
    ends : (float, float)
    ticks : mapping of float to str
        The values that have a line, and the text at each.
    title : str
    is_log : bool
        Whether equal ratios are equally far apart.
    """

    ends: tuple[float, float]
    ticks: Mapping[float, str]
    title: str
    is_log: bool = False

    def share(self, value: float) -> float:
        """Return how far along the axis a value stands, from 0 to 1.

        Examples
        --------
        >>> Axis((1, 100), {}, "N", is_log=True).share(10), Axis((0, 4), {}, "K").share(1)
        (0.5, 0.25)
        """
        start, end = self.ends
        if self.is_log:
            start, end, value = log10(start), log10(end), log10(value)
        return (value - start) / (end - start)


@dataclass(frozen=True)
class Curve:
    """A curve with a name at its end: its places, its values, what is said of each."""

    name: str
    places: Sequence[float]
    values: Sequence[float]
    told: Sequence[str]


def stacked_bars(names: Sequence[str], steps: Sequence[Sequence[tuple[str, float]]], x: str, alt: str) -> str:
    """Draw one bar for each way, put together from its steps, the first way on top.

    Parameters
    ----------
    names : sequence of str
        What stands above each bar.
    steps : sequence of sequence of (str, float)
        Each way's steps: their names, and their cost in percent of the first way's, which is 100.
    x : str
        What the lengths are.
    alt : str
        The chart in words.
    """
    most = max(100.0, *(sum(percent for _, percent in parts) for parts in steps))
    kinds = list(dict.fromkeys(name for parts in steps for name, _ in parts))
    parts = [*_shares(most, ROW * len(names))]
    for row, (name, own) in enumerate(zip(names, steps, strict=True)):
        parts.append(f'<text x="0" y="{row * ROW + WORDS}">{escape(name)}</text>')
        start = 0.0
        for step, percent in own:
            place = f'x="{start:g}" y="{row * ROW + WORDS + 8}" height="{BAR}"'
            wide = WIDTH * percent / most
            title = f"<title>{escape(step)}: {percent:.4g} %</title>"
            parts.append(
                f'<rect class="c{kinds.index(step)}" {place} width="{round(wide, 2):g}">{title}</rect>'
            )
            start = round(start + wide, 2)
    high = ROW * len(names) + 44
    parts.append(f'<text class="title" x="{WIDTH / 2:g}" y="{high - 6}">{escape(x)}</text>')
    return _svg("".join(parts), high, alt) + _legend({f"c{at}": kind for at, kind in enumerate(kinds)})


def columns(names: Sequence[str], values: Sequence[int], titles: tuple[str, str], alt: str) -> str:
    """Draw a column for each value, with its number above it.

    Parameters
    ----------
    names : sequence of str
        What stands under each column.
    values : sequence of int
    titles : (str, str)
        Of the axis below and of the one at the side.
    alt : str
        The chart in words.
    """
    below, beside = titles
    wide = (WIDTH - LEFT - 8) / len(values)
    parts = [
        f'<line x1="{LEFT}" x2="{WIDTH}" y1="{TOP + HEIGHT}" y2="{TOP + HEIGHT}"/>',
        *_titles(below, beside),
    ]
    for at, (name, value) in enumerate(zip(names, values, strict=True)):
        high = (HEIGHT - 20) * value / max(values)
        left, top = LEFT + at * wide + 0.18 * wide, TOP + HEIGHT - high
        middle = LEFT + (at + 0.5) * wide
        size = f'width="{0.64 * wide:.4g}" height="{high:.4g}"'
        parts.append(f'<rect class="weight" x="{left:.4g}" y="{top:.4g}" {size}/>')
        parts.append(f'<text class="middle" x="{middle:.4g}" y="{top - 5:.4g}">{value:,}</text>')
        parts.append(f'<text class="middle" x="{middle:.4g}" y="{TOP + HEIGHT + 16}">{escape(name)}</text>')
    return _svg("".join(parts), TOP + HEIGHT + BOTTOM, alt)


def curves(
    drawn: Sequence[Curve],
    axes: tuple[Axis, Axis],
    alt: str,
    *,
    band: tuple[float, float, str],
    across: tuple[float, float] | None = None,
) -> str:
    """Draw curves, each named at its end, and what a document claims as a band.

    Parameters
    ----------
    drawn : sequence of Curve
    axes : (Axis, Axis)
        The one below and the one at the side.
    alt : str
        The chart in words.
    band : (float, float, str)
        From, to, and its name.
    across : (float, float), optional
        Over which part of the axis below the band goes; over all of it by default.
    """
    x, y = axes
    parts = [*_grid(x, y), *_titles(x.title, y.title), _band(x, y, band, across or x.ends)]
    for at, curve in enumerate(drawn):
        points = [
            (_across(x, place), _down(y, value))
            for place, value in zip(curve.places, curve.values, strict=True)
        ]
        line = "L".join(f"{left:.4g},{top:.4g}" for left, top in points)
        parts.append(f'<path class="c{at}" d="M{line}"/>')
        for (left, top), told in zip(points, curve.told, strict=True):
            title = f"<title>{escape(told)}</title>"
            parts.append(f'<circle class="c{at}" cx="{left:.4g}" cy="{top:.4g}" r="3.2">{title}</circle>')
        left, top = points[-1]
        parts.append(f'<text class="c{at}" x="{left + 7:.4g}" y="{top + 4:.4g}">{escape(curve.name)}</text>')
    return _svg("".join(parts), TOP + HEIGHT + BOTTOM, alt) + _legend({"claimed": band[2]})


def _across(axis: Axis, value: float) -> float:
    return LEFT + axis.share(value) * (WIDTH - LEFT - RIGHT)


def _down(axis: Axis, value: float) -> float:
    return TOP + (1 - axis.share(value)) * HEIGHT


def _grid(x: Axis, y: Axis) -> Iterator[str]:
    right, bottom = WIDTH - RIGHT, TOP + HEIGHT
    for value, text in x.ticks.items():
        left = f"{_across(x, value):.4g}"
        yield f'<line x1="{left}" x2="{left}" y1="{TOP}" y2="{bottom}"/>'
        yield f'<text class="middle" x="{left}" y="{bottom + 16}">{escape(text)}</text>'
    for value, text in y.ticks.items():
        top = _down(y, value)
        yield f'<line x1="{LEFT}" x2="{right}" y1="{top:.4g}" y2="{top:.4g}"/>'
        yield f'<text class="end" x="{LEFT - 6}" y="{top + 4:.4g}">{escape(text)}</text>'


def _band(x: Axis, y: Axis, band: tuple[float, float, str], across: tuple[float, float]) -> str:
    low, high, name = band
    left, right = (_across(x, end) for end in across)
    top, bottom = _down(y, high), _down(y, low)
    place = f'x="{left:.4g}" y="{top:.4g}" width="{right - left:.4g}" height="{bottom - top:.4g}"'
    return f'<rect class="claimed" {place}><title>{escape(name)}</title></rect>'


def _titles(below: str, beside: str) -> Iterator[str]:
    middle, center = LEFT + (WIDTH - LEFT - RIGHT) / 2, TOP + HEIGHT / 2
    yield f'<text class="title" x="{middle:g}" y="{TOP + HEIGHT + 34}">{escape(below)}</text>'
    turned = f'transform="rotate(-90 11 {center:g})"'
    yield f'<text class="title" x="11" y="{center:g}" {turned}>{escape(beside)}</text>'


def _shares(most: float, high: int) -> Iterator[str]:
    for share in SHARES:
        left = f"{WIDTH * share / most:.4g}"
        yield f'<line x1="{left}" x2="{left}" y1="0" y2="{high}"/>'
        side = "" if share == 0 else "end" if share == most else "middle"
        yield f'<text class="{side}" x="{left}" y="{high + 16}">{share}</text>'


def _legend(kinds: Mapping[str, str]) -> str:
    items = "".join(f'<li class="{name}">{escape(kind)}</li>' for name, kind in kinds.items())
    return f'<ul class="legend">{items}</ul>'


def _svg(body: str, high: float, alt: str) -> str:
    size = f'viewBox="0 0 {WIDTH} {high:g}" width="{WIDTH}" height="{high:g}"'
    return f'<svg class="chart" {size} role="img" aria-label="{escape(alt)}">{body}</svg>'
