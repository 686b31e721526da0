"""The letters of the pictures, so that one looks alike on every machine.

Cut out of Noto Sans CJK SC by Google and Adobe, under the SIL Open Font License beside it (``OFL.txt``), with
another name. It has Latin, Greek, the signs of mathematics, and the Chinese of titles and labels; any other
letter stands in a font of the reader's, or as an empty box in a PNG.
"""

from __future__ import annotations

import base64
from pathlib import Path

FAMILY = "dsviz Pictures"
#: What stands in for a letter that the font lacks, in an SVG.
OTHERS = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
FOLDER = Path(__file__).parent / "fonts"


def place_of(bold: bool) -> Path:
    """Return where one of the two weights lies."""
    return FOLDER / f"pictures-{'bold' if bold else 'regular'}.woff2"


def as_css(bold: bool) -> str:
    """Write a weight into a style sheet, whole, so that it needs no second file."""
    data = base64.b64encode(place_of(bold).read_bytes()).decode("ascii")
    weight = 700 if bold else 400
    return (
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )
