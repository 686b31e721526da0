"""Several names in one statement: x, w = [[2, 1], [4, 3]], [[1]] is x = [[2, 1], [4, 3]]; w = [[1]]."""

from __future__ import annotations

import re

from dsviz.reading.errors import ReadError
from dsviz.reading.forms.masks import JOINER
from dsviz.reading.labels import kind_of
from dsviz.reading.sizes import is_size
from dsviz.reading.words import TENSOR_CALLS

MOST_NAMES = 8
MOST_STATEMENTS = 64
LONGEST = 100_000  # characters of the values of one statement
_NAME = r"[A-Za-z_\u4e00-\u9fff]\w{0,30}"
_STATEMENT = re.compile(
    rf"^(?P<before>[ \t]*(?:>>>[ ])?(?:(?:const|let|var|local|auto|my|val)[ ])?)(?P<opened>[(\[]?)[ ]?"
    rf"(?P<names>{_NAME}(?:[ ]?,[ ]?{_NAME}){{1,{MOST_NAMES - 1}}})[ ]?,?[ ]?[)\]]?[ \t]*(?P<sign>:?=)(?!=)",
    re.MULTILINE,
)
_OPENS, _CLOSES = "[({", "])}"
_PAIRS = dict(zip(_OPENS, _CLOSES, strict=True))
# What stands for numbers: a list, or a call such as np.array(...), with a factor or a type before it.
_CALLS = "|".join(sorted(TENSOR_CALLS))
_TENSOR = re.compile(rf"[-+0-9./* ]{{0,20}}(?:[\[({{]|(?:[A-Za-z_][A-Za-z_.]{{0,20}}\.)?(?:{_CALLS})\()")
_NUMBER = re.compile(r"\s*[-+]?[0-9.]+\s*")


def plain(text: str) -> str:
    """Write one statement a name; the text keeps its length.

    Parameters
    ----------
    text : str

    Raises
    ------
    ReadError
        Rule ``names-values``, where tensors are not given one a name.

    Examples
    --------
    >>> plain("x, w = [[2, 1]], [[1]]"), plain("stride, padding = 2, 1"), plain("H, W = 2, 2")
    ('x=[[2, 1]];w=[[1]]    ', 'stride=2;padding=1    ', 'H=2;W=2    ')
    >>> plain("x, w = [[[2, 1]], [[1]], [[5]]]")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: line 1, column 1: several names must each be given a tensor of their \
own, in order; got x, w = [[[2, 1]], [[1]], [[5]]]. Type one statement a name: x = ..., and w = ... below it
    """
    if "=" not in text or "," not in text:
        return text
    position = depth = 0
    for number, found in enumerate(_STATEMENT.finditer(text)):
        depth += sum((sign in _OPENS) - (sign in _CLOSES) for sign in text[position : found.start()])
        position = found.start()
        if number == MOST_STATEMENTS:
            break
        if depth <= 0:
            text = _unpacked(text, found)
    return text


def _unpacked(text: str, found: re.Match[str]) -> str:
    names = [name.strip() for name in found["names"].split(",")]
    stop = _end(text, found.end())
    values = _values(text[found.end() : stop], len(names))
    if all(_NUMBER.fullmatch(value) for value in values):
        is_meant = len(values) == len(names) and all(map(_is_number_beside, names))
        is_meant = is_meant and not any(_is_tensor(name, text) for name in names)
    else:
        is_meant = any(
            value.strip() in names or _TENSOR.match(value.lstrip(" \t\n" + JOINER)) for value in values
        )
    if not is_meant:
        return text
    joined = ", ".join(values)
    is_used = any(re.search(rf"(?<![\w.'\"]){name}(?![\w(=])", joined) for name in names)
    if len(values) != len(names) or is_used:
        got = text[found.start() : stop].strip().partition("\n")[0]
        raise ReadError.at(
            text, found.start("names"), "names-values", got=got[:60], first=names[0], second=names[1]
        )
    pairs = zip(names, values, strict=True)
    short = ";".join(f"{name}{found['sign']}{value.strip(' ')}" for name, value in pairs)
    written = found["before"] + short
    return text[: found.start()] + written.ljust(stop - found.start()) + text[stop:]


def _is_number_beside(name: str) -> bool:
    """Tell whether a name is that of a setting or a size: stride, padding = 2, 1 and H, W = 3, 3."""
    return kind_of(name) == "setting" or is_size(name)


def _is_tensor(name: str, text: str) -> bool:
    """Tell whether a list is given to a name somewhere: w = [[1]] beside h, w = 3, 3."""
    return re.search(rf"(?<![\w.]){name}[ ]?=[ ]?(?:[A-Za-z_.]{{0,20}}\()?[\[({{]", text) is not None


def _end(text: str, start: int) -> int:
    """Find where a statement ends: at a line's end or a semicolon outside all brackets."""
    depth = 0
    for at in range(start, min(len(text), start + LONGEST)):
        sign = text[at]
        depth += (sign in _OPENS) - (sign in _CLOSES)
        if (depth == 0 and sign in "\n;" and text[start:at].strip()) or depth < 0:
            return at
    return min(len(text), start + LONGEST)


def _values(text: str, count: int) -> list[str]:
    """Cut the values of a statement at its commas; those in brackets around them all count too."""
    values = _parts(text)
    bare = text.strip().removeprefix("deal")  # MATLAB's [x, w] = deal(A, B)
    closed = bare[:1] in ("(", "[") and len(values) == 1 and bare[-1:] == _PAIRS[bare[0]]
    if closed and len(inside := _parts(bare[1:-1])) == count:
        return inside
    return values


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    depth = begun = 0
    for at, sign in enumerate(text):
        depth += (sign in _OPENS) - (sign in _CLOSES)
        if sign == "," and depth == 0:
            parts.append(text[begun:at])
            begun = at + 1
    parts.append(text[begun:])
    return [part for part in parts if part.strip()]
