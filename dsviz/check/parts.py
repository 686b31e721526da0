"""The part of an answer in which a mistake was made: one filter, the rows from one on, a border."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from dsviz.check.attempt import Attempt, Mask
from dsviz.check.misread_besides import misread_but_one
from dsviz.check.mistake import Outcome
from dsviz.check.proof import ENOUGH, Evidence, is_filled_in

LEAST_WRONG = 2  # cells that a mistake in a part has to explain
LEAST_SCATTERED = 3  # and where the cells make no part
LEAST_IN_MAP = 3  # wrong cells of a map that has a mistake of its own
LEAST_BUT_ONE = 6  # wrong cells, of which all but one are explained
SHARE_BUT = 0.05  # of the wrong cells, that may be left over
MOST_BUT = 3


@dataclass(frozen=True, eq=False)
class Part:
    """A part of an answer that can be described.

    Attributes
    ----------
    name : str
        "filter", "rows-from", "rows-to", "row", "columns-from", "columns-to", "column", "border", "inside",
        "cells-from": all else is right. "filters": maps beside which others are wrong otherwise. "all-but":
        everything but some cells, in which a slip was made besides. Its words are found by it.
    mask : ndarray of bool
        Its cells.
    values : dict
        What its words name, such as the filter; of wrong cells left over also the number typed and the one
        that the mistake alone gives.
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
    agrees, wrong = attempt.agrees(outcome), attempt.wrong
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
    """Find the mistakes that give all numbers of some maps, where those of others are wrong otherwise."""
    found: dict[str, dict[int, Outcome]] = {}
    many = (attempt.wrong.sum((1, 2)) >= LEAST_IN_MAP) & (len(attempt.wrong) > 1)
    of_map: dict[int, Evidence] = {}
    for outcome in attempt.outcomes:
        maps = found.setdefault(outcome.mistake, {})
        # All maps at once: a layer of 32 would else be compared 32 times with each of hundreds of outcomes.
        for n in map(int, np.flatnonzero(many & attempt.agrees(outcome).all((1, 2)))):
            if n in maps:
                continue
            if n not in of_map:
                alone = np.zeros_like(attempt.wrong)
                alone[n] = attempt.wrong[n]
                of_map[n] = Evidence(attempt, alone)
            evidence = of_map[n]
            if evidence.spares(outcome) >= ENOUGH and not is_filled_in(attempt, outcome, evidence.cells):
                maps[n] = outcome
    return [one for maps in found.values() for one in _alike(attempt, maps)]


def _alike(attempt: Attempt, maps: dict[int, Outcome]) -> Iterator[tuple[Outcome, Part]]:
    """Put the maps together in which one mistake was made in one way."""
    ways: dict[str, list[int]] = {}
    for n, outcome in sorted(maps.items()):
        ways.setdefault(repr(outcome.values), []).append(n)
    for filters in ways.values():
        mask = np.zeros(attempt.wrong.shape, dtype=bool)
        mask[filters] = True
        yield maps[filters[0]], Part("filters", mask, {"filters": tuple(filters)})


def all_but_few(attempt: Attempt) -> list[tuple[Outcome, Part]]:
    """Find the mistakes that give every typed number but one, or but very few of many."""
    wrong = int(attempt.wrong.sum())
    most = max(1, min(MOST_BUT, int(wrong * SHARE_BUT)))
    found = []
    for outcome in attempt.outcomes if wrong >= LEAST_BUT_ONE else ():
        agrees = attempt.agrees(outcome)
        is_slip = 0 < (~agrees).sum() <= most
        if is_slip and Evidence(attempt, attempt.wrong & agrees, beside_right=True).spares(outcome) >= ENOUGH:
            found.append(_but(attempt, outcome))
    found = found or [_but(attempt, outcome) for outcome in misread_but_one(attempt)]
    fewest = min((len(part.values["but_cells"]) for _, part in found), default=0)
    return [one for one in found if len(one[1].values["but_cells"]) == fewest]


def _but(attempt: Attempt, outcome: Outcome) -> tuple[Outcome, Part]:
    """Describe the cells in which a mistake gives another number than was typed."""
    agrees = attempt.agrees(outcome)
    cells = [tuple(map(int, place)) for place in np.argwhere(~agrees)]
    # A cell that is right was worked out rightly: no slip was made there.
    slips = [
        (cell, float(attempt.typed[cell]), float(outcome.output[cell]))
        for cell in cells
        if attempt.wrong[cell]
    ]
    return outcome, Part("all-but", agrees, {"but_cells": tuple(cells), "but_slips": tuple(slips)})
