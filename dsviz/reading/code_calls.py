"""Calls that stand in a text beside its tensors: their name, arguments and place. Nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from dsviz.reading.comments import plain
from dsviz.reading.errors import ReadError

MOST_CALLS = 64
LONGEST = 4000  # characters of the arguments of one call
_KEYWORD = re.compile(r"\s*([A-Za-z_]\w{0,30})\s*=(?!=)\s*")
_OPENS, _CLOSES = "[({", "])}"


class Call(NamedTuple):
    """A call as it is written.

    Attributes
    ----------
    name : str
        With its library.
    given : tuple of str
        The arguments without a name, in order.
    named : dict of str to str
    start, stop : int
        Where it stands in the text.
    """

    name: str
    given: tuple[str, ...]
    named: dict[str, str]
    start: int
    stop: int

    @property
    def base(self) -> str:
        """The name without its library."""
        return self.name.rpartition(".")[2]

    def argument(self, at: int, *names: str) -> str:
        """Return an argument by its names, or by its place, counted from 0; "" where it is not given."""
        for name in names:
            if name in self.named:
                return self.named[name]
        return self.given[at] if 0 <= at < len(self.given) else ""


def without_comments(text: str) -> str:
    """Take comments out, every character in its place; a text whose comments are in doubt stays as it is."""
    with suppress(ReadError):
        return plain(text)
    return text


def is_defined(text: str, name: str) -> bool:
    """Tell whether a text defines a function of its own by a name that libraries have too.

    >>> is_defined("def conv(x, h):\\n    return x", "conv"), is_defined("y = conv(x, h)", "conv")
    (True, False)
    """
    return re.search(rf"\bdef {name}\b|\bfunction\b[^\n]{{0,60}}\b{name}\b", text) is not None


def calls_of(text: str, names: re.Pattern[str]) -> Iterator[Call]:
    """Walk the calls whose name fits; those within another one too.

    Parameters
    ----------
    text : str
    names : pattern
        Of the name up to the bracket that opens, which it does not take.

    Examples
    --------
    >>> [call] = calls_of("y = f.conv(x[0, 1], w, mode='same')", re.compile(r"f\\.conv(?=\\()"))
    >>> call.name, call.given, call.named
    ('f.conv', ('x[0, 1]', 'w'), {'mode': "'same'"})
    """
    for number, found in enumerate(names.finditer(text)):
        opened = text.find("(", found.end())
        if number == MOST_CALLS or opened < 0:
            return
        parts, stop = _parts(text, opened + 1)
        given: list[str] = []
        named: dict[str, str] = {}
        for part in parts:
            keyword = _KEYWORD.match(part)
            if keyword is not None:
                named[keyword[1]] = part[keyword.end() :].strip()
            elif part.strip():
                given.append(part.strip())
        yield Call(found[0].strip(), tuple(given), named, found.start(), stop)


def without_calls(text: str, names: re.Pattern[str]) -> str:
    """Blank the calls whose name fits, every character in its place."""
    for call in calls_of(text, names):
        text = text[: call.start] + " " * (call.stop - call.start) + text[call.stop :]
    return text


def _parts(text: str, start: int) -> tuple[list[str], int]:
    """Cut what stands between a bracket and the one that closes it at the commas outside all others."""
    parts: list[str] = []
    depth, begun, quote = 0, start, ""
    for at in range(start, min(len(text), start + LONGEST)):
        sign = text[at]
        if quote or sign == '"' or (sign == "'" and text[at - 1] in "(,= ["):
            quote = "" if sign == quote else quote or sign
        elif sign in _OPENS:
            depth += 1
        elif sign in _CLOSES and depth == 0:
            return [*parts, text[begun:at]], at + 1
        elif sign in _CLOSES:
            depth -= 1
        elif sign == "," and depth == 0:
            parts.append(text[begun:at])
            begun = at + 1
    return [*parts, text[begun : start + LONGEST]], min(len(text), start + LONGEST)
