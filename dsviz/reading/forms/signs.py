"""Digits, brackets and signs of other keyboards and typesetters, as the ASCII ones they stand for."""

from __future__ import annotations

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


def plain(text: str) -> str:
    """Write full-width digits and signs as ASCII, and the pieces of tall brackets as blanks.

    Examples
    --------
    >>> plain("\uff3b\uff11\uff0c\uff0d\uff12\uff3d")
    '[1,-2]'
    """
    return text.translate(_AS_ASCII)
