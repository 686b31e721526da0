"""Digits, brackets and signs of other keyboards and typesetters, as the ASCII ones they stand for."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import joined

_FULL_WIDTH = {chr(0xFF01 + at): chr(0x21 + at) for at in range(94)}
_OTHERS = {
    "\u3000": " ",
    "\u3001": ",",
    "\u3010": "[",
    "\u3011": "]",
    "\u201c": '"',
    "\u201d": '"',
    "\u2018": "'",
    "\u2019": "'",
    **dict.fromkeys("\u239b\u239c\u239d\u239e\u239f\u23a0\u23a1\u23a2\u23a3\u23a4\u23a5\u23a6", " "),
}
# A line that holds nothing but the sides of tall brackets.
_TALL = re.compile(
    "^[ \t]*[\u239b-\u239d\u23a1-\u23a3][ \t]*[\u239e-\u23a0\u23a4-\u23a6][ \t\r]*$", re.MULTILINE
)
# y \u2248 37 names y; elsewhere the sign only says that the number behind it was rounded.
_ABOUT = re.compile("(?:(?<=[A-Za-z)\\]])[ ]?|(?<![A-Za-z)\\]])())[\u2248\u2243\u2245](?=[ ]?[-+\u2212.0-9])")
_BETWEEN = re.compile(r",[ ]?[-+\u2212]?[.0-9\u00bc-\u00be\u2150-\u215e]")
_AS_ASCII = str.maketrans(_FULL_WIDTH | _OTHERS)
# What a Chinese keyboard writes between numbers. Its comma never stands before decimals, as "1,5" may.
_CHINESE = re.compile(r"[\uff0c\uff1b\u3001]")
_BRACKET = re.compile(r"[()\[\]{}<>]")
_COMMA = re.compile(r"(?<=[0-9]),(?=[-+\u2212]?[.]?[0-9])")
_MATRIX = re.compile(r"[({]([0-9.,;/\-+\u2212eE \t\n]{1,20000})[)}]")
_DASH = re.compile(r"(?<![^\s,;:=(\[{])\u2014(?=[0-9.])")
_POINT = re.compile(r"(?<=[0-9])\u3002(?=[0-9])")
_STOP = re.compile(r"(?<=[0-9])\u3002(?=[ \t\r]*(?:\n|\Z))")
_SIGN = "[-+\u2212\u2010\u2011\u2013]"
# Between the start of a cell and its number a sign can be nothing but the number's own.
_APART = re.compile(
    rf"([,\[({{&|\u2502\t][ \n]*|[;:=][ ]*|\\\\[ \n]*|\A\s*)({_SIGN})([ ]+)(?=[0-9.])", re.ASCII
)


def plain(text: str) -> str:
    """Write full-width digits and signs as ASCII, and the pieces of tall brackets as blanks.

    Examples
    --------
    >>> plain("\uff3b\uff11\uff0c\uff0d\uff12\uff3d")
    '[1,-2]'
    >>> plain("1\uff0c2\uff1b3\uff0c4\u3002")
    '1 2;3 4 '
    """
    text = _TALL.sub(lambda found: joined(found[0]), text)
    text = _ABOUT.sub(lambda found: "=" if found[1] is None else f"{found[1]} ", text)
    ascii = _DASH.sub("-", text.translate(_AS_ASCII))
    ascii = _STOP.sub(" ", _POINT.sub(".", ascii))
    if not _CHINESE.search(text):
        return ascii
    squared = _MATRIX.sub(_squared, ascii)
    parted = _parted(squared)
    return parted if parted != squared else _parted_by_line(text, squared)


def narrow(text: str) -> str:
    """Write full-width letters, digits and signs as ASCII, each in its place.

    >>> narrow("步幅＝２　填充：１")
    '步幅=2 填充:1'
    """
    return text.translate(_AS_ASCII)


def _squared(found: re.Match[str]) -> str:
    """Write square brackets around rows between semicolons, which no other brackets hold."""
    return f"[{found[1]}]" if ";" in found[1] else found[0]


def _parted(text: str) -> str:
    """Write blanks for commas between two digits where there are no brackets, which would say what they part.

    Examples
    --------
    >>> _parted("1,2;3,4"), _parted("[1,2]")
    ('1 2;3 4', '[1,2]')
    """
    if _BRACKET.search(text) or text.count(",") != len(_COMMA.findall(text)):
        return text
    return _COMMA.sub(" ", text)


def _parted_by_line(text: str, plain: str) -> str:
    """Write a Chinese comma between two numbers outside brackets as a blank: it never stands before decimals.

    >>> _parted_by_line("1\uff0c2\uff1b3\uff0c4", "1,2;3,4"), _parted_by_line("[1\uff0c2]", "[1,2]")
    ('1 2;3 4', '[1,2]')
    """
    depth, start, kept = 0, 0, list(plain)
    for line in text.split("\n"):
        has_comma = "," in line
        for at in range(start, start + len(line)):
            depth += (plain[at] in "[({") - (plain[at] in "])}")
            is_between = (
                text[at] in "\uff0c\u3001" and _BETWEEN.match(plain, at) and plain[at - 1].isnumeric()
            )
            if depth == 0 and is_between and not has_comma:
                kept[at] = " "
        start += len(line) + 1
    return "".join(kept)


# Fortran's double precision: 1.0D+00, 2D0.
_DOUBLE = re.compile(
    r"(?<![\w.])([0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})[dD](?=[-+\u2212]?[0-9]{1,3}(?![\w.]))"
)


def exponents(text: str) -> str:
    """Write an e for the D of Fortran's powers of ten.

    Examples
    --------
    >>> exponents("1.0D+00 2D0"), exponents("a 2D map, conv2d0")
    ('1.0e+00 2e0', 'a 2D map, conv2d0')
    """
    return _DOUBLE.sub(r"\1e", text)


# MATLAB's line goes on in the next one. NumPy's ... for numbers left out stands behind numbers, or alone.
_GOES_ON = re.compile(r"([,;\[\]{}][ \t]*)\.\.\.(?=[ \t\r]*\n)")


def continued(text: str) -> str:
    """Write blanks for the sign of MATLAB that a line goes on.

    Examples
    --------
    >>> continued("[1 2; ...\\n 3 4]")
    '[1 2;    \\n 3 4]'
    """
    return _GOES_ON.sub(lambda found: f"{found[1]}   ", text)


def closed(text: str) -> str:
    """Move a sign up to its number where nothing else can be meant: [1, - 2], but not 1 - 2.

    Examples
    --------
    >>> closed("[1, - 0.11]"), closed("[1 - 2]")
    ('[1,  -0.11]', '[1 - 2]')
    """
    return _APART.sub(lambda found: f"{found[1]}{found[3]}{found[2]}", text)
