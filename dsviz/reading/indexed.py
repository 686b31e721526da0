"""Cells that are given one by one with their places: y[0,0] = 37, w11 = 1, w12 = 2."""

from __future__ import annotations

import re
from math import nan, prod

from dsviz.reading.errors import ReadError
from dsviz.reading.scan import MOST_NUMBERS, next_token, number_value
from dsviz.reading.typed import PLAIN, Manner, Typed

_PLACE = (
    r"(?:\[[0-9]{1,4}(?:[ ]?,[ ]?[0-9]{1,4}){0,3}\]){1,4}|\([0-9]{1,4}(?:[ ]?,[ ]?[0-9]{1,4}){0,3}\)"
    r"|_\{[0-9]{1,4}(?:[ ]?,?[ ]?[0-9]{1,4}){0,3}\}|_?[0-9]{1,4}(?:[_,][0-9]{1,4}){0,3}"
)
# 1*1 + 2*(-2) = 1 - 4 = before the number; each sign is matched in one way only.
_TERM = rf"[0-9]{{1,15}}(?:\.[0-9]{{0,15}})?|\.[0-9]{{1,15}}|[A-Za-z]{{1,2}}(?:{_PLACE})?+"
_FACTOR = rf"[-+\u2212( ]*+(?:{_TERM})[) ]*+"
_SIGN = r"(?:[-+\u2212*\u00d7\u00b7\u22c5\u2217/]|\\times|\\cdot|(?=\())"
_WORKING = rf"(?:{_FACTOR}(?:{_SIGN}{_FACTOR}){{0,400}}=)"
_CELL = re.compile(
    rf"[\s,;$]*([A-Za-z][A-Za-z]{{0,20}})[ ]?({_PLACE})[ ]?\$?[ ]?(?:=|:)"
    rf"(?:{_WORKING}{{1,9}}(?=[ ]?[-+\u2212]?[0-9.?]))?+[ ]?\$?"
    r"(?=([-+\u2212]?[0-9.][-+0-9.eE/]{0,40}|\?)[ ]?\$?[\s,;]|$)"
)


def indexed_cells(text: str, manner: Manner = PLAIN) -> dict[str, Typed]:
    """Read cells that stand one by one with their places, counted from 0 or from 1.

    Parameters
    ----------
    text : str
    manner : Manner

    Returns
    -------
    dict of str to Typed
        Each tensor by its name; empty where the text is anything else.

    Raises
    ------
    ReadError
        Rule ``cells-missing``, and those of numbers.

    Examples
    --------
    >>> found = indexed_cells("y00 = 37, y01 = 47\\ny10 = 67, y11 = 77")
    >>> found["y"].shape, found["y"].numbers
    ((2, 2), [37.0, 47.0, 67.0, 77.0])
    >>> indexed_cells("y[0] = 1*2 + 3*4 = 14\\ny[1] = 5*2 + 1*(-4) = 10 - 4 = 6")["y"].numbers
    [14.0, 6.0]
    >>> indexed_cells("y = 37")
    {}
    """
    tensors: dict[str, dict[tuple[int, ...], float]] = {}
    text = text.replace("$", " ").rstrip(" \t\r\n,;") + "\n"
    position = 0
    while position < len(text) - 1:
        cell = _CELL.match(text, position)
        if cell is None or len(tensors) > MOST_NUMBERS:
            return {}
        cells, place = tensors.setdefault(cell[1], {}), _place(cell[2])
        number, position = _number(text, cell, manner)
        if place in cells and cells[place] != number:
            return {}
        cells[place] = number
    if not all(len(cells) > 1 and len({len(place) for place in cells}) == 1 for cells in tensors.values()):
        return {}
    return {name: _tensor(name, cells, manner) for name, cells in tensors.items()}


def _place(written: str) -> tuple[int, ...]:
    """Read where a cell stands; two digits alone are a row and a column."""
    numbers = re.findall(r"[0-9]+", written)
    return tuple(map(int, numbers[0] if len(numbers) == 1 and written.strip("_{}").isdigit() else numbers))


def _number(text: str, cell: re.Match[str], manner: Manner) -> tuple[float, int]:
    """Read the number of a cell, and where the text goes on."""
    if cell[3] == "?" and manner.open_cells:
        return nan, cell.end(3)
    token = next_token(text, cell.end())
    if token is None or token.kind != "number":
        raise ReadError.at(text, cell.end(), "number-missing", got=cell[3] or "")
    return number_value(text, token), token.stop


def _tensor(name: str, cells: dict[tuple[int, ...], float], manner: Manner) -> Typed:
    """Put cells into their places."""
    axes = list(zip(*cells, strict=True))
    base = 0 if 0 in (min(axis) for axis in axes) else 1
    shape = tuple(max(axis) - base + 1 for axis in axes)
    count = prod(shape)
    if min(min(axis) for axis in axes) > 1 or (count != len(cells) and not manner.open_cells):
        raise ReadError("cells-missing", name=name, shape=list(shape), expected=count, got=len(cells))
    if count > MOST_NUMBERS:
        raise ReadError("numbers-count", most=MOST_NUMBERS)
    numbers = [nan] * count
    for place, number in cells.items():
        at = 0
        for index, side in zip(place, shape, strict=True):
            at = at * side + index - base
        numbers[at] = number
    return Typed(numbers, shape, order="CHW" if len(shape) == 3 else "")
