"""The colour of every role, the same as on the stage: input blue, weights orange, output green."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np

Role: TypeAlias = Literal["input", "weight", "output", "paths", "gradient"]
ColourScale: TypeAlias = list[tuple[float, str]]

# Okabe and Ito's colour-blind safe set.
HUE: dict[Role, str] = {
    "input": "#0072B2",
    "weight": "#D55E00",
    "output": "#009E73",
    "paths": "#7F66D6",
    "gradient": "#CB4C8B",
}
# For what is told apart but has no role (groups, curves). Chosen by search: contrast of at least 3.8 on
# light and on dark paper, and further apart under each colour blindness than Okabe and Ito's own set.
DISTINCT = ("#A67C00", "#7B61D1", "#C2407F")
# One for each channel or filter of a drawing, in turn; order and lines tell them apart as well.
THREADS = (*DISTINCT, "#3F8F2F", "#B5532B", "#1F8A94")
DASHES = ("solid", "dash", "dot")
NEGATIVE = "#777D8A"
# The darkest cell of a map: black numbers have 4.5 to 1 on each.
DARKEST: dict[Role, str] = {**HUE, "input": "#147DB8"}
PAPER = "#FFFFFF"
GRID = "rgba(128, 128, 128, 0.45)"
FONT = "Source Sans, sans-serif"
INK = "#000000"  # on a map's cells, which are as light on dark paper; Plotly's own choice falls to 2.5 to 1
LIGHT = "#FFFFFF"  # numbers on dark paper
# On dark paper 0 has the page's own colour, and white numbers have 4.5 to 1 on each hue.
ON_DARK_PAPER = {
    PAPER: "#171614",
    NEGATIVE: "#6F7480",
    INK: LIGHT,
    DARKEST["input"]: "#0072B2",
    DARKEST["weight"]: "#C05500",
    DARKEST["output"]: "#008561",
    DARKEST["paths"]: "#7B63D0",
    DARKEST["gradient"]: "#C14884",
}
TEXT = "#646A73"  # 4.5 to 1 on light paper; no grey has that on dark paper too, where page.css gives another


def colour_scale(role: Role, values: np.ndarray) -> tuple[ColourScale, float, float]:
    """Choose the colours of one tensor.

    Without negative numbers the scale runs from paper white at 0 to the role's hue. With them it
    diverges about 0: grey below, the hue above, so that no two roles share a colour.

    Parameters
    ----------
    role : {"input", "weight", "output", "paths", "gradient"}
    values : ndarray, any shape

    Returns
    -------
    scale : list of (float, str)
        Plotly's colour stops.
    low, high : float
        The values at its two ends; 0 lies in the middle when the scale diverges.

    Examples
    --------
    >>> colour_scale("output", np.array([1, -3]))[1:]
    (-3.0, 3.0)
    >>> colour_scale("input", np.array([0, 2]))[1:]
    (0.0, 2.0)
    """
    reach = float(np.abs(values).max(initial=0)) or 1.0
    if (values < 0).any():
        return [(0.0, NEGATIVE), (0.5, PAPER), (1.0, DARKEST[role])], -reach, reach
    return [(0.0, PAPER), (1.0, DARKEST[role])], 0.0, reach


def on_dark(scale: ColourScale) -> ColourScale:
    """Return the colours of a map for dark paper.

    >>> on_dark([(0.0, PAPER), (1.0, DARKEST["output"])])
    [(0.0, '#171614'), (1.0, '#008561')]
    """
    return [(stop, ON_DARK_PAPER[colour]) for stop, colour in scale]
