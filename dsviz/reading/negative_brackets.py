"""Negative numbers as a spreadsheet's accounts show them, in brackets: (1.5)."""

from __future__ import annotations

import re

from dsviz.reading.errors import ReadError

_CELL = re.compile(r"(?<![^\t\n])[ ]*(\([0-9.,]{1,20}\))[ \r]*(?![^\t\n])")


def checked(text: str) -> str:
    """Refuse a number in brackets that is alone in its cell, with tabs between the cells.

    Examples
    --------
    >>> checked("(-1)\\t2") == "(-1)\\t2"
    True

    Raises
    ------
    ReadError
        Rule ``cell-brackets``.
    """
    for found in _CELL.finditer(text) if "\t" in text else ():
        stop = text.find("\n", found.end())
        line = text[text.rfind("\n", 0, found.start(1)) + 1 : stop if stop >= 0 else None]
        if "\t" in line.strip():
            got = found[1]
            raise ReadError.at(text, found.start(1), "cell-brackets", got=got, meant=f"-{got[1:-1]}")
    return text
