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
from dsviz.exercises.answer_map import AnswerMap, LayerMap
from dsviz.exercises.draw import ASKED, Draw, draw_counted, draw_layers
from dsviz.exercises.draw_backward import draw_gradient, draw_transposed
from dsviz.exercises.growing import GROWING, STEPS, draw_growing
from dsviz.exercises.number_mistakes import right_number
from dsviz.exercises.recipes import LEVELS, MAPS, PLANS
from dsviz.exercises.recipes_backward import GRADIENTS, TRANSPOSED

__all__ = [
    "EVERY_TOPIC",
    "GROWING",
    "LEVELS",
    "MOST_ON_A_SHEET",
    "MOST_SEED",
    "MOST_TYPED_SEED",
    "STEPS",
    "TOPICS",
    "Exercise",
    "exercise",
    "levels_of",
    "sheet",
]

# A sheet takes its topics in this order: a new one goes among its kind, and changes no order of old ones.
TOPICS = (*MAPS, *TRANSPOSED, *GRADIENTS, *PLANS)
# A growing series is a sheet of its own; its levels are what stands one after the other on it.
EVERY_TOPIC = (*TOPICS, GROWING)
MOST_SEED = 999_999_999
# Seeds up to here are for people to type; a class's are drawn from those above, so that no two are alike.
MOST_TYPED_SEED = 9999
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
    level : int
        One of `levels_of` the topic.
    seed : int
    layers : tuple of Layer
        Those whose maps are asked, each fed by the one before; empty where something else is asked.
    counted : tuple of Conv
        The layers whose sizes or counts are asked; empty where maps are asked.
    size : (h, w)
        Of their input.
    other : AnswerMap, optional
        A gradient, or the output of a transposed layer, where that is asked.
    """

    topic: str
    level: int
    seed: int
    layers: tuple[Layer, ...] = ()
    counted: tuple[Conv, ...] = ()
    size: Pair = (0, 0)
    other: AnswerMap | None = None

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
    def maps(self) -> tuple[AnswerMap, ...]:
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


def levels_of(topic: str) -> tuple[int, ...]:
    """List the levels of a topic; of a growing series its exercises, in order.

    >>> levels_of("stride"), levels_of("growing")
    ((1, 2, 3), (1, 2, 3, 4, 5, 6, 7, 8))
    """
    return STEPS if topic == GROWING else LEVELS


def exercise(topic: str, level: int = 1, seed: int = 0) -> Exercise:
    """Draw an exercise.

    Parameters
    ----------
    topic : one of EVERY_TOPIC
    level : one of `levels_of` the topic
    seed : int, 0 to 999,999,999

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
    if not (whole and topic in EVERY_TOPIC and level in levels_of(topic) and 0 <= seed <= MOST_SEED):
        got = {"topic": repr(topic), "level": repr(level), "seed": repr(seed)}
        raise ExerciseError("exercise-known", topics=Listed(TOPICS), most=MOST_SEED, **got)
    if topic == GROWING:
        return Exercise(topic, level, seed, (draw_growing(Draw(f"dsviz/{topic}/{seed}"), level),))
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


def seed_after(seed: int, count: int = 1) -> int:
    """Return the seed so many places after one; those that people type come round among themselves.

    Examples
    --------
    >>> seed_after(7), seed_after(9999), seed_after(10_000, 2), seed_after(MOST_SEED)
    (8, 0, 10002, 10000)
    """
    least, most = (0, MOST_TYPED_SEED) if seed <= MOST_TYPED_SEED else (MOST_TYPED_SEED + 1, MOST_SEED)
    return least + (seed - least + count) % (most - least + 1)


def sheet(topics: tuple[str, ...], level: int, seed: int, count: int) -> tuple[Exercise, ...]:
    """Draw a sheet: the topics in turn, each exercise with the seed after the one before it.

    With the one topic ``"growing"`` it is a series: the same seed, and one thing more in each exercise.

    Parameters
    ----------
    topics : tuple of str
    level, seed : int
    count : int
        How many exercises; of a series as many as it has at most.

    Examples
    --------
    >>> [each.id for each in sheet(("stride", "size"), 2, 9998, 3)]
    ['stride-2-9998', 'size-2-9999', 'stride-2-0']
    >>> [each.id for each in sheet(("growing",), 1, 7, 3)]
    ['growing-1-7', 'growing-2-7', 'growing-3-7']
    """
    if topics == (GROWING,):
        return tuple(exercise(GROWING, step, seed) for step in STEPS[:count])
    return tuple(exercise(topics[at % len(topics)], level, seed_after(seed, at)) for at in range(count))
