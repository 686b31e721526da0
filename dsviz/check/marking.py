"""Marking an exercise: which numbers are right, and which mistake would explain the wrong ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dsviz.check.diagnose import OPEN, RIGHT, WRONG, Diagnosis, diagnose
from dsviz.check.mistakes_layer import Array
from dsviz.check.number_mistakes import explained
from dsviz.conv.convolve import run
from dsviz.conv.trace import trace
from dsviz.examples.exercises import Exercise, cell_name, names

UNREADABLE = "unreadable"
NUMBER = re.compile(r"[+-]?(?:[0-9]{1,12}(?:[.,][0-9]{1,6})?)")


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
    """

    marks: dict[str, str]
    typed: dict[str, float]
    diagnoses: dict[str, Diagnosis]
    explained: dict[str, tuple[str, ...]]
    follows: bool = False

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


def read_number(text: str) -> float | None:
    """Read a number as it is typed into a field; None where it is none.

    Examples
    --------
    >>> read_number(" −3 "), read_number("2,5"), read_number("1e9"), read_number("")
    (-3.0, 2.5, None, None)
    """
    plain = text.strip().replace("\u2212", "-").replace(" ", "")
    return float(plain.replace(",", ".")) if NUMBER.fullmatch(plain) else None


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
    >>> from dsviz.examples.exercises import exercise
    >>> marked = mark(exercise("size", 1, 3), {"height": "8", "width": "9"})
    >>> marked.marks, marked.explained
    ({'height': 'wrong', 'width': 'right'}, {'height': ('one-forgotten', 'padding-once', 'kernel-ignored')})
    """
    answers = asked.answers()
    typed = {name: read_number(texts.get(name, "")) for name in answers}
    marks = {name: _mark(texts.get(name, ""), typed[name], right) for name, right in answers.items()}
    known = {name: value for name, value in typed.items() if value is not None}
    if asked.layers:
        wrong = {
            name: explained(name, asked.layers, asked.size, known[name])
            for name, found in marks.items()
            if found == WRONG
        }
        return Marking(marks, known, {}, wrong)
    maps = _maps(asked, known)
    return Marking(marks, known, _diagnoses(asked, maps), {}, _follows(asked, maps))


def _mark(text: str, typed: float | None, right: float) -> str:
    if typed is None:
        return UNREADABLE if text.strip() else OPEN
    return RIGHT if typed == right else WRONG


def _maps(asked: Exercise, known: Mapping[str, float]) -> dict[str, Array]:
    maps = {}
    for name, stage in zip(names(asked), asked.stages, strict=True):
        size = stage.spec.output_size(stage.x.shape[1:], stage.weight.shape[2:])
        shape = (len(stage.weight), *size)
        cells = [known.get(cell_name(name, place), np.nan) for place in np.ndindex(shape)]
        maps[name] = np.array(cells).reshape(shape)
    return maps


def _diagnoses(asked: Exercise, maps: Mapping[str, Array]) -> dict[str, Diagnosis]:
    found = {}
    for name, stage in zip(names(asked), asked.stages, strict=True):
        steps = trace(stage.x, stage.weight, stage.bias, backend="numpy", **stage.keywords)
        found[name] = diagnose(steps, maps[name])
    return found


def _follows(asked: Exercise, maps: Mapping[str, Array]) -> bool:
    if len(asked.stages) < 2 or np.isnan(maps["z"]).any():
        return False
    last = asked.stages[1]
    made = run(maps["z"], last.weight, last.bias, last.spec, "numpy")
    return not np.array_equal(maps["z"], last.x) and np.array_equal(made, maps["y"])
