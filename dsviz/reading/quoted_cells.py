"""Tables whose cells all stand in quotes: "1.5";"2.5", or decimal commas with tabs between them."""

from __future__ import annotations

import re

from dsviz.reading.errors import ReadError

_CELL = re.compile(r"\"([-+\u2212]?[0-9][0-9.,]{0,30})\"")
_DIVIDERS = re.compile(r"[ \t\r\n;,\u2060]*")


def plain(text: str) -> str:
    """Write blanks for the quotes around cells, where tabs or semicolons part them.

    Examples
    --------
    >>> plain('"1,5";"2,5"'), plain("'1'")
    (' 1,5 ; 2,5 ', "'1'")

    Raises
    ------
    ReadError
        Rule ``cell-comma``, where a comma parts the cells and another one the digits of a cell.
    """
    if '"' not in text:
        return text
    between = _CELL.sub("", text)
    if len(between) == len(text) or not _DIVIDERS.fullmatch(between):
        return text
    if "," in between:
        found = next((cell for cell in _CELL.finditer(text) if "," in cell[1]), None)
        if found is not None:
            raise ReadError.at(text, found.start(), "cell-comma", got=found[0])
        return text
    return _CELL.sub(lambda cell: f" {cell[1]} ", text)
