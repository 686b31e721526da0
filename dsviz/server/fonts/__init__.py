"""Two of Streamlit's fonts, cut down to what is used: 53 KB and 48 KB in place of 375 KB and 170 KB.

A browser asks for both before it draws anything of a page, and on a class's line the first picture waits for
them. The font of icons is Material Symbols Rounded by Google, under the Apache License 2.0; the font of text
is made of Source Sans 3 by Adobe, under the SIL Open Font License beside it (``OFL.txt``), and has another
name, as that asks. What is cut from one of Streamlit's versions is named by that version's font; beside any
other version nothing is put in its place. ``python -m tests.server.cut_fonts`` cuts anew.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

FOLDER = Path(__file__).parent
ICONS = "static/media/MaterialSymbols*.woff2"
TEXT = "static/media/SourceSansVF-Upright*.woff2"


def cut_fonts(folder: Path) -> dict[str, Path]:
    """Return the fonts to send, by their names in Streamlit's folder; none beside a font that is not known.

    Parameters
    ----------
    folder : Path
        Where Streamlit's ``index.html`` lies.
    """
    fonts = [font for pattern in (ICONS, TEXT) for font in folder.glob(pattern)]
    places = {font.relative_to(folder).as_posix(): place_of(font) for font in fonts}
    return {name: place for name, place in places.items() if place.is_file()}


def place_of(font: Path) -> Path:
    """Return where the cut font of one of Streamlit's lies."""
    return FOLDER / f"{hashlib.sha256(font.read_bytes()).hexdigest()[:16]}.woff2"
