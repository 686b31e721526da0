"""Names and numbers that Markdown prints bold or slanted: **stride** = 2, | **37** |."""

from __future__ import annotations

import re

_STARRED = re.compile(
    r"(?P<before>^[ \t]*(?:[-+>][ ]|[0-9]{1,2}\.[ ])?|[,;][ ]?)(?P<stars>\*{1,3})"
    r"(?P<name>[^\W\d_][\w \t()-]{0,40})(?P=stars)(?=[ ]?[:=])",
    re.MULTILINE,
)
# A number alone in its cell; 2**3** stays a power.
_BOLD = re.compile(
    r"(?<![^\s|&,;(\[])(?P<stars>\*\*|__)(?P<number>[-+\u2212]?[0-9.]{1,20}(?:/[0-9]{1,9})?)(?P=stars)"
    r"(?![^\s|&,;)\]])"
)


def plain(text: str) -> str:
    """Take the stars off a name before its value, and off a number in its cell; the text keeps its length.

    >>> plain("**stride** = 2, *padding*: 1"), plain("2 *x* = 4")
    ('  stride   = 2,  padding : 1', '2 *x* = 4')
    >>> plain("| **37** | 2**3 |")
    '|   37   | 2**3 |'
    """
    if "*" not in text and "__" not in text:
        return text
    return _BOLD.sub(r"  \g<number>  ", _STARRED.sub(_without_stars, text))


def _without_stars(found: re.Match[str]) -> str:
    blank = " " * len(found["stars"])
    return f"{found['before']}{blank}{found['name']}{blank}"
