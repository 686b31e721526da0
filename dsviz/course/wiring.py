"""The wiring map of a grouped layer as plain SVG: which inputs feed which outputs.

It is the app's map, and needs no script; where there is one, the page's stage lights what its step reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from dsviz import content
from dsviz.conv.layer import Layer
from dsviz.figures.theme import THREADS

PITCH = 26  # pixels from one channel to the next
INPUT, OUTPUT, NAME, WIDTH = 54, 144, 192, 250  # pixels from the left
HALF = 6  # pixels of a mark
DASHES = ("", "7 5", "2 4")  # a group has a pattern beside its colour


def wiring_svg(layer: Layer, spoken: str) -> str:
    """Draw a line for every pair of an input channel and a filter that has a slice of weights.

    Parameters
    ----------
    layer : Layer
    spoken : str
        The language of the words.

    Returns
    -------
    str
        SVG; ``data-wiring`` holds channels, filters and groups, as a stage says them of its own layer.
    """
    return Wiring(layer.in_channels, len(layer.weight), layer.spec.groups, spoken).svg()


class Wiring:
    """The map of one shape.

    Parameters
    ----------
    channels, filters, groups : int
    spoken : str
        The language of the words.
    """

    def __init__(self, channels: int, filters: int, groups: int, spoken: str) -> None:
        self.channels, self.filters, self.groups, self.spoken = channels, filters, groups, spoken
        self.height = PITCH * max(channels, filters)

    def svg(self) -> str:
        """Write the map."""
        size = f'viewBox="0 0 {WIDTH} {self.height}" width="{WIDTH}" height="{self.height}"'
        shape = f"{self.channels} {self.filters} {self.groups}"
        parts = "".join([*self._bands(), *self._lines(), *self._ends("x"), *self._ends("y")])
        alt = escape(self.told())
        return f'<svg class="wiring" {size} role="img" aria-label="{alt}" data-wiring="{shape}">{parts}</svg>'

    def told(self) -> str:
        """Say the map in words."""
        sentences = [
            content.label(
                "grouped.band",
                self.spoken,
                group=group,
                inputs=self._named("x", group, self.channels // self.groups),
                outputs=self._named("y", group, self.filters // self.groups),
            )
            for group in range(self.groups)
        ]
        return content.joined(sentences, self.spoken, "sentence")

    def wires(self) -> Iterator[tuple[int, int, int]]:
        """List every wire: its input channel, its filter, its group.

        Examples
        --------
        >>> list(Wiring(4, 2, 2, "en").wires())
        [(0, 0, 0), (1, 0, 0), (2, 1, 1), (3, 1, 1)]
        """
        outputs = self.filters // self.groups
        for channel in range(self.channels):
            group = channel * self.groups // self.channels
            for filter_ in range(group * outputs, (group + 1) * outputs):
                yield channel, filter_, group

    def _named(self, letter: str, group: int, each: int) -> str:
        return content.joined([f"{letter}[{group * each + at}]" for at in range(each)], self.spoken)

    def _middle(self, at: int, count: int) -> float:
        return (at + 0.5) * self.height / count

    def _bands(self) -> Iterator[str]:
        each = self.height / self.groups
        for group in range(self.groups):
            words = escape(content.label("grouped.group", self.spoken, group=group))
            hue, middle = colour(group), self._middle(group, self.groups)
            place = f'x="0" y="{group * each:g}" width="{WIDTH}" height="{each:g}"'
            yield f'<rect class="band" {place} fill="{hue}"/>'
            yield f'<text x="{NAME}" y="{middle:g}">{words}</text>'

    def _lines(self) -> Iterator[str]:
        for channel, filter_, group in self.wires():
            start, end = self._middle(channel, self.channels), self._middle(filter_, self.filters)
            place = f'x1="{INPUT + HALF}" y1="{start:g}" x2="{OUTPUT - HALF}" y2="{end:g}"'
            look = f'stroke="{colour(group)}" stroke-dasharray="{DASHES[group % len(DASHES)]}"'
            yield f'<line {place} {look} data-channel="{channel}" data-filter="{filter_}"/>'

    def _ends(self, letter: str) -> Iterator[str]:
        count = self.channels if letter == "x" else self.filters
        for at in range(count):
            middle = self._middle(at, count)
            if letter == "x":
                corner = f'x="{INPUT - HALF}" y="{middle - HALF:g}"'
                mark = f'<rect {corner} width="{2 * HALF}" height="{2 * HALF}"/>'
                kind, beside = "data-channel", INPUT - 11
            else:
                mark = f'<circle cx="{OUTPUT}" cy="{middle:g}" r="{HALF}"/>'
                kind, beside = "data-filter", OUTPUT + 11
            words = f'<text x="{beside}" y="{middle:g}">{letter}[{at}]</text>'
            yield f'<g class="{letter}" {kind}="{at}">{mark}{words}</g>'


def colour(group: int) -> str:
    """Return a group's colour, as its line has on the stage."""
    return THREADS[group % len(THREADS)]
