"""A convolution written as a product, with what it gives: Y = X * K = [[6, 8]]."""

from __future__ import annotations

import re

_NAME = r"\\?[^\W\d][\w{}\\^]{0,30}"
_SIGN = r"[ \t]?(?:[*\u2217\u229b\u2297\u2295\u22c6]|\\(?:ast|star|otimes|circledast)(?![A-Za-z]))[ \t]?"
_PRODUCT = re.compile(
    rf"^(?P<before>[ \t]{{0,40}}(?:\$[ \t]{{0,9}})?)(?:(?P<name>{_NAME})[ \t]?=[ \t]?)?"
    rf"(?P<product>{_NAME}{_SIGN}{_NAME}(?:[ \t]?\+[ \t]?{_NAME})?)[ \t]?="
    r"(?=[ \t]{0,40}(?:$|[-\[({\\0-9.]))",
    re.MULTILINE,
)


# I * K = [[1, 2]] * [[3]] lists both, and not what they give.
_BOTH = re.compile(rf"[\])}}]{_SIGN}[\[({{\\A-Za-z]")
_FAR = 4000  # characters in which a second tensor is looked for


def plain(text: str) -> str:
    """Write such a line as the statement of what the product gives; the text keeps its length.

    Examples
    --------
    >>> plain("Y = X * K = [[6, 8]]"), plain("X * K = [6 8]")
    ('Y =         [[6, 8]]', 'y     = [6 8]')
    >>> plain("y = x * 2"), plain("I * K = [[1]] * [[2]]")
    ('y = x * 2', 'I * K = [[1]] * [[2]]')
    """
    return _PRODUCT.sub(_as_result, text)


def _as_result(found: re.Match[str]) -> str:
    if _BOTH.search(found.string, found.end(), found.end() + _FAR):
        return found[0]
    name = found["name"] or "y"
    rest = len(found[0]) - len(found["before"])
    return found["before"] + (f"{name} =".ljust(rest) if found["name"] else name.ljust(rest - 1) + "=")
