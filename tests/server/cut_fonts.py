"""Cut Streamlit's fonts, for another Streamlit or icon: ``python -m tests.server.cut_fonts``."""

from __future__ import annotations

import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from streamlit import file_util

import dsviz
from dsviz.server.fonts import ICONS, TEXT, place_of

# How a script writes the name of an icon: between quotes, or as ":material/name:".
IN_SCRIPTS = re.compile(r"""["'`/]([a-z0-9_]+)["'`:]""")
# Latin, Greek, and the signs of mathematics; whatever else is typed stands in the reader's own font.
LETTERS = ((0x20, 0x7E), (0xA0, 0x17F), (0x370, 0x3FF), (0x2000, 0x2318), (0x25A0, 0x27BF))
TEXT_NAME = "dsviz Text"
NAMES = (1, 3, 4, 6, 16)  # family, unique, full, PostScript and typographic family
OURS = re.compile(r":material/([a-z0-9_]+):")


def ligatures(font: TTFont) -> dict[str, str]:
    """Return the glyph of every icon, by the name that is written for it."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    tables = [table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable]
    tables = [getattr(table, "ExtSubTable", table) for table in tables]
    return {
        "".join(letters[glyph] for glyph in (first, *ligature.Component)): ligature.LigGlyph
        for table in tables
        if table.LookupType == 4
        for first, found in table.ligatures.items()
        for ligature in found
    }


def names(streamlit: Path) -> set[str]:
    """Return every name that may be an icon's in Streamlit's scripts and in this project."""
    scripts = [file.read_text(encoding="utf-8") for file in streamlit.glob("static/js/*.js")]
    package = Path(dsviz.__file__).parent
    modules = [file.read_text(encoding="utf-8") for file in package.rglob("*.py")]
    found = {name for script in scripts for name in IN_SCRIPTS.findall(script)}
    return found | {name for module in modules for name in OURS.findall(module)}


def cut_icons(font: TTFont, wanted: set[str]) -> None:
    """Leave the wanted icons in a font, and the letters that their names are written with."""
    known = ligatures(font)
    options = subset.Options(layout_features=["*"], layout_closure=False, notdef_outline=True, hinting=False)
    subsetter = subset.Subsetter(options)
    letters = [code for code in font.getBestCmap() if code < 128]
    subsetter.populate(glyphs=[known[name] for name in wanted & set(known)], unicodes=letters)
    subsetter.subset(font)


def cut_text(font: TTFont) -> None:
    """Leave the letters of running text in a font, and give it a name of its own."""
    features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum"]
    subsetter = subset.Subsetter(subset.Options(layout_features=features, hinting=False, name_IDs=["*"]))
    subsetter.populate(unicodes=[code for first, last in LETTERS for code in range(first, last + 1)])
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in NAMES:
            record.string = TEXT_NAME


def main() -> None:
    """Write the cut fonts for the Streamlit that is installed."""
    streamlit = Path(file_util.get_static_dir())
    for pattern, cut in ((ICONS, lambda font: cut_icons(font, names(streamlit))), (TEXT, cut_text)):
        for file in streamlit.glob(pattern):
            font = TTFont(file)
            cut(font)
            font.flavor = "woff2"
            font.save(place_of(file))
            print(place_of(file).name, place_of(file).stat().st_size)


if __name__ == "__main__":
    main()
