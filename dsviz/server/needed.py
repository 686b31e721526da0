"""What a page with a stage fetches before it shows anything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from dsviz.server.fonts import ICONS

# Streamlit's name of what draws a component such as the stage; browsers ask for it last, and wait for it.
STAGE_PART = "/BidiComponent.tsx"
IN_INDEX = re.compile(r'(?:src|href)="\./(static/[^"]+)"')


def first_needed(folder: Path) -> tuple[str, ...]:
    """Return the files of Streamlit's that every page with a stage fetches at once.

    Parameters
    ----------
    folder : Path
        Where Streamlit's ``index.html`` and ``manifest.json`` lie.
    """
    return tuple(dict.fromkeys((*named_in_index(folder), *of_the_stage(folder))))


def named_in_index(folder: Path) -> list[str]:
    """Return the files that Streamlit's page names itself."""
    return IN_INDEX.findall((folder / "index.html").read_text(encoding="utf-8"))


def of_the_stage(folder: Path) -> list[str]:
    """Return the files that the stage's part of Streamlit needs."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    entries = [name for name in manifest if name.endswith(STAGE_PART)]
    files: dict[str, None] = {}
    while entries:
        entry = manifest[entries.pop()]
        if entry["file"] not in files:
            files[entry["file"]] = None
            entries += entry.get("imports", [])
    return list(files)


def preloads(folder: Path, own: Iterable[str]) -> str:
    """Return the links that have a browser fetch the stage's scripts along with the page's own.

    Parameters
    ----------
    folder : Path
        Where Streamlit's ``index.html`` lies.
    own : iterable of str
        Scripts sent beside Streamlit's, by their names under the server's address.
    """
    named = named_in_index(folder)
    names = [*own, *(name for name in of_the_stage(folder) if name not in named)]
    return "\n".join(f'<link rel="modulepreload" crossorigin href="./{name}">' for name in names)


def font_preloads(folder: Path) -> str:
    """Return the links for the font of icons, which a browser else asks for as it opens its socket."""
    fonts = [font.relative_to(folder).as_posix() for font in folder.glob(ICONS)]
    return "".join(
        f'<link rel="preload" as="font" type="font/woff2" crossorigin href="./{name}">' for name in fonts
    )
