"""Marking an exercise: which numbers are right, and which mistake would explain the wrong ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from dsviz.check.diagnosis import OPEN, RIGHT, WRONG, Diagnosis
from dsviz.check.solved_layer import Array
from dsviz.conv.convolve import compute
from dsviz.exercises.exercise import Exercise, cell_name
from dsviz.exercises.number_mistakes import explained
from dsviz.reading.cell import read_cell
from dsviz.reading.errors import ReadError

UNREADABLE = "unreadable"


@dataclass(frozen=True, eq=False)
class Marking:
    """An exercise marked.

    Attributes
    ----------
    marks : dict of str to str
        "right", "wrong", "open" or "unreadable" for everything that is asked.
    typed : dict of str to float
        What could be read.
    diagnoses : dict of str to Diagnosis
        For each map by its name, where maps are asked.
    explained : dict of str to tuple of str
        For each wrong number the mistakes that give it, where numbers are asked.
    follows : bool
        The first of two maps is wrong, and the second is what the second layer makes of it.
    unread : dict of str to ReadError
        Why, for everything unreadable.
    """

    marks: dict[str, str]
    typed: dict[str, float]
    diagnoses: dict[str, Diagnosis]
    explained: dict[str, tuple[str, ...]]
    follows: bool = False
    unread: dict[str, ReadError] = field(default_factory=dict)

    def count(self, mark: str) -> int:
        """How many have this mark."""
        return sum(each == mark for each in self.marks.values())

    @property
    def knows_the_first(self) -> bool:
        """Whether the first of the maps that are asked is wholly right."""
        return any(found.is_right for found in list(self.diagnoses.values())[:1])

    @property
    def is_right(self) -> bool:
        """Whether everything is there and right."""
        return self.count(RIGHT) == len(self.marks)


def mark(asked: Exercise, texts: Mapping[str, str]) -> Marking:
    """Mark what somebody typed.

    Parameters
    ----------
    asked : Exercise
    texts : mapping of str to str
        By the names of `Exercise.answers`; a missing or empty one is still open.

    Returns
    -------
    Marking

    Examples
    --------
    >>> from dsviz.exercises.exercise import exercise
    >>> marked = mark(exercise("size", 1, 3), {"height": "8", "width": "9"})
    >>> marked.marks, marked.explained
    ({'height': 'wrong', 'width': 'right'}, {'height': ('one-forgotten', 'padding-once', 'kernel-ignored')})
    """
    answers = asked.answers()
    typed, unread = _read({name: texts.get(name, "") for name in answers})
    marks = {name: UNREADABLE if name in unread else OPEN for name in answers}
    marks |= {name: RIGHT if value == answers[name] else WRONG for name, value in typed.items()}
    if asked.counted:
        wrong = {
            name: explained(name, asked.counted, asked.size, typed[name])
            for name, found in marks.items()
            if found == WRONG
        }
        return Marking(marks, typed, {}, wrong, unread=unread)
    maps = typed_maps(asked, typed)
    diagnoses = {each.name: each.diagnose(maps[each.name]) for each in asked.maps}
    return Marking(marks, typed, diagnoses, {}, _follows(asked, maps), unread)


def _read(texts: Mapping[str, str]) -> tuple[dict[str, float], dict[str, ReadError]]:
    """Read what stands in the fields: the numbers, and for the others why they are none."""
    typed, unread = {}, {}
    for name, text in texts.items():
        if text.strip():
            try:
                typed[name] = read_cell(text)
            except ReadError as error:
                unread[name] = error
    return typed, unread


def typed_maps(asked: Exercise, known: Mapping[str, float]) -> dict[str, Array]:
    """Put the numbers that are known into maps by their names; NaN where none is."""
    maps = {}
    for each in asked.maps:
        shape = each.right.shape
        cells = [known.get(cell_name(each.name, place), np.nan) for place in np.ndindex(shape)]
        maps[each.name] = np.array(cells).reshape(shape)
    return maps


def _follows(asked: Exercise, maps: Mapping[str, Array]) -> bool:
    if len(asked.layers) < 2 or np.isnan(maps["z"]).any():
        return False
    last = asked.layers[1]
    made = compute(last.replace(x=maps["z"]), "numpy")
    return not np.array_equal(maps["z"], last.x) and np.array_equal(made, maps["y"])
