"""A sheet as PNG, several as a GIF: drawn by Pillow, so that a server needs no browser for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from itertools import product
from typing import TYPE_CHECKING

from dsviz.slides.font import place_of
from dsviz.slides.palette import rgb
from dsviz.slides.sheet import Box, Line, Mark, Sheet
from dsviz.slides.svg import LICENCE

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FINER = 2  # drawn so many times as large, so that slanted lines are smooth
ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def image(sheet: Sheet) -> Image:
    """Draw a sheet.

    Raises
    ------
    ModuleNotFoundError
        With what to install, where Pillow is missing.
    """
    try:
        from PIL import Image, ImageDraw
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            'a PNG or GIF needs Pillow, which is not installed; pip install "dsviz[slides]"'
        ) from missing
    drawn = Image.new("RGB", (FINER * sheet.width, FINER * sheet.height), sheet.paper)
    pen = ImageDraw.Draw(drawn)
    for mark in sheet.marks:
        _draw(pen, mark)
    return drawn.resize((sheet.width, sheet.height), Image.Resampling.BOX)


def png(sheet: Sheet) -> bytes:
    """Write a sheet as PNG, with its title and licence as text."""
    drawn, file = image(sheet), BytesIO()
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_itxt("Title", sheet.title)
    told.add_text("Author", "dsviz")
    told.add_text("Copyright", f"CC BY 4.0, {LICENCE}")
    drawn.save(file, "PNG", pnginfo=told, optimize=False)
    return file.getvalue()


def gif(sheets: Sequence[Sheet], seconds: Sequence[float]) -> bytes:
    """Write sheets as a GIF that starts again at its end.

    Parameters
    ----------
    sheets : sequence of Sheet
    seconds : sequence of float
        How long each stands.
    """
    from PIL import Image

    # One palette for all frames: what stands still then stays still in every viewer.
    palette = Image.new("P", (1, 1))
    palette.putpalette(bytes(channel for colour in _colours(sheets) for channel in colour))
    frames = [image(sheet).quantize(palette=palette, dither=Image.Dither.NONE) for sheet in sheets]
    file = BytesIO()
    frames[0].save(
        file,
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=[round(1000 * each) for each in seconds],
        loop=0,
        comment=f"dsviz, CC BY 4.0, {LICENCE}".encode("ascii"),
    )
    return file.getvalue()


def _colours(sheets: Sequence[Sheet]) -> list[tuple[int, ...]]:
    """The colours of a film, at most 256: those of its marks, then ink on each ground, for smooth letters."""
    marks = [mark for sheet in sheets for mark in sheet.marks]
    grounds = [sheets[0].paper, *(mark.fill for mark in marks if isinstance(mark, Box) and mark.fill)]
    edges = [mark.edge for mark in marks if isinstance(mark, Box) and mark.edge]
    inks = [mark.colour for mark in marks if not isinstance(mark, Box)]
    exact = [rgb(colour) for colour in dict.fromkeys([*grounds, *inks, *edges])]
    pairs = product(map(rgb, dict.fromkeys(inks)), map(rgb, dict.fromkeys(grounds)), (2, 1, 3))
    smooth = [
        tuple((share * one + (4 - share) * other) // 4 for one, other in zip(ink, ground, strict=True))
        for ink, ground, share in pairs
    ]
    return list(dict.fromkeys([*exact, *smooth]))[:256]


def _draw(pen: ImageDraw, mark: Mark) -> None:
    if isinstance(mark, Box):
        half = round(FINER * mark.thick) / 2 if mark.edge else 0
        left, top = FINER * mark.x - half, FINER * mark.y - half
        right, bottom = FINER * (mark.x + mark.width) + half - 1, FINER * (mark.y + mark.height) + half - 1
        corners = (round(left), round(top), round(right), round(bottom))
        pen.rectangle(corners, mark.fill, mark.edge, round(FINER * mark.thick) if mark.edge else 0)
    elif isinstance(mark, Line):
        ends = (FINER * mark.x1, FINER * mark.y1, FINER * mark.x2, FINER * mark.y2)
        pen.line(ends, mark.colour, max(1, round(FINER * mark.thick)))
    else:
        place = FINER * mark.x, FINER * mark.baseline
        pen.text(
            place,
            mark.words,
            mark.colour,
            _font(round(FINER * mark.size, 1), mark.bold),
            ANCHORS[mark.anchor],
        )


@cache
def _font(size: float, bold: bool) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(place_of(bold), size, layout_engine=ImageFont.Layout.BASIC)
