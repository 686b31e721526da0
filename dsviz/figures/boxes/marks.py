"""The marks of a drawing of boxes, in pixels: decks of sheets, words, lines, and what moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from dsviz.wording.lines import columns

Role: TypeAlias = Literal["input", "filter", "output"]
Point: TypeAlias = tuple[float, float]
Frame: TypeAlias = tuple[float, float, float, float]

FONT_SIZE = 13  # of every word, in the drawing's own pixels
# As parts of its size, those of DejaVu, the widest sans-serif there is: what fits here fits everywhere.
LETTER, DIGIT, CAPITAL, TIMES, DOTS, HAN = 0.58, 0.64, 0.72, 0.84, 1.0, 1.0
MOST_SHEETS = 64  # more are one box of this depth, with … before their number


def text_width(words: str) -> float:
    """Reckon how wide words are at most.

    >>> round(text_width("3×3×3"), 1)
    46.8
    >>> text_width("通道")
    26.0
    """
    return FONT_SIZE * sum(map(_letter_width, words))


def _letter_width(letter: str) -> float:
    if letter in "×=":
        return TIMES
    if letter == "…":
        return DOTS
    if columns(letter) == 2:
        return HAN
    return DIGIT if letter.isdigit() else CAPITAL if letter.isupper() else LETTER


@dataclass(frozen=True)
class Deck:
    """A volume as a deck of sheets, one a channel: the first in front, the others up and to the right.

    Attributes
    ----------
    role : {"input", "filter", "output"}
    x, y, width, height : float
        Of the front sheet.
    sheets : int
        Channels it stands for.
    thickness : float
        Of one sheet: how far the next one is shifted.
    colours : tuple of int
        The colour of each sheet, or one for all.
    lost : int
        Channels that a width multiplier took away, drawn as an empty outline.
    """

    role: Role
    x: float
    y: float
    width: float
    height: float
    sheets: int
    thickness: float
    colours: tuple[int, ...]
    lost: int = 0

    @property
    def depth(self) -> float:
        """How far its back is shifted against its front."""
        return depth_of(self.sheets, self.thickness)

    @property
    def is_cut(self) -> bool:
        """Whether it stands for more sheets than are drawn."""
        return self.sheets > MOST_SHEETS

    @property
    def frame(self) -> Frame:
        """Left, top, right, bottom of all its sheets."""
        return self.x, self.y - self.depth, self.x + self.width + self.depth, self.y + self.height


def depth_of(sheets: int, thickness: float) -> float:
    """Return how far the back of so many sheets is shifted against their front.

    >>> depth_of(3, 6.0), depth_of(1024, 0.5)
    (18.0, 32.0)
    """
    return thickness * min(sheets, MOST_SHEETS)


@dataclass(frozen=True)
class Text:
    """Words centred about x, their feet on y; `boxed` is for what follows a layer, such as ReLU."""

    x: float
    y: float
    words: str
    boxed: bool = False

    @property
    def frame(self) -> Frame:
        """Left, top, right, bottom, reckoned with wide letters."""
        half = text_width(self.words) / 2
        return self.x - half, self.y - FONT_SIZE * 0.8, self.x + half, self.y + FONT_SIZE * 0.2


@dataclass(frozen=True)
class Line:
    """From a volume to a filter that reads it, or from a filter to the map it makes."""

    start: Point
    end: Point
    colour: int


@dataclass(frozen=True)
class Mover:
    """The window on an input, or the cells it feeds: a small box that stops at a few places.

    Attributes
    ----------
    role : {"input", "output"}
    width, height, depth : float
    stops : tuple of (x, y)
        Upper left corner of its front at each place.
    """

    role: Role
    width: float
    height: float
    depth: float
    stops: tuple[Point, ...]


@dataclass
class Drawing:
    """All marks of one drawing.

    Attributes
    ----------
    width, height : float
    scale : float
        Pixels of one cell of every map.
    tap : float
        Pixels of one weight of every kernel; the scale, where that is large enough to be seen.
    """

    width: float
    height: float
    scale: float
    tap: float
    decks: list[Deck] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    movers: list[Mover] = field(default_factory=list)
    paddings: list[Frame] = field(default_factory=list)

    @property
    def is_to_scale(self) -> bool:
        """Whether window and kernels have the scale of the maps."""
        return self.tap == self.scale
