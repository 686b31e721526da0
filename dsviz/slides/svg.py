"""A sheet as SVG: it carries its own font, and says whose it is."""

from __future__ import annotations

from html import escape

from dsviz.slides.font import FAMILY, OTHERS, as_css
from dsviz.slides.sheet import Box, Line, Mark, Sheet, Text

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
METADATA = (
    '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<cc:Work rdf:about=""><dc:creator>dsviz</dc:creator>'
    f'<cc:license rdf:resource="{LICENCE}"/></cc:Work></rdf:RDF></metadata>'
)


class SvgPicture(str):
    """An SVG as text; in a notebook it shows itself."""

    def _repr_svg_(self) -> str:
        return str(self)


def svg(sheet: Sheet) -> SvgPicture:
    """Write a sheet as SVG.

    Returns
    -------
    str
        One file that needs no other: the font stands in it.

    Examples
    --------
    >>> written = svg(Sheet(640, 360, "#ffffff", "A < B", [Line(0, 0, 1, 1, "#000000")]))
    >>> "A &lt; B" in written, "by/4.0" in written, written.count("<path")
    (True, True, 1)
    """
    weights = sorted({mark.bold for mark in sheet.marks if isinstance(mark, Text)})
    fonts = "".join(as_css(bold) for bold in weights)
    body = "\n".join(map(_mark, sheet.marks))
    return SvgPicture(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{sheet.width}" height="{sheet.height}" '
        f'viewBox="0 0 {sheet.width} {sheet.height}" role="img">\n'
        f"<title>{escape(sheet.title)}</title>\n{METADATA}\n"
        f"<style>{fonts}text{{font-family:'{FAMILY}',{OTHERS};white-space:pre}}</style>\n"
        f'<rect width="100%" height="100%" fill="{sheet.paper}"/>\n{body}\n</svg>\n'
    )


def _mark(mark: Mark) -> str:
    if isinstance(mark, Box):
        edge = f' stroke="{mark.edge}" stroke-width="{mark.thick:.2f}"' if mark.edge else ""
        place = f'x="{mark.x:.2f}" y="{mark.y:.2f}" width="{mark.width:.2f}" height="{mark.height:.2f}"'
        return f'<rect {place} fill="{mark.fill or "none"}"{edge}/>'
    if isinstance(mark, Line):
        ends = f"M{mark.x1:.2f} {mark.y1:.2f}L{mark.x2:.2f} {mark.y2:.2f}"
        return f'<path d="{ends}" stroke="{mark.colour}" stroke-width="{mark.thick:.2f}"/>'
    bold = ' font-weight="700"' if mark.bold else ""
    place = f'x="{mark.x:.2f}" y="{mark.baseline:.2f}" font-size="{mark.size:.2f}"'
    return f'<text {place} text-anchor="{mark.anchor}" fill="{mark.colour}"{bold}>{escape(mark.words)}</text>'
