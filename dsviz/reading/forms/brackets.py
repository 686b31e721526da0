"""Round brackets and brackets without a comma between, as the rows that people mean by them."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import JOINER

_ENTRY = r"[-+\u2212]?[0-9.][0-9.eE/]{0,30}+"
# Possessive: a long row that is none is given up at once.
_LINE = re.compile(rf"[ \t]*+(?>(?:\([ ]?{_ENTRY}[ ]?\)|{_ENTRY})[ \t,]*+)++\r?")
# (1/16) * on a line of its own above rows without brackets
_FACTOR = re.compile(
    r"\A(\s*)\(([-+\u2212]?[0-9./ ]{1,20})\)([ ]?[*\u00d7\u00b7\u22c5\u2217][ \t\r]*\n)(?!\s*[\[({])"
)
_ROUND = re.compile(r"\s*+\(([^()\[\]{}A-Za-z]*+)\)[\s;']*+")
_ROW = r"\[[^\[\](){}A-Za-z;]{1,5000}\]"
_CLOSE = re.compile(rf"[\s\[]*{_ROW}(?:\s*{_ROW})+[\s\];]*")
_JOINT = re.compile(r"\](\s*)\[")


def plain(text: str) -> str:
    """Take the brackets around single numbers out, and write (1 2; 3 4) and [1, 2][3, 4] as MATLAB's rows.

    Examples
    --------
    >>> plain("(1) (-2)\\n(3) (4)").split(), plain("(1 2; 3 4)"), plain("[1, 2][3, 4]")
    (['1', '-2', '3', '4'], '[1 2; 3 4]', '[1, 2; 3, 4]')
    """
    if "(" in text:
        text = _FACTOR.sub(r"\1 \2 \3", text)
        lines = [line for line in text.split("\n") if line.strip(f" \t\r\f{JOINER}")]
        if len(lines) > 1 and all(map(_LINE.fullmatch, lines)):
            return text.replace("(", " ").replace(")", " ")
        found = _ROUND.fullmatch(text)
        if found is not None and _width(found[1].strip().strip(";").split(";")) > 1:
            opens, closes = found.start(1) - 1, found.end(1)
            return f"{text[:opens]}[{text[opens + 1 : closes]}]{text[closes + 1 :]}"
    return _rows(text) if "][" in text else text


def _rows(text: str) -> str:
    """Write a semicolon between rows of one length whose brackets touch."""
    if "," not in text and " " not in text:
        return text
    rows = re.findall(_ROW, text)
    if _CLOSE.fullmatch(text) is None or _width([row[1:-1] for row in rows]) < 2:
        return text
    return _JOINT.sub(lambda found: f";{found[1]} ", text)


def _width(rows: list[str]) -> int:
    """Count the numbers of each row; 0 where there is one row, or two are of different lengths."""
    counts = {len(re.findall(r"[^\s,]+", row)) for row in rows}
    return counts.pop() if len(counts) == 1 and len(rows) > 1 else 0
