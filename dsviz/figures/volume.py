"""A window of a layer of three dimensions, its slices side by side, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dsviz.figures.theme import HUE

CELL, GAP, MARGIN, LINE = 38, 34, 4, 24  # pixels
STYLE = f"""svg{{--k:#1a1c24;--f:#5f6570}}
@media (prefers-color-scheme:dark){{svg{{--k:#fafafa;--f:#a6acb8}}}}
text{{font:16px Arial,Helvetica,sans-serif;fill:var(--k);text-anchor:middle;dominant-baseline:central}}
.w{{font-size:13px;font-weight:bold;text-anchor:end}}
rect{{fill:{HUE["input"]};fill-opacity:.14;stroke:var(--f)}}
.o{{fill:{HUE["weight"]};fill-opacity:.34}}"""

Volume = Sequence[Sequence[Sequence[int]]]


def volume_window(x: Volume, kernel: Volume, sums: Sequence[str], alt: str) -> str:
    """Draw a volume slice by slice with the kernel on its first corner, and a sum under each slice it covers.

    Parameters
    ----------
    x, kernel : nested sequences, shapes (D, H, W) and (d, h, w)
    sums : sequence of str
        What stands under each slice.
    alt : str
        What it shows, in words, for those who do not see it.

    Returns
    -------
    str
        Well-formed XML.

    Examples
    --------
    >>> drawn = volume_window([[[5]], [[7]]], [[[2]]], ["10", ""], "a volume")
    >>> drawn.count("<rect"), drawn.count('class="o"'), "×2" in drawn
    (2, 1, True)
    """
    rows, columns = len(x[0]), len(x[0][0])
    width = 2 * MARGIN + len(x) * columns * CELL + (len(x) - 1) * GAP
    height = 2 * (MARGIN + LINE) + rows * CELL
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="{escape(alt)}"><style>{STYLE}</style>'
    ]
    for depth, slice_ in enumerate(x):
        left = MARGIN + depth * (columns * CELL + GAP)
        middle = left + columns * CELL / 2
        parts.append(f'<text x="{middle:g}" y="{MARGIN + LINE / 2:g}">x[{depth}]</text>')
        parts += _slice(slice_, kernel[depth] if depth < len(kernel) else (), left)
        parts.append(f'<text x="{middle:g}" y="{height - MARGIN - LINE / 2:g}">{escape(sums[depth])}</text>')
    return "".join([*parts, "</svg>"])


def _slice(values: Sequence[Sequence[int]], weights: Sequence[Sequence[int]], left: int) -> list[str]:
    parts = []
    for row, line in enumerate(values):
        for column, value in enumerate(line):
            x, y = left + column * CELL, MARGIN + LINE + row * CELL
            is_under = row < len(weights) and column < len(weights[row])
            kind = ' class="o"' if is_under else ""
            parts.append(f'<rect{kind} x="{x}" y="{y}" width="{CELL}" height="{CELL}"/>')
            shift = 7 if is_under else 0
            parts.append(
                f'<text x="{x + CELL / 2 - shift / 2:g}" y="{y + CELL / 2 - shift:g}">{value}</text>'
            )
            if is_under:
                parts.append(
                    f'<text class="w" x="{x + CELL - 2}" y="{y + CELL - 9}">×{weights[row][column]}</text>'
                )
    return parts
