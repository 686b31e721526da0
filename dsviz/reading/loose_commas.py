"""Commas in brackets that may stand before decimals or between numbers."""

from __future__ import annotations

import re

from dsviz.reading.errors import ReadError

_LOOSE = re.compile(r"[\[{(]([^\[\](){}]{1,2000})[\])}]")
_TIGHT = re.compile(r"[0-9],[0-9]")
_DECIMALS = re.compile(r"[ ]?[-+\u2212]?[0-9]{1,15},[0-9]{1,15}[ ]?")


def check_commas(text: str) -> None:
    """Refuse [0,5, 1,5], which may hold two numbers or four.

    Raises
    ------
    ReadError
        Rule ``comma-doubt``.
    """
    if ", " not in text or not _TIGHT.search(text):
        return
    for inside in _LOOSE.finditer(text):
        pieces = inside[1].replace("\n", " ").split(", ")
        if len(pieces) > 1 and all(map(_DECIMALS.fullmatch, pieces)):
            first = pieces[0].strip()
            before, _, after = first.partition(",")
            one, other = f"{before}.{after}", f"{before}, {after}"
            raise ReadError.at(text, inside.start(1), "comma-doubt", got=first, one=one, other=other)
