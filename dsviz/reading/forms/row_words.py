"""Rows that are told in words: The first row is 37 47, the second row is 67 77."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import blanked

_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_CHINESE = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341"
_NUMBER = (
    r"[-+\u2212]?(?:[0-9]{1,15}(?:\.[0-9]{1,15})?|\.[0-9]{1,15})(?:[eE][-+]?[0-9]{1,3})?(?:/[0-9]{1,9})?"
)
_AND = r"(?:and|\u548c|\u4e0e)"
_HEAD = (
    rf"(?:{_AND}[ ]?)?(?:(?:the[ ]|in[ ]the[ ])?"
    rf"(?P<word>{'|'.join(_ORDINALS)}|[0-9]{{1,2}}(?:st|nd|rd|th))[ ]row"
    rf"|\u7b2c[ ]?(?P<count>[{_CHINESE}]|[0-9]{{1,2}})[ ]?\u884c)"
    r"[ ]?(?:is|are|has|reads|\u662f|\u4e3a)?[ ]?[:=]?"
)
_ROW = re.compile(
    rf"(?P<head>[ \t]*{_HEAD}[ \t]*)"
    rf"(?P<cells>{_NUMBER}(?:[ ]{{0,9}}(?:,|{_AND}|(?<=[ ]))[ ]{{0,9}}{_NUMBER})*)"
    r"(?P<end>[ \t]*(?:[,;\u3002]|\.(?![0-9]))?[ \t]*)(?=\n|\Z|\S)",
    re.IGNORECASE,
)
_SPEAKS = re.compile("row|\u884c", re.IGNORECASE)
_WORDS = re.compile(_AND, re.IGNORECASE)


def plain(text: str) -> str:
    """Write rows that are told one after another, from the first on, as lines of numbers.

    Examples
    --------
    >>> plain("The first row is 3 -4, the second row is 5 6.").split()
    ['3', '-4', '5', '6']
    >>> plain("The second row is 3 4")
    'The second row is 3 4'
    """
    if not _SPEAKS.search(text):
        return text
    rows = list(_rows(text))
    if [place for place, _ in rows] != [*range(1, len(rows) + 1)]:
        return text
    for _, row in reversed(rows):
        head = blanked(row["head"])
        before = text[: row.start()]
        head = head if not before.rstrip(" \t") or before.rstrip(" \t").endswith("\n") else "\n" + head[1:]
        cells = _WORDS.sub(lambda word: blanked(word[0]), row["cells"])
        text = before + head + cells + blanked(row["end"]) + text[row.end() :]
    return text


def _rows(text: str) -> list[tuple[int, re.Match[str]]]:
    """Find the rows with the place that each is said to have."""
    return [(_place(row["word"], row["count"]), row) for row in _ROW.finditer(text)]


def _place(word: str | None, count: str | None) -> int:
    said = (word or count or "").lower()
    if said in _ORDINALS:
        return _ORDINALS.index(said) + 1
    digits = re.match("[0-9]+", said)
    return int(digits[0]) if digits else _CHINESE.index(said) + 1
