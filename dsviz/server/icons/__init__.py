"""Streamlit's font of icons, cut down to the icons that are used: 53 KB in place of 375 KB.

A browser asks for the whole font before it draws anything of a page, and on a class's line the first picture
waits for it. The font is Material Symbols Rounded by Google, under the Apache License 2.0. What is cut from
one of Streamlit's versions is named by that version's font; beside any other version nothing is put in its
place. ``python -m tests.server.cut_icons`` cuts anew.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

FOLDER = Path(__file__).parent
FONT = "static/media/MaterialSymbols*.woff2"


def cut_icons(folder: Path) -> dict[str, Path]:
    """Return the font to send, by its name in Streamlit's folder; nothing beside a font that is not known.

    Parameters
    ----------
    folder : Path
        Where Streamlit's ``index.html`` lies.
    """
    fonts = {font.relative_to(folder).as_posix(): place_of(font) for font in folder.glob(FONT)}
    return {name: place for name, place in fonts.items() if place.is_file()}


def place_of(font: Path) -> Path:
    """Return where the cut font of one of Streamlit's lies."""
    return FOLDER / f"{hashlib.sha256(font.read_bytes()).hexdigest()[:16]}.woff2"
