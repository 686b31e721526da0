"""Lists that JSON writes as objects of their indices, as of a typed array: "data": {"0": 1, "1": 2}."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import padded

_NUMBER = r"[-+]?[0-9.]{1,40}(?:[eE][-+]?[0-9]{1,3})?"
_ENTRY = re.compile(rf"(?P<key>(?P<sign>['\"])(?P<index>[0-9]{{1,6}})(?P=sign)\s{{0,9}}:)\s{{0,9}}{_NUMBER}")
_BETWEEN = re.compile(r"\s*+(?P<next>[,}])\s*+")
# Under one of these names it is a list; under others it may be the column of a table.
_OPENS = re.compile(
    r"(?:(?<![\w'\"])['\"]?(?:data|values|value|cpuData)['\"]?\s{0,9}:\s{0,9}"
    r"|(?:\A|^[ \t]{0,9}|[=(]\s{0,9}|(?<=[\w)]):[ \t]{0,9}))(?P<brace>\{)(?=\s{0,40}['\"]0['\"]\s{0,9}:)",
    re.MULTILINE,
)


def plain(text: str) -> str:
    r"""Write such an object as a list, every number in its place.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> plain('{"data":{"0":1,"1":2},"shape":[2]}')
    '{"data":[    1,    2],"shape":[2]}'
    >>> plain('{"a":{"0":1,"1":2},"b":{"0":3}}'), plain('{"1":2}')
    ('{"a":{"0":1,"1":2},"b":{"0":3}}', '{"1":2}')
    """
    if "'0'" not in text and '"0"' not in text:
        return text
    pieces, position = [], 0
    while (opened := _OPENS.search(text, position)) is not None:
        start = opened.start("brace")
        written, stop = _list(text, start)
        pieces += [text[position:start], written]
        position = stop
    return "".join(pieces) + text[position:]


def _list(text: str, start: int) -> tuple[str, int]:
    """Write the object that opens at a place as a list; its brace alone, where it is none."""
    pieces, at, numbers = ["["], start + 1, dict[int, str]()
    at += len(text[at:]) - len(text[at:].lstrip()) if text[at : at + 1].isspace() else 0
    pieces.append(text[start + 1 : at])
    while (entry := _ENTRY.match(text, at)) is not None:
        between, index = _BETWEEN.match(text, entry.end()), int(entry["index"])
        if between is None or index in numbers:
            break
        numbers[index] = text[entry.end("key") : entry.end()]
        ends = between["next"] == "}"
        behind = between[0] if not ends else between[0][: between.start("next") - between.start()] + "]"
        pieces += [padded("", len(entry["key"])), numbers[index], behind]
        at = between.end()
        if ends and {*numbers} == {*range(len(numbers))}:
            return _in_order("".join(pieces), numbers), between.start("next") + 1
        if ends:
            break
    return text[start], start + 1


def _in_order(written: str, numbers: dict[int, str]) -> str:
    """Put the numbers in the order of their indices, where these stand sorted as words: 0, 1, 10, 2.

    Examples
    --------
    >>> _in_order("[5, 7, 6]      ", {0: "5", 2: "7", 1: "6"})
    '[5,6,7]        '
    """
    if [*numbers] == [*range(len(numbers))]:
        return written
    listed = ",".join(numbers[index].strip() for index in range(len(numbers)))
    return f"[{listed}]".ljust(len(written))
