"""The stage's colours on light and on dark paper: one hue a role."""

from __future__ import annotations

from dataclasses import dataclass

from dsviz.figures.theme import HUE

WEIGHT_NEGATIVE = "#D55E00"
BIAS = "#CC79A7"
PADDING = "#8A8A8A"
LEAST_TINT, TINT = 0.1, 0.52  # of the weight's hue, for a weight near 0 and what the largest has beyond


@dataclass(frozen=True)
class Palette:
    """Colours as ``#rrggbb``, ready to be used by any pen.

    Attributes
    ----------
    paper, ink : str
        The ground and what is written on it.
    weight : str
        The hue of positive weights.
    """

    paper: str
    ink: str
    weight: str

    def mixed(self, colour: str, share: float, over: str = "") -> str:
        """Mix a share of a colour with the paper, or with another colour.

        Examples
        --------
        >>> LIGHT.mixed("#000000", 0.5), LIGHT.mixed("#000000", 0.5, over="#ff0000")
        ('#808080', '#800000')
        """
        pairs = zip(rgb(colour), rgb(over or self.paper), strict=True)
        return "#" + "".join(f"{round(share * top + (1 - share) * under):02x}" for top, under in pairs)

    def tint(self, weight: float, largest: float) -> str:
        """Colour a cell by the weight on it: the more, the larger it is; a negative one redder."""
        if weight == 0:
            return self.mixed(self.weight, LEAST_TINT / 2)
        hue = WEIGHT_NEGATIVE if weight < 0 else self.weight
        return self.mixed(hue, LEAST_TINT + TINT * abs(weight) / (largest or 1.0))

    @property
    def faint(self) -> str:
        """Ink for what matters less; 4.5 to 1 on the paper."""
        return self.mixed(self.ink, 0.68)

    @property
    def edge(self) -> str:
        """The edge of a cell."""
        return self.mixed(self.ink, 0.34)

    def name(self, role: str) -> str:
        """Ink with a role's hue, for the name of a tensor."""
        hues = {"x": HUE["input"], "w": self.weight, "y": HUE["output"], "b": BIAS}
        shares = {"x": 0.62, "w": 0.48, "y": 0.58, "b": 0.55}
        return self.mixed(hues[role], shares[role], over=self.ink) if role in hues else self.ink


LIGHT = Palette(paper="#ffffff", ink="#1a1c24", weight="#E69F00")
DARK = Palette(paper="#0e1117", ink="#fafafa", weight="#B67E00")


def rgb(colour: str) -> tuple[int, int, int]:
    """Read a colour.

    >>> rgb("#0072B2")
    (0, 114, 178)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
