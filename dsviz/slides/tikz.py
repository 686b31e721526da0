"""A sheet as TikZ, a document that compiles by itself; the picture in it can be taken into a paper."""

from __future__ import annotations

from dsviz.export.documents import escaped, is_chinese
from dsviz.slides.sheet import Box, Line, Mark, Sheet, Text
from dsviz.slides.svg import LICENCE

WIDE = 16.0  # centimetres: a column of A4
POINTS = 28.45  # in a centimetre
LETTERS = 10.0  # points of LaTeX's usual size
DOCUMENT = r"""%% dsviz, CC BY 4.0, {licence}
%% {compiler}
\documentclass{{article}}
\usepackage[paperwidth={wide:.2f}cm,paperheight={high:.2f}cm,margin=0pt]{{geometry}}
\usepackage{{amssymb}}
\usepackage{{tikz}}
{chinese}\pagestyle{{empty}}
\parindent0pt
\topskip0pt
\begin{{document}}%
\begin{{tikzpicture}}[x={unit:.5f}cm,y=-{unit:.5f}cm,
  every node/.style={{anchor=base,inner sep=0,font=\sffamily}}]
{colours}
{body}
\end{{tikzpicture}}%
\end{{document}}
"""
CHINESE = "\\usepackage{xeCJK}\n"
ANCHORS = {"start": "base west", "middle": "base", "end": "base east"}
# Beyond what a text of the derivations has.
SIGNS = {"≈": r"$\approx$", "…": r"\dots{}"}


def tikz(sheet: Sheet) -> str:
    """Write a sheet as a LaTeX document with one ``tikzpicture``.

    Returns
    -------
    str
        Compiles with pdflatex; with xelatex where a text of it is Chinese.

    Examples
    --------
    >>> written = tikz(Sheet(640, 360, "#ffffff", "A", [Text(9, 9, "x[0] × 2", 16, "#000000")]))
    >>> written.count("\\\\node"), "$\\\\times$" in written
    (1, True)
    """
    unit = WIDE / sheet.width
    colours = {colour: f"c{at}" for at, colour in enumerate(_colours(sheet))}
    defined = "\n".join(
        f"\\definecolor{{{name}}}{{HTML}}{{{colour[1:].upper()}}}" for colour, name in colours.items()
    )
    ground = Box(0, 0, sheet.width, sheet.height, sheet.paper)
    lines = [_mark(mark, colours, unit) for mark in (ground, *sheet.marks)]
    chinese = any(is_chinese(mark.words) for mark in sheet.marks if isinstance(mark, Text))
    return DOCUMENT.format(
        licence=LICENCE,
        compiler="xelatex" if chinese else "pdflatex",
        wide=WIDE,
        high=sheet.height * unit + 0.01,
        chinese=CHINESE if chinese else "",
        unit=unit,
        colours=defined,
        body="\n".join(lines),
    )


def _colours(sheet: Sheet) -> list[str]:
    found = [sheet.paper]
    for mark in sheet.marks:
        found += [colour for colour in _of(mark) if colour]
    return list(dict.fromkeys(found))


def _of(mark: Mark) -> tuple[str | None, ...]:
    return (mark.fill, mark.edge) if isinstance(mark, Box) else (mark.colour,)


def _mark(mark: Mark, colours: dict[str, str], unit: float) -> str:
    if isinstance(mark, Box):
        fill = f"fill={colours[mark.fill]}," if mark.fill else ""
        edge = f"draw={colours[mark.edge]},line width={_points(mark.thick, unit)}" if mark.edge else ""
        corners = (
            f"({mark.x:.2f},{mark.y:.2f}) rectangle ({mark.x + mark.width:.2f},{mark.y + mark.height:.2f})"
        )
        return f"\\path[{fill}{edge}] {corners};"
    if isinstance(mark, Line):
        look = f"draw={colours[mark.colour]},line width={_points(mark.thick, unit)}"
        return f"\\path[{look}] ({mark.x1:.2f},{mark.y1:.2f}) -- ({mark.x2:.2f},{mark.y2:.2f});"
    scale = mark.size * unit * POINTS / LETTERS
    look = f"anchor={ANCHORS[mark.anchor]},scale={scale:.3f},text={colours[mark.colour]}"
    words = "".join(SIGNS.get(sign, escaped(sign) if sign != " " else " ") for sign in mark.words)
    words = f"\\bfseries {words}" if mark.bold else words
    return f"\\node[{look}] at ({mark.x:.2f},{mark.baseline:.2f}) {{{words}}};"


def _points(thick: float, unit: float) -> str:
    return f"{thick * unit * POINTS:.2f}pt"
