"""Refusals of what people write often: two tables side by side, mixed numbers, numbers in characters."""

from __future__ import annotations

import re

from dsviz.reading.errors import ReadError
from dsviz.reading.forms.spelled import typed_as

_GAP = re.compile(
    r"[ \t]{2,40}[*\u00d7=\u2217\u2297][ \t]{2,40}|[ \t]{3,80}"
    r"|(?<=[\])])[ \t]{1,80}(?:[*\u00d7=][ \t]{1,9})?(?=[\[(])"
    r"|(?<=\|)[ \t]{1,80}(?:[*\u00d7=][ \t]{1,9})?(?=\|)"
)
_BLOCK = re.compile(r"[\[(|]?[ ]?[-+.0-9/]{1,30}(?:(?:[ ]|[ ]?,[ ]?)[-+.0-9/]{1,30}){0,40}[ ]?[\])|]?")
_SIDE_BY_SIDE = (
    *("row-length", "row-shape", "cell-number", "number-form", "character", "one-tensor"),
    *("one-tensor-or-list", "word-known", "header-row"),
)
_ELIDED = re.compile(r"[0-9.\]][ ]?,\s{0,99}(\.\.\.|\u2026)\s{0,9},\s{0,99}[-+.0-9\[]")
# 2 8/9: a whole number, and a fraction less than 1.
MIXED = re.compile(r"(?<![\w./)])([-+]?)([1-9][0-9]{0,5})[ ]([0-9]{1,4})/([1-9][0-9]{0,3})(?![\w/.])")
_OF_MIXED = ("row-length", "row-shape", "comma-missing", "cell-number", "number-form")
_WORKED = re.compile(r"[\])\w][ ]*(?:[<>]=?|==|!=)[ ]*[-+.\w(]|[\])][ ]*[+%^&|][ ]*[-.\w(\[]")
_OF_SIGNS = ("bracket-pair", "bracket-close", "bracket-open", "character", "number-form")
_OF_BARS = re.compile(r"[-+.0-9/]{1,30}(?:[ ]{1,9}[-+.0-9/]{1,30})+")
_OF_TIGHT = (*_OF_SIGNS, "one-tensor", "one-tensor-or-list", "row-shape")
_TIGHT = re.compile(r"[)\]][ ]?[-+][0-9.]")  # np.arange(9)-4
_WORD = re.compile(r"\u8d1f[0-9][0-9.]{0,20}|[\u4e00-\u9fff\u3007]{1,24}")
_OF_WORDS = ("number-digits", "character", "cell-number", "number-form")
_DOTTED = re.compile(r"[-+]?(?:[0-9]{1,15}\.[0-9]{1,15}|[0-9]{0,15}\.[0-9]{1,15})(?:\.{2,3}|\u2026)")


def explained(text: str, error: ReadError) -> ReadError:
    """Return the refusal that says what to type, where a text is of a kind that people write; else the error.

    Examples
    --------
    >>> explained("1 2 3     1 0\\n4 5 6     0 1\\n7 8 9", ReadError("row-length")).rule
    'tables-beside'
    >>> explained("[[2 8/9, 1]]", ReadError("comma-missing")).values["meant"]
    '26/9'
    """
    reasons = (_elided, _beside, _mixed, _dotted, _spelled, _compared, _parted)
    return next((found for reason in reasons if (found := reason(text, error))), error)


def _elided(text: str, error: ReadError) -> ReadError | None:
    """Refuse a printout with numbers left out as that, whatever words stand around it."""
    found = _ELIDED.search(text) if error.rule in ("word-known", "call-known") else None
    return ReadError.at(text, found.start(1), "elided", got="...") if found else None


def _beside(text: str, error: ReadError) -> ReadError | None:
    if error.rule not in _SIDE_BY_SIDE or not _GAP.search(text):
        return None
    lines = [line for line in text.split("\n") if _is_of_two(line.strip())]
    if len(lines) < 2:
        return None
    return ReadError.at(text, text.index(lines[0]), "tables-beside", got=lines[0].strip()[:60])


def _is_of_two(line: str) -> bool:
    """Tell whether a line holds rows of two tables: numbers close to each other, a gap, and more numbers."""
    blocks = _GAP.split(line[:400])
    rows = [block for block in blocks if _BLOCK.fullmatch(block)]
    return len(rows) == len(blocks) > 1 and any(re.search(r"\d[ ,]+[-+.\d]", row) for row in rows)


def improper(found: re.Match[str]) -> str:
    """Write a mixed number as one fraction; one whose fraction is no part of 1 stays.

    >>> MIXED.sub(improper, "2 8/9"), MIXED.sub(improper, "-1 1/2"), MIXED.sub(improper, "1 4/3")
    ('26/9', '-3/2', '1 4/3')
    """
    sign, whole, above, below = found.groups()
    if not 0 < int(above) < int(below):
        return found[0]
    return f"{sign}{int(whole) * int(below) + int(above)}/{below}"


def _mixed(text: str, error: ReadError) -> ReadError | None:
    for found in MIXED.finditer(text) if error.rule in _OF_MIXED else ():
        meant = improper(found)
        if meant != found[0]:
            return ReadError.at(text, found.start(), "number-mixed", got=found[0], meant=meant)
    return None


def _dotted(text: str, error: ReadError) -> ReadError | None:
    if error.rule not in ("number-form", "cell-number") or error.place is None or error.place.column is None:
        return None
    found = _DOTTED.match(text.split("\n")[error.place.line - 1], error.place.column - 1)
    if found is None:
        return None
    meant = found[0].rstrip(".\u2026")
    return ReadError("number-dotted", error.place, got=found[0], meant=meant)


def _spelled(text: str, error: ReadError) -> ReadError | None:
    if error.rule not in _OF_WORDS or error.place is None or error.place.column is None:
        return None
    found = _WORD.match(text.split("\n")[error.place.line - 1], error.place.column - 1)
    meant = found and typed_as(found[0])
    return ReadError("number-spelled", error.place, got=found[0], meant=meant) if found and meant else None


def _compared(text: str, error: ReadError) -> ReadError | None:
    """Refuse x > 2 and [...] + [...] as what they are; the sign is no bracket and no number's."""
    if error.rule not in _OF_TIGHT or error.place is None:
        return None
    line = text.split("\n")[error.place.line - 1]
    sign = _WORKED.search(line) if error.rule in _OF_SIGNS else None
    if sign is None and error.place.column is not None:
        sign = _TIGHT.search(line[max(0, error.place.column - 3) : error.place.column + 2])
    return ReadError("worked-out", error.place, got=line.strip()[:60]) if sign else None


def _parted(text: str, error: ReadError) -> ReadError | None:
    """Refuse several numbers between two bars, which may end a row or part two tables: 37 47 | 67 77."""
    if error.rule != "cell-number" or error.place is None:
        return None
    line = text.split("\n")[error.place.line - 1].strip()
    pieces = [piece.strip() for piece in line[:400].split("|") if piece.strip()]
    is_parted = len(pieces) > 1 and all(_OF_BARS.fullmatch(piece) for piece in pieces)
    return ReadError("bars-part", error.place, got=line[:60]) if is_parted else None
