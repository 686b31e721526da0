"""Arrays of C whose sizes say more numbers than stand in their braces, or fewer."""

from __future__ import annotations

import re
from math import prod

from dsviz.reading.errors import ReadError
from dsviz.reading.forms.declarations import TYPE, WORD

# int a[3][3] = {...}, with rows in braces of their own or without.
_COUNTED = re.compile(
    rf"^[ \t]*(?:{TYPE}[ ]){{1,6}}(?P<name>{WORD}(?P<sides>(?:[ ]?\[[0-9]{{0,4}}\]){{1,4}}))[ ]?=\s*"
    r"(?P<braces>\{[-+0-9.,{}()/*\seEfFlLuU]{1,20000}\})[ ]?(?:;|$)",
    re.MULTILINE,
)


def checked(text: str) -> str:
    """Return a text as it is, where each array in it has as many numbers as its sizes say.

    Parameters
    ----------
    text : str

    Raises
    ------
    ReadError
        Rule ``sides-filled``: more numbers than the sizes say, or fewer, which C fills up with zeros.

    Examples
    --------
    >>> checked("int a[2][2] = {{1, 2}, {3, 4}};")
    'int a[2][2] = {{1, 2}, {3, 4}};'
    """
    for found in _COUNTED.finditer(text) if "]" in text and "{" in text else ():
        first, *rest = re.findall(r"\[([0-9]*)\]", found["sides"])
        count = len([each for each in re.split(r"[,{}]", found["braces"]) if each.strip()])
        inner = prod(int(side or 0) for side in rest)
        expected = int(first) * inner if first else max(1, -(-count // max(1, inner))) * inner
        if count != expected:
            values = {"name": " ".join(found["name"].split()), "expected": expected, "got": count}
            raise ReadError.at(text, found.start("name"), "sides-filled", **values)
    return text
