"""Digits, brackets and signs of other keyboards and typesetters, as the ASCII ones they stand for."""

from __future__ import annotations

import re

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
_AS_ASCII = str.maketrans(_FULL_WIDTH | _OTHERS)
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
    """
    return text.translate(_AS_ASCII)


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
