"""Exercises for paper: drawn from a topic, a level and a seed, answered by the engine.

The same three give the same exercise in every process and on every machine: the draws come from
`random.Random.random` seeded with text, which Python promises to keep; nothing depends on `hash()`.
"""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral

import numpy as np

from dsviz.content import Listed
from dsviz.conv.errors import Refusal
from dsviz.conv.layer import Layer
from dsviz.conv.numbers import Pair
from dsviz.cost import Conv
from dsviz.exercises.asked_map import AskedMap, LayerMap
from dsviz.exercises.draw import ASKED, Draw, draw_counted, draw_layers
from dsviz.exercises.draw_backward import draw_gradient, draw_transposed
from dsviz.exercises.number_mistakes import right_number
from dsviz.exercises.recipes import LEVELS, MAPS, PLANS
from dsviz.exercises.recipes_backward import GRADIENTS, TRANSPOSED

__all__ = ["LEVELS", "MOST_ON_A_SHEET", "MOST_SEED", "TOPICS", "Exercise", "exercise", "sheet"]

# A sheet takes its topics in this order: a new one goes among its kind, and changes no order of old ones.
TOPICS = (*MAPS, *TRANSPOSED, *GRADIENTS, *PLANS)
MOST_SEED = 9999
MOST_ON_A_SHEET = 30


class ExerciseError(Refusal):
    """A refusal of an exercise that cannot be drawn."""

    room = "exercises"


@dataclass(frozen=True, eq=False)
class Exercise:
    """One exercise. Either maps are asked, or numbers about layers.

    Attributes
    ----------
    topic : str
    level : {1, 2, 3}
    seed : int
    layers : tuple of Layer
        Those whose maps are asked, each fed by the one before; empty where something else is asked.
    counted : tuple of Conv
        The layers whose sizes or counts are asked; empty where maps are asked.
    size : (h, w)
        Of their input.
    other : AskedMap, optional
        A gradient, or the output of a transposed layer, where that is asked.
    """

    topic: str
    level: int
    seed: int
    layers: tuple[Layer, ...] = ()
    counted: tuple[Conv, ...] = ()
    size: Pair = (0, 0)
    other: AskedMap | None = None

    @property
    def id(self) -> str:
        """Stable: keys and file names hold it."""
        return f"{self.topic}-{self.level}-{self.seed}"

    @property
    def numbers(self) -> dict[str, int]:
        """What is asked about the layers, with the engine's answer; empty where maps are asked."""
        asked_of = ASKED.get(self.topic, ())
        return {asked: right_number(asked, self.counted, self.size) for asked in asked_of}

    def answers(self) -> dict[str, float]:
        """Every number that is asked, by its name on the sheet, in reading order.

        Returns
        -------
        dict of str to float
            ``"y[0,1,2]"`` is a cell of the last map; ``"z[0,1,2]"`` one of the map between two layers.
        """
        cells: dict[str, float] = {}
        for each in self.maps:
            cells |= cells_of(each.name, each.right)
        return cells or {name: float(value) for name, value in self.numbers.items()}

    @property
    def maps(self) -> tuple[AskedMap, ...]:
        """The maps that are asked: y, or z and then y, or a gradient; empty where numbers are asked."""
        if self.other is not None:
            return (self.other,)
        names = ("z", "y")[-len(self.layers) :]
        return tuple(map(LayerMap, names, self.layers))


def cells_of(name: str, values: np.ndarray) -> dict[str, float]:
    """Name every number of a map.

    >>> cells_of("y", np.array([[[1.0, 2.0]]]))
    {'y[0,0,0]': 1.0, 'y[0,0,1]': 2.0}
    """
    return {cell_name(name, at): float(values[at]) for at in np.ndindex(values.shape)}


def cell_name(name: str, place: tuple[int, ...]) -> str:
    """Name a cell of a map.

    >>> cell_name("y", (0, 1, 2))
    'y[0,1,2]'
    """
    return f"{name}[{','.join(map(str, place))}]"


def exercise(topic: str, level: int = 1, seed: int = 0) -> Exercise:
    """Draw an exercise.

    Parameters
    ----------
    topic : one of TOPICS
    level : {1, 2, 3}
    seed : int, 0 to 9999

    Returns
    -------
    Exercise
        Small whole numbers. No kernel is all zero, constant, or its own mirror image or transpose, and
        the common mistakes of the topic give results that differ from the right one and from each other.

    Raises
    ------
    ExerciseError
        For a topic, level or seed there is not.

    Examples
    --------
    >>> random = exercise("standard", level=1, seed=7)
    >>> random.layers[0].x.shape, len(random.answers())
    ((1, 3, 3), 4)
    >>> exercise("size", level=1, seed=7).answers()
    {'height': 14.0, 'width': 14.0}
    """
    whole = all(isinstance(each, Integral) and not isinstance(each, bool) for each in (level, seed))
    if not (whole and topic in TOPICS and level in LEVELS and 0 <= seed <= MOST_SEED):
        got = {"topic": repr(topic), "level": repr(level), "seed": repr(seed)}
        raise ExerciseError("exercise-known", topics=Listed(TOPICS), most=MOST_SEED, **got)
    draw = Draw(f"dsviz/{topic}/{level}/{seed}")
    if topic in PLANS:
        counted, size = draw_counted(draw, topic, level)
        return Exercise(topic, level, seed, counted=counted, size=size)
    if topic in TRANSPOSED:
        return Exercise(topic, level, seed, other=draw_transposed(draw, topic, level))
    if topic in GRADIENTS:
        return Exercise(topic, level, seed, other=draw_gradient(draw, topic, level))
    recipe = draw.one_of(MAPS[topic][level - 1])
    return Exercise(topic, level, seed, layers=draw_layers(draw, topic, level, recipe))


def sheet(topics: tuple[str, ...], level: int, seed: int, count: int) -> tuple[Exercise, ...]:
    """Draw a sheet: the topics in turn, each exercise with the seed after the one before it.

    Parameters
    ----------
    topics : tuple of str
    level, seed : int
    count : int
        How many exercises.

    Examples
    --------
    >>> [each.id for each in sheet(("stride", "size"), 2, 9998, 3)]
    ['stride-2-9998', 'size-2-9999', 'stride-2-0']
    """
    return tuple(
        exercise(topics[at % len(topics)], level, (seed + at) % (MOST_SEED + 1)) for at in range(count)
    )
