"""What a check of an answer gives: the cells' marks, and the findings that would explain the wrong ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from dsviz.check.solved_layer import Array

RIGHT, WRONG, OPEN = "right", "wrong", "open"
MOSTLY = 0.7  # of the numbers


class Cell(NamedTuple):
    """An output cell: (out_channel, row, col), from 0."""

    out_channel: int
    row: int
    col: int


@dataclass(frozen=True)
class Finding:
    """Something that would explain what was typed.

    Attributes
    ----------
    kind : {"mistake", "pair", "partly", "slip"}
        One mistake explains every number; two together do; one explains every number of a part; one slip
        explains all wrong cells or nearly all.
    id : str
        The mistake's or the slip's; a pair's are joined by +. The words are found by kind and id.
    cell : Cell or None
        The first cell to look at; None where only the shape differs.
    right, typed : float or None
        The numbers of that cell.
    step : int
        The step to open on the stage, from 0, filter by filter.
    values : dict
        What else the sentence names: the channel missed, the product whose sign was lost.
    also : tuple of Finding
        The two mistakes of a pair, the second one made with what the first one gives.
    """

    kind: str
    id: str
    cell: Cell | None
    right: float | None
    typed: float | None
    step: int
    values: dict[str, Any]
    also: tuple[Finding, ...] = ()


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """What is right and what is wrong about a typed answer.

    Attributes
    ----------
    typed, right : ndarray, shape (N, Ho, Wo)
        The typed one may have another shape.
    marks : ndarray of str, or None
        "right", "wrong" or "open" (nothing typed) for every cell; None where the shapes differ.
    mistakes : tuple of Finding
        Each of them (or each pair of them), made everywhere, gives exactly what was typed. Several are
        alike here.
    partly : tuple of Finding
        Only where `mistakes` is empty: each gives all the numbers of a part, such as one filter's map.
    slips : tuple of Finding
        Where `mistakes` and `partly` are empty or a single cell is wrong: one slip, for each cell it
        explains; several of one cell cannot be told apart.
    settings : tuple of dict
        Only where the shape is wrong and `mistakes` is empty: settings, each by name, with which a result
        would have that shape. They are no reason for the numbers.
    as_they_stand : tuple of str
        Mistakes that give the whole answer where the layer's few decimals are exact, and not rounded as they
        were taken to be; the marks are those of rounded ones.
    right_if_rounded : int or None
        Of an answer with wrong numbers that could be right, had the layer's few decimals been rounded: how
        many they are.
    given_maps : tuple of int
        Where only some of the maps were typed, all of them right: which ones. The others are open.
    given_shape : tuple of int, or None
        Where the maps were flattened, such as N × Ho·Wo: the shape they were typed in. `typed` has the
        output's.
    to_the_digits_shown : bool
        Some cell is right only as far as the digits go: those of float32, of a printout, or of somebody's
        own answer with one decimal or more.
    shown_decimals : int or None
        The decimals that the printouts of the layer's own tensors hold, where that made a cell right.
    answer_decimals : int or None
        The decimals that the answer holds, where they are fewer and that made a cell right.
    """

    typed: Array
    right: Array
    marks: NDArray[np.str_] | None
    mistakes: tuple[Finding, ...] = ()
    partly: tuple[Finding, ...] = ()
    slips: tuple[Finding, ...] = ()
    settings: tuple[dict[str, Any], ...] = ()
    to_the_digits_shown: bool = False
    shown_decimals: int | None = None
    answer_decimals: int | None = None
    as_they_stand: tuple[str, ...] = ()
    right_if_rounded: int | None = None
    given_maps: tuple[int, ...] = ()
    given_shape: tuple[int, ...] | None = None

    @property
    def shape_is_right(self) -> bool:
        """Whether the typed answer has the layer's shape."""
        return self.marks is not None

    @property
    def is_right(self) -> bool:
        """Whether every cell is there and right."""
        return self.marks is not None and bool((self.marks == RIGHT).all())

    @property
    def is_wrong(self) -> bool:
        """Whether it has another shape, or a wrong cell."""
        return self.marks is None or bool((self.marks == WRONG).any())

    @property
    def fit(self) -> tuple[bool, int, bool, int]:
        """How well the answer fits the layer, to be compared with how it fits another.

        Nothing wrong; explained by one mistake, right for the most part, or explained by two; of the right
        shape; so many numbers right.
        """
        right = 0 if self.marks is None else int((self.marks == RIGHT).sum())
        is_one = any(not each.also for each in self.mistakes)
        explained = 3 if is_one else 2 if right > MOSTLY * self.right.size else int(bool(self.mistakes))
        return not self.is_wrong, explained, self.shape_is_right, right

    @property
    def first_slips(self) -> tuple[Finding, ...]:
        """The slips of the first cell that has any: they cannot be told apart."""
        return tuple(slip for slip in self.slips if slip.cell == self.slips[0].cell)

    @property
    def wrong_cells(self) -> tuple[Cell, ...]:
        """The cells with a wrong number, in the order of the trace."""
        marks = np.array([]) if self.marks is None else self.marks
        return tuple(cell_at(place) for place in np.argwhere(marks == WRONG))


def cell_at(place: Iterable[int]) -> Cell:
    """Make a cell of an index; that of another tensor than a map, such as dw, stays a plain one.

    >>> cell_at((0, 1, 2)), cell_at((0, 0, 1, 1))
    (Cell(out_channel=0, row=1, col=2), (0, 0, 1, 1))
    """
    index = tuple(map(int, place))
    return Cell(*index) if len(index) == len(Cell._fields) else cast(Cell, index)


def step_of(cell: Cell, shape: tuple[int, ...]) -> int:
    """The number of a cell's step, from 0, filter by filter, row by row.

    >>> step_of(Cell(1, 0, 2), (2, 3, 3))
    11
    """
    return int(np.ravel_multi_index(tuple(cell), shape))
