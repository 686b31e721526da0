"""The part of an answer in which a mistake was made: one filter, the rows from one on, a border."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from dsviz.check.attempt import Attempt, Mask
from dsviz.check.mistake import Outcome

LEAST_WRONG = 2  # cells that a mistake in a part has to explain
LEAST_SCATTERED = 3  # and where the cells make no part
LEAST_IN_MAP = 3  # wrong cells of a map that has a mistake of its own
LEAST_BUT_ONE = 6  # wrong cells, of which all but one are explained


@dataclass(frozen=True, eq=False)
class Part:
    """A part of an answer that can be described.

    Attributes
    ----------
    name : str
        "filter", "rows-from", "rows-to", "row", "columns-from", "columns-to", "column", "border", "inside",
        "cells-from" or "all-but"; its words are found by it.
    mask : ndarray of bool
        Its cells.
    values : dict
        What its words name, such as the filter.
    """

    name: str
    mask: Mask
    values: dict[str, Any]


def parts_of(shape: tuple[int, ...]) -> Iterator[Part]:
    """List the parts of an answer that can be described, the plainest first."""
    cells = np.indices(shape)
    for axis, name in ((0, "filter"), (1, "row"), (2, "column")):
        if shape[axis] > 1:
            yield from (Part(name, cells[axis] == at, {name: at}) for at in range(shape[axis]))
    for axis, name in ((1, "row"), (2, "column")):
        inner = range(1, shape[axis] - 1)
        yield from (Part(f"{name}s-from", cells[axis] >= at, {name: at}) for at in inner)
        yield from (Part(f"{name}s-to", cells[axis] <= at, {name: at}) for at in inner)
    _, height, width = shape
    if min(height, width) > 2:
        rows, columns = cells[1] % (height - 1), cells[2] % (width - 1)  # 0 in the first and in the last
        inside = (rows > 0) & (columns > 0)
        yield Part("border", ~inside, {})
        yield Part("inside", inside, {})


def part_explained(attempt: Attempt, outcome: Outcome) -> Part | None:
    """Find the part in which a mistake gives every typed number, while all other cells are right.

    Returns
    -------
    Part or None
        "scattered" where the mistake explains three wrong cells or more that make no part.
    """
    agrees, wrong = attempt.agrees(outcome.output), attempt.wrong
    if not agrees[wrong].all() or wrong.sum() < LEAST_WRONG:
        return None
    for part in parts_of(wrong.shape):
        if agrees[part.mask].all() and not wrong[~part.mask].any():
            return part
    places = np.flatnonzero(wrong.ravel())
    behind = (np.arange(wrong.size) >= places[0]).reshape(wrong.shape)
    if agrees[behind].all():
        cell = tuple(map(int, np.unravel_index(places[0], wrong.shape)))
        return Part("cells-from", behind, {"from_cell": cell})
    return Part("scattered", wrong, {}) if wrong.sum() >= LEAST_SCATTERED else None


def maps_explained(attempt: Attempt) -> list[tuple[Outcome, Part]]:
    """Find for single maps the mistakes that give all their numbers."""
    found: list[tuple[Outcome, Part]] = []
    for n in np.flatnonzero((attempt.wrong.sum((1, 2)) >= LEAST_IN_MAP) & (len(attempt.wrong) > 1)):
        mask = np.zeros(attempt.wrong.shape, dtype=bool)
        mask[n] = True
        part, names = Part("filter", mask, {"filter": int(n)}), set()
        for outcome in attempt.outcomes:
            if outcome.mistake not in names and attempt.agrees(outcome.output)[n].all():
                names.add(outcome.mistake)
                found.append((outcome, part))
    return found


def all_but_one(attempt: Attempt) -> list[tuple[Outcome, Part]]:
    """Find the mistakes that give every typed number but one."""
    if attempt.wrong.sum() < LEAST_BUT_ONE:
        return []
    found = []
    for outcome in attempt.outcomes:
        agrees = attempt.agrees(outcome.output)
        if (~agrees).sum() == 1:
            cell = tuple(map(int, np.argwhere(~agrees)[0]))
            found.append((outcome, Part("all-but", agrees, {"but_cell": cell})))
    return found
