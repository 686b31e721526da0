"""Workings that name their cells, y[0,0,1] = ..., and one that is right for another cell than was chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from itertools import product
from math import prod
from typing import NamedTuple

from dsviz.check.errors import CheckError
from dsviz.check.sums.check import CheckedSum, check_sum
from dsviz.check.sums.findings import NOTES
from dsviz.check.sums.lists import with_products
from dsviz.check.sums.signs import half_width
from dsviz.check.sums.spelled import with_digits
from dsviz.check.sums.working import Checked, check_working, mistakes_of
from dsviz.check.sums.written import sums_in
from dsviz.conv.step import Step

Cell = tuple[int, int, int]
At = Callable[[int, int, int], Step]

MOST_NAMED = 64  # cells of one text
MOST_SUMS = 16  # without names, of as many cells
MOST_TRIED = 64  # other cells
LONGEST_TRIED = 1_000  # characters
RESULTS = ("total-wrong", "result-wrong", "subtotal-wrong")  # wrong though the terms are right
OF_A_SUM = (*RESULTS, "bias-missing")  # wrong though all products of a cell stand there
WHOLE = ("kernel-turned", "sum-scaled")  # one mistake behind all terms

_INDEX = r"\s*(\d{1,4})\s*[,，]\s*(\d{1,4})\s*(?:[,，]\s*(\d{1,4})\s*)?"
_TOGETHER = r"\by_?(?:(\d)(\d)(\d)?|\{(\d)(\d)(\d)?\})(?=\s*[:：=＝])"  # y01, y_{01}
_NAME = re.compile(
    rf"(?:(?:\b(?:y|Y|out|output|O|position|pos|cell)|位置|输出)\s*_?\s*(?:\[{_INDEX}\]|[(（]{_INDEX}[)）]|\{{{_INDEX}\}})"
    rf"|{_TOGETHER})\s*(?=[:：=＝]|\s*$|\s*\n)",
    re.IGNORECASE | re.MULTILINE,
)
_ITEM = re.compile(
    r"\n[ \t]*(?:\(?[0-9]{1,2}[.)、]|[-*•])?[ \t]*\Z"
)  # of a list, before the next cell's name
_NUMBER = re.compile(r"[-−]? ?[0-9]+(?:\.[0-9]+)?")
_WORTH = re.compile(r"[0-9)]\s*[*×·⋅xX+]\s*[-−(]?\s*[0-9(]")


class Working(NamedTuple):
    """A working and the cell that it is compared with.

    Attributes
    ----------
    cell : (int, int, int)
        Filter, row and column.
    text : str
        Its part of the text.
    checked : CheckedSum or tuple of Part
    """

    cell: Cell
    text: str
    checked: Checked


def workings_of(text: str, at: At, shape: tuple[int, int, int], chosen: Cell) -> list[Working]:
    """Compare a text with the cell that is chosen, or with those it names.

    Cells are counted from 0; from 1 where that leaves less to correct. A text that names none, and
    whose products are those of one other cell, is that one's.

    Parameters
    ----------
    text : str
    at : callable
        The step of a cell.
    shape : (N, Ho, Wo)
    chosen : (int, int, int)

    Raises
    ------
    CheckError
        Where the text cannot be read.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> steps = trace([[[1, 2, 3]]], [[[[4, 5]]]], backend="numpy")
    >>> text = "y[0,0] = 1*4 + 2*5 = 14\\ny[0,1] = 2*4 + 3*5 = 20"
    >>> [(one.cell, one.checked.is_right) for one in workings_of(text, steps.at, (1, 1, 2), (0, 0, 0))]
    [((0, 0, 0), True), ((0, 0, 1), False)]
    >>> [one.cell for one in workings_of("2*4 + 3*5 = 23", steps.at, (1, 1, 2), (0, 0, 0))]
    [(0, 0, 1)]
    """
    text = with_digits(text)
    first, second = with_products(text), with_products(text, has_pairs=True)
    try:
        found = _workings(first, at, shape, chosen)
    except CheckError:
        if first == second:
            raise
        return _workings(second, at, shape, chosen)
    if first == second or not _mistakes(found):
        return found
    return min((found, _workings(second, at, shape, chosen)), key=_mistakes)


def _workings(text: str, at: At, shape: tuple[int, int, int], chosen: Cell) -> list[Working]:
    named = _named(text, shape, chosen[0])
    if named:
        return min((_all(parts, at) for parts in named), key=_mistakes)
    here = Working(chosen, text, check_working(text, at(*chosen)))
    if mistakes_of(here.checked) or _has("other-sum", here):
        apart = _sum_by_sum(text, at, shape, chosen)
        if apart:
            return apart
    if mistakes_of(here.checked) and not _is_explained(here.checked):
        return [_elsewhere(text, at, shape, chosen) or here]
    return [here]


def _mistakes(found: list[Working]) -> int:
    return sum(mistakes_of(one.checked) for one in found)


def _named(text: str, shape: tuple[int, int, int], out_channel: int) -> list[list[tuple[Cell, str]]]:
    """The parts of a text, each with the cell it names; once counted from 0, once from 1, where they fit."""
    plain = half_width(text)  # what is shown stays as it was typed
    marks = list(_NAME.finditer(plain))
    if not marks or len(marks) > MOST_NAMED or _WORTH.search(plain[: marks[0].start()]):
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    ways = []
    for first in (0, 1):
        cells = [_cell(mark, out_channel, first) for mark in marks]
        inside = all(0 <= i < n for cell in cells for i, n in zip(cell, shape, strict=True))
        if inside and len({*cells}) == len(cells):
            ways.append(
                [
                    (cell, _ITEM.sub("", text[mark.end() : end].lstrip(" \t:：=＝")))
                    for cell, mark, end in zip(cells, marks, ends, strict=True)
                ]
            )
    return ways


def _cell(mark: re.Match[str], out_channel: int, first: int) -> Cell:
    *channel, row, col = (int(each) - first for each in mark.groups() if each is not None)
    return (channel[0] if channel else out_channel, row, col)


def _all(parts: list[tuple[Cell, str]], at: At) -> list[Working]:
    return [Working(cell, text, check_working(text, at(*cell))) for cell, text in parts]


def _sum_by_sum(text: str, at: At, shape: tuple[int, int, int], chosen: Cell) -> list[Working]:
    """Sums without names, of as many cells; none where they are the lines of one sum.

    Each has the products of a cell of its own, and one is right to its total, or none leaves zeros out.
    """
    sums = sums_in(text)
    if not 1 < len(sums) <= MOST_SUMS or prod(shape) > MOST_TRIED:
        return []
    results = {(n, row, col): at(n, row, col).result for n, row, col in product(*map(range, shape))}
    free, tries = _from(list(results), chosen), MOST_TRIED
    found: list[Working] = []
    for each in sums:
        total = _total(each)
        # A right one is found at once, and most go on with the next cell.
        likely = [cell for cell in free if results[cell] == total]
        likely = [*likely, *(cell for cell in free if cell not in likely)][:tries]
        one = next(filter(None, (_whole(each, at, cell) for cell in likely)), None)
        if one is None:
            return []
        found.append(one)
        tries -= likely.index(one.cell) + 1
        free = _from(free, one.cell)[1:]
    is_sure = any(not mistakes_of(one.checked) for one in found) or not any(
        _has("zeros-left-out", one) for one in found
    )
    return found if is_sure else []


def _from(cells: list[Cell], first: Cell) -> list[Cell]:
    """The cells from one on, and then those before it."""
    at = cells.index(first)
    return cells[at:] + cells[:at]


def _whole(text: str, at: At, cell: Cell) -> Working | None:
    """The sum for a cell whose products are all there; None where they are not."""
    try:
        found = Working(cell, text, check_sum(text, at(*cell)))
    except CheckError:
        return None
    return found if _is_whole(found.checked) else None


def _total(text: str) -> float:
    """The number that a sum ends with."""
    return float(_NUMBER.findall(re.split("[=＝]", text)[-1])[0].replace("−", "-").replace(" ", ""))


def _is_whole(found: Checked) -> bool:
    """Tell whether the products are all those of a window, and nothing but what they give may be wrong."""
    is_window = isinstance(found, CheckedSum) and found.scope.name == "window"
    return is_window and _has_only(OF_A_SUM, found)


def _elsewhere(text: str, at: At, shape: tuple[int, int, int], chosen: Cell) -> Working | None:
    """The same text for the other cell whose products it has: all right, or right but for its results."""
    if shape[0] * shape[1] * shape[2] > MOST_TRIED or len(text) > LONGEST_TRIED or not _WORTH.search(text):
        return None
    near = None
    for out_channel, row, col in product(*map(range, shape)):
        cell = (out_channel, row, col)
        if cell == chosen:
            continue
        try:
            found = Working(cell, text, check_working(text, at(*cell)))
        except CheckError:
            continue
        if not mistakes_of(found.checked):
            return found
        if near is None and _has_only(RESULTS, found.checked):
            near = found
    return near


def _is_explained(found: Checked) -> bool:
    """Tell whether the products are those of the chosen cell, or one mistake gives them all."""
    return _has_only((*RESULTS, *WHOLE), found)


def _has(name: str, one: Working) -> bool:
    checked = one.checked
    return isinstance(checked, CheckedSum) and any(finding.id == name for finding in checked.findings)


def _has_only(ids: Collection[str], found: Checked) -> bool:
    return isinstance(found, CheckedSum) and all(
        finding.id in ids or finding.id in NOTES for finding in found.findings
    )
