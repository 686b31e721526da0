"""Pictures and films of a layer, from Python: one step as SVG, PNG or TikZ, the run as a GIF or a video."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

from numpy.typing import ArrayLike

from dsviz.content import Listed
from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace, trace
from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.slides.drawing import Look, drawn
from dsviz.slides.errors import SlidesError
from dsviz.slides.moment import Moment, parts_of
from dsviz.slides.raster import gif, png
from dsviz.slides.sheet import Sheet
from dsviz.slides.stamp_sheet import stamp_sheet
from dsviz.slides.svg import svg
from dsviz.slides.tikz import tikz

PENS: dict[str, Callable[[Sheet], str | bytes]] = {"svg": svg, "png": png, "tikz": tikz}
MOST_FRAMES = 120
#: Seconds that a part of the first step, a step and the last one stand.
PART, STEP, LAST = 1.5, 1.0, 3.0


def step_picture(
    x: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    step: int = 0,
    part: str = "result",
    format: str = "svg",
    size: tuple[int, int] = (1920, 1080),
    dark: bool = False,
    language: str = "en",
    title: str = "",
    **layer: Any,
) -> str | bytes:
    """Draw one step of a layer: the window on every channel, the products, their sums, the equation.

    Parameters
    ----------
    x : array_like, shape (C, H, W)
    weight : array_like, shape (N, C / groups, kh, kw)
    bias : array_like, shape (N,), optional
    step : int
        From 0, filter by filter and row by row.
    part : str
        How much of it: "window", "products", "sum0", "sum1" and so on, "total", "bias" or "result".
    format : {"svg", "png", "tikz"}
    size : (width, height)
        In pixels, each from 320 to 3840.
    dark : bool
        On dark paper.
    language : str
    title : str
        Stands over the drawing.
    **layer
        The keywords of `dsviz.trace`.

    Returns
    -------
    str or bytes
        SVG, which shows itself in a notebook, with its font in it; PNG; or a LaTeX document that compiles.
        A picture may be used by anyone under CC BY 4.0, and says so.

    Raises
    ------
    dsviz.ConvError
        If the settings do not fit the tensors.
    dsviz.slides.errors.SlidesError
        Where there is no such step, part, format or size, and where a cell would be too small for its number.

    Examples
    --------
    >>> drawing = step_picture([[[1, 2], [3, 4]]], [[[[1, 0], [0, -1]]]], backend="numpy")
    >>> drawing.startswith("<svg"), "1×1 + 2×0 + 3×0 + 4×(−1) = −3" in drawing
    (True, True)
    """
    if format not in PENS:
        raise SlidesError("format", known=Listed(list(PENS)), got=repr(format))
    traced = trace(x, weight, bias, **layer)
    look = Look(size=size, dark=dark, language=language, title=title)
    return picture(traced, Moment.nth(traced, step, part), look, format)


def run_gif(
    x: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    size: tuple[int, int] = (1920, 1080),
    dark: bool = False,
    language: str = "en",
    title: str = "",
    **layer: Any,
) -> bytes:
    """Draw the run of a layer as a GIF: the first step part by part, then a step a second.

    Parameters
    ----------
    x, weight, bias, size, dark, language, title, **layer
        As in `step_picture`.

    Raises
    ------
    dsviz.ConvError, dsviz.slides.errors.SlidesError
        As `step_picture`, and where the run has more than 120 frames.

    Examples
    --------
    >>> film = run_gif([[[1, 2]]], [[[[3]]]], size=(640, 360), backend="numpy")
    >>> film[:6]
    b'GIF89a'
    """
    traced = trace(x, weight, bias, **layer)
    return gif(*film(traced, Look(size=size, dark=dark, language=language, title=title)))


def picture(trace: Trace, moment: Moment, look: Look, format: str) -> str | bytes:
    """Draw a traced layer at a moment."""
    return PENS[format](drawn(trace, moment, look))


def stamp_picture(trace: ScatterTrace, moment: Moment, look: Look, format: str) -> str | bytes:
    """Draw a step of a scatter: its place is that of the input number."""
    return PENS[format](stamp_sheet(trace, moment, look))


def frames_of(layer: Layer) -> int:
    """Count the frames of a run."""
    return prod(layer.output_shape) + len(parts_of(layer)) - 1


def film(trace: Trace, look: Look) -> tuple[Sequence[Sheet], Sequence[float]]:
    """Draw the frames of a run, with the seconds that each stands.

    Raises
    ------
    SlidesError
        Where there are more than 120.
    """
    if frames_of(trace.layer) > MOST_FRAMES:
        raise SlidesError("frames", most=MOST_FRAMES, got=frames_of(trace.layer))
    opening = [Moment.nth(trace, 0, part) for part in parts_of(trace.layer)[:-1]]
    steps = [Moment.nth(trace, step) for step in range(len(trace))]
    seconds = [PART] * (len(opening) + 1) + [STEP] * (len(steps) - 1)
    return [drawn(trace, moment, look) for moment in (*opening, *steps)], [*seconds[:-1], LAST]
