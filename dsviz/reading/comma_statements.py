"""Statements with commas between them: w = [[1, 2]], b = 10 is w = [[1, 2]]; b = 10."""

from __future__ import annotations

import re

_OPENS, _CLOSES = "[({", "])}"
# Keras prints <Variable path=..., shape=(1, 2), dtype=float32, value=...>.
_SIGN = re.compile(
    r"[\[({\])}]"
    r"|,(?=[ \t]*(?!(?:path|shape|dtype|value)=)[^\W\d]\w{0,30}[ ]?=(?!=)[ ]?[-+.0-9\[({A-Za-z\\])"
)
_FIRST = re.compile(r"\s*(?:>>>[ ])?\$*[^\W\d][\w.]{0,30}[ ]?=(?!=)")
# LaTeX's gap between two of them.
_GAP = re.compile(r"(?<=,)[ \t]*\\q?quad(?![A-Za-z])")
_FORMULA = re.compile(r"\s*\${1,2}[^$]+\${1,2}\s*")
# A value ends before the comma, and not the name of one of several: x1, x2 = ...
_VALUE = re.compile(r"(?:[\])}]|(?<![\w.])[-+]?[0-9.]{1,20}(?:[eE][-+]?[0-9]{1,3})?)[ \t]?$")


def plain(text: str) -> str:
    """Write a semicolon for a comma behind a value, where the next statement begins.

    Examples
    --------
    >>> plain("w = [[1, 2]], b = 10"), plain("x1, x2 = 3, 4"), plain("f(x, y=1)")
    ('w = [[1, 2]]; b = 10', 'x1, x2 = 3, 4', 'f(x, y=1)')
    >>> plain(r"$K = [[1]],\\quad b = 1$")
    ' K = [[1]];      b = 1 '
    """
    if not _FIRST.match(text):
        return text
    text = _GAP.sub(lambda found: " " * len(found[0]), text)
    if _FORMULA.fullmatch(text):
        text = text.replace("$", " ")
    kept = list(text)
    depth = 0
    for sign in _SIGN.finditer(text):
        if sign[0] in _OPENS:
            depth += 1
        elif sign[0] in _CLOSES:
            depth -= 1
        elif depth == 0 and _VALUE.search(text[max(0, sign.start() - 40) : sign.start()]):
            kept[sign.start()] = ";"
    return "".join(kept)
