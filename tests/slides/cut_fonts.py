"""Cut the pictures' font out of Noto Sans CJK: ``python -m tests.slides.cut_fonts FOLDER``.

FOLDER holds NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc, as Debian's fonts-noto-cjk installs them. It is
due where a title or a label of a picture has a letter that the font lacks; a test says so.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

from dsviz import content
from dsviz.slides.font import FAMILY, place_of

SIGNS = ((0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0xFF), (0x3B1, 0x3C9), (0xFF01, 0xFF5E))
MORE = "–—‘’“”…、。「」−×≈≤≥·√Σ→←↑↓"
# Where the titles and labels of pictures stand in the catalogues.
SPOKEN = ("slides.", "exercises.topic.", "playground.stage", "check.stage")
TITLES = ("example.", "page.")
NAMES = (1, 3, 4, 6, 16)  # family, unique, full, PostScript and typographic family


def letters() -> set[str]:
    """Return every letter that a picture's own words have, in any language."""
    found = set(MORE)
    for first, last in SIGNS:
        found |= {chr(code) for code in range(first, last + 1)}
    for language in content.languages():
        for key, message in content.catalogue.messages(language).items():
            if key.startswith(SPOKEN) or (key.startswith(TITLES) and key.endswith(".title")):
                found |= {letter for form in message.forms for letter in form}
    return {letter for letter in found if letter.isprintable()}


def cut(font: TTFont) -> None:
    """Leave the letters in a font, and give it a name of its own, as its licence asks."""
    options = subset.Options(layout_features=["kern"], hinting=False, name_IDs=["*"], desubroutinize=True)
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GSUB"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(letter) for letter in letters()])
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in NAMES:
            record.string = FAMILY


def main(folder: Path) -> None:
    """Write both weights."""
    for bold, file in ((False, "NotoSansCJK-Regular.ttc"), (True, "NotoSansCJK-Bold.ttc")):
        fonts = TTCollection(folder / file).fonts
        font = next(each for each in fonts if each["name"].getDebugName(1).endswith("SC"))
        cut(font)
        font.flavor = "woff2"
        font.save(place_of(bold))
        print(place_of(bold).name, place_of(bold).stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
