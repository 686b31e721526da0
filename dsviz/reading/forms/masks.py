"""What the forms have in common: text taken out of a text so that every other character keeps its place."""

from __future__ import annotations

import re

# A line of these holds no number and, unlike an empty line, starts no new channel.
JOINER = "\u2060"
# The next channel begins; stands where an empty line cannot be put in.
NEXT_CHANNEL = "\f"

_VISIBLE = re.compile(r"[^\n]")


def blanked(text: str) -> str:
    """Write blanks for everything but the ends of lines.

    Examples
    --------
    >>> blanked("ab\\nc")
    '  \\n '
    """
    return _VISIBLE.sub(" ", text)


def without(expression: re.Pattern[str], text: str) -> str:
    """Write blanks for what an expression finds.

    Examples
    --------
    >>> without(re.compile("b+"), "abbc")
    'a  c'
    """
    return expression.sub(lambda found: blanked(found[0]), text)


def next_channel(text: str) -> str:
    """Write blanks for a heading of a channel, and before them the sign that one begins.

    Examples
    --------
    >>> next_channel("# channel 1")
    '\\x0c          '
    """
    return NEXT_CHANNEL + blanked(text[1:])


def joined(text: str) -> str:
    """Write joiners for everything but the ends of lines."""
    return _VISIBLE.sub(JOINER, text)


def lines_without(expression: re.Pattern[str], text: str) -> str:
    """Write joiners for the lines that an expression finds."""
    return expression.sub(lambda found: joined(found[0]), text)


def padded(text: str, length: int, *, right: bool = False) -> str:
    """Fill a text up with blanks, behind it or (right) before it.

    Examples
    --------
    >>> padded("1/4", 5), padded("[", 3, right=True)
    ('1/4  ', '  [')
    """
    return text.rjust(length) if right else text.ljust(length)
