"""What a drawing is made of: rectangles, lines and texts on a sheet, which every pen knows how to write."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from dsviz.wording.lines import columns

Anchor: TypeAlias = Literal["start", "middle", "end"]
DIGIT = 0.56  # width of a digit, as a share of the letters' size; a Chinese letter is as wide as it is high
BASELINE = 0.36  # from the middle of a text down to the line it stands on


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. Colours are ``#rrggbb``; None leaves out the fill or the edge."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    edge: str | None = None
    thick: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    thick: float = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """A text on one line. y is the middle of its digits; x is where it starts, its middle or its end."""

    x: float
    y: float
    words: str
    size: float
    colour: str
    anchor: Anchor = "middle"
    bold: bool = False

    @property
    def baseline(self) -> float:
        """The y of the line that the letters stand on."""
        return self.y + BASELINE * self.size


Mark: TypeAlias = Box | Line | Text


@dataclass(eq=False)
class Sheet:
    """A drawing: what lies on it, the lowest first, in pixels from the upper left corner.

    Attributes
    ----------
    width, height : int
    paper : str
        The colour of the ground.
    title : str
        What the picture shows, in words.
    marks : list of Box, Line or Text
    """

    width: int
    height: int
    paper: str
    title: str
    marks: list[Mark] = field(default_factory=list)


def width_of(words: str, size: float = 1.0) -> float:
    """Estimate how wide a text is; no pen needs to be asked for that.

    Examples
    --------
    >>> round(width_of("x[0]", 10), 1), round(width_of("步", 10), 1)
    (22.4, 10.0)
    """
    return size * sum(1.0 if columns(letter) == 2 else DIGIT for letter in words)
