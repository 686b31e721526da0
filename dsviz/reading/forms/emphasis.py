"""Names that Markdown prints bold or slanted: **stride** = 2."""

from __future__ import annotations

import re

_STARRED = re.compile(
    r"(?P<before>^[ \t]*(?:[-+>][ ]|[0-9]{1,2}\.[ ])?|[,;][ ]?)(?P<stars>\*{1,3})"
    r"(?P<name>[^\W\d_][\w \t()-]{0,40})(?P=stars)(?=[ ]?[:=])",
    re.MULTILINE,
)


def plain(text: str) -> str:
    """Take the stars off a name before its value; the text keeps its length.

    >>> plain("**stride** = 2, *padding*: 1"), plain("2 *x* = 4")
    ('  stride   = 2,  padding : 1', '2 *x* = 4')
    """
    if "*" not in text:
        return text
    return _STARRED.sub(_without_stars, text)


def _without_stars(found: re.Match[str]) -> str:
    blank = " " * len(found["stars"])
    return f"{found['before']}{blank}{found['name']}{blank}"
