"""Feature maps as plain SVG: every number in its cell, the sum behind it on hover."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from dsviz.figures.theme import ColourScale, Role, colour_scale, on_dark
from dsviz.wording.numbers import number

CELL = 36  # pixels
DIGIT = 8.5  # pixels that a digit takes
Cell = tuple[str, str, str, bool]  # its text, its colours, what it says, whether it has a frame


def maps_svg(
    tensor: np.ndarray,
    role: Role,
    name: str,
    hover: Sequence[str],
    alt: str,
    seen: np.ndarray | None = None,
    is_named: bool = False,
) -> str:
    """Draw each channel of a tensor as a map, all on one colour scale centred at 0.

    Parameters
    ----------
    tensor : ndarray, shape (C, H, W)
    role : {"input", "weight", "output", "paths", "gradient"}
        Decides the colours.
    name : str
        The tensor's letter; above channel 0 stands ``name[0]``.
    hover : sequence of str, length C*H*W
        What a cell says when pointed at, in the tensor's own order.
    alt : str
        What the maps show, in words.
    seen : ndarray of bool, shape (C, H, W), optional
        Which cells have a frame.
    is_named : bool
        Whether `name` is all that stands above a map that is alone.

    Returns
    -------
    str
        HTML: one SVG a channel.

    Examples
    --------
    >>> drawn = maps_svg(np.array([[[1, -2]]]), "output", "y", ["1 = 1", "2 + (−4) = −2"], "one map")
    >>> drawn.count("<svg"), "<title>2 + (−4) = −2</title>" in drawn, ">−2</text>" in drawn
    (1, True, True)
    """
    scale, low, high = colour_scale(role, tensor)
    texts = [number(value) for value in tensor.ravel().tolist()]
    wide = max(CELL, int(max(map(len, texts)) * DIGIT) + 8)
    shares = [(value - low) / (high - low) for value in tensor.ravel().tolist()]
    both = scale, on_dark(scale)
    shades = ["light-dark({},{})".format(*(shade(share, each) for each in both)) for share in shares]
    framed = [False] * tensor.size if seen is None else seen.ravel().tolist()
    cells = list(zip(texts, shades, hover, framed, strict=True))
    each = tensor.shape[1] * tensor.shape[2]
    drawn = [
        _map(cells[at * each : (at + 1) * each], tensor.shape[2], wide, name if is_named else f"{name}[{at}]")
        for at in range(len(tensor))
    ]
    return f'<div class="maps" role="img" aria-label="{escape(alt)}">{"".join(drawn)}</div>'


def shade(share: float, scale: ColourScale) -> str:
    """Mix a colour of a scale, from its end at 0 to its end at 1.

    Examples
    --------
    >>> shade(0.5, [(0.0, "#FFFFFF"), (1.0, "#000000")])
    '#808080'
    """
    after = next(at for at, (stop, _) in enumerate(scale) if share <= stop)
    (start, one), (end, other) = scale[max(0, after - 1)], scale[after]
    part = (share - start) / (end - start) if end > start else 0.0
    mixed = (round((1 - part) * a + part * b + 1e-9) for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return "#" + "".join(f"{each:02x}" for each in mixed)


def _rgb(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _map(cells: Sequence[Cell], columns: int, wide: int, title: str) -> str:
    width, height = columns * wide, len(cells) // columns * CELL
    drawn = (_cell(cell, at % columns * wide, at // columns * CELL, wide) for at, cell in enumerate(cells))
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f"<figure><figcaption>{title}</figcaption><svg {size}>{''.join(drawn)}</svg></figure>"


def _cell(cell: Cell, x: int, y: int, wide: int) -> str:
    text, colours, told, is_framed = cell
    box = f'<rect x="{x}" y="{y}" width="{wide - 1}" height="{CELL - 1}" style="fill:{colours}"/>'
    words = f'<text x="{x + wide // 2}" y="{y + CELL // 2}">{text}</text>'
    if is_framed:
        size = f'width="{wide - 7}" height="{CELL - 7}"'
        box += f'<rect class="seen" x="{x + 3}" y="{y + 3}" {size}/>'
    return f"<g><title>{escape(told)}</title>{box}{words}</g>"
