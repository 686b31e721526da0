"""Which slips are worth telling: one that explains all wrong cells or nearly all.

Any number is one slip or another away from some right one. Where many cells are wrong, slips that differ
from cell to cell are coincidences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from dsviz.check.closeness import Closeness
from dsviz.check.diagnosis import Cell, Diagnosis
from dsviz.check.slips import Slip, slips_at
from dsviz.check.solved_layer import Array
from dsviz.conv.trace import Trace

NEARLY_ALL = 0.8
MOST_CELLS = 40  # that are looked into

SAME = ("side", "in_channel", "kernel_channel", "kernel_row", "kernel_col")


def told_slips(
    trace: Trace, close: Closeness, typed: Array, cells: Sequence[Cell]
) -> list[tuple[Cell, Slip]]:
    """List the slips that explain wrong cells.

    Parameters
    ----------
    trace : Trace
    close : Closeness
    typed : ndarray
    cells : sequence of Cell
        All wrong ones.

    Returns
    -------
    list of (Cell, Slip)
        The same slip made in all of them, or in at least four fifths. Several for one cell are slips that
        cannot be told apart.
    """
    found = [
        (cell, slip)
        for cell in cells[:MOST_CELLS]
        for slip in slips_at(trace, close, cell, float(typed[cell]))
    ]
    kinds: dict[tuple[Any, ...], dict[Cell, Slip]] = defaultdict(dict)
    for cell, slip in found:
        kinds[_kind(slip)].setdefault(cell, slip)
    most = max(kinds.values(), key=len, default={})
    if len(most) < NEARLY_ALL * min(len(cells), MOST_CELLS):
        return []
    alike = [made for made in kinds.values() if made.keys() == most.keys()]
    return [(cell, made[cell]) for cell in most for made in alike]


def _kind(slip: Slip) -> tuple[Any, ...]:
    """What makes two slips of different cells the same one: the same place in the window."""
    return slip.id, *(slip.values.get(name) for name in SAME)


def unexplained(found: Diagnosis) -> list[Cell]:
    """List the wrong cells that no finding is about."""
    if found.mistakes:
        return []
    told = {slip.cell for slip in found.slips}
    named = [finding for finding in found.partly if finding.values["part"] == "filters"]
    if len(named) < len(found.partly):
        return []
    maps = {n for finding in named for n in finding.values["part_values"]["filters"]}
    return [cell for cell in found.wrong_cells if cell not in told and cell.out_channel not in maps]
