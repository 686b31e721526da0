"""The wrong answers that are expected of an exercise: what dsviz's own mistakes make of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

import numpy as np

from dsviz.conv.convolve import compute
from dsviz.exercises.answer_map import AnswerMap, Wrong
from dsviz.exercises.draw import Draw
from dsviz.exercises.exercise import Exercise, cells_of
from dsviz.exercises.growing import GROWING, RECIPES
from dsviz.exercises.number_mistakes import mistaken
from dsviz.exercises.recipes import MAPS
from dsviz.exercises.recipes_backward import GRADIENTS, TRANSPOSED

MOST_CHOICES = 6  # the right one among them
MOST_NUMBERS = 8  # wrong ones of a cell


@dataclass(frozen=True)
class Slipped:
    """A mistake made in an exercise.

    Attributes
    ----------
    where : str
        The map in which it was made, or the number.
    mistake : str
        Its id.
    values : dict
        In which way, such as the channel that was missed.
    """

    where: str
    mistake: str
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Choice:
    """A whole answer to an exercise; right where no mistake led to it."""

    values: Mapping[str, float]
    why: tuple[Slipped, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether this is the right answer."""
        return not self.why


def wrong_numbers(asked: Exercise) -> dict[str, dict[float, tuple[Slipped, ...]]]:
    """List for everything that is asked the wrong numbers that a common mistake gives there.

    Returns
    -------
    dict of str to dict
        By the names of `Exercise.answers`: for each wrong number the mistakes that give it, the topic's own
        first; at most 8 numbers. A mistake in the first of two maps is not followed into the second.

    Examples
    --------
    >>> from dsviz.exercises.exercise import exercise
    >>> for number, why in wrong_numbers(exercise("size", 1, 3))["height"].items():
    ...     print(number, [each.mistake for each in why])
    8.0 ['one-forgotten', 'padding-once', 'kernel-ignored']
    10.0 ['rounded-up']
    7.0 ['padding-forgotten']
    18.0 ['stride-ignored']
    """
    right = asked.answers()
    found: dict[str, dict[float, tuple[Slipped, ...]]] = {name: {} for name in right}
    for slipped, values in _wrong_answers(asked):
        for name, value in values.items():
            if value != right[name]:
                before = found[name].get(value, ())
                found[name][value] = before if slipped in before else (*before, slipped)
    return {name: dict(list(numbers.items())[:MOST_NUMBERS]) for name, numbers in found.items()}


def choices(asked: Exercise) -> tuple[Choice, ...]:
    """Offer whole answers to choose from: the right one, and one for each of the first five mistakes.

    Returns
    -------
    tuple of Choice
        All different, in an order that the exercise's seed decides. Where two maps are asked, the second
        is worked out rightly from the first, wrong as that may be.

    Examples
    --------
    >>> from dsviz.exercises.exercise import exercise
    >>> [list(each.values.values()) for each in choices(exercise("size", 1, 3)) if each.is_right]
    [[9.0, 9.0]]
    """
    right = Choice(asked.answers())
    offered: list[Choice] = [right]
    for one in _wrong_choices(asked):
        made = {each.why[0].mistake for each in offered[1:]}
        if one.why[0].mistake not in made and all(one.values != each.values for each in offered):
            offered.append(one)
    wrong = offered[1:MOST_CHOICES]
    place = Draw(f"choices/{asked.id}").whole(0, len(wrong))
    return (*wrong[:place], right, *wrong[place:])


def _wrong_answers(asked: Exercise) -> Iterator[tuple[Slipped, dict[str, float]]]:
    if asked.counted:
        for name in asked.numbers:
            for mistake, number in mistaken(name, asked.counted, asked.size):
                yield Slipped(name, mistake), {name: float(number)}
        return
    for each in asked.maps:
        for wrong in _wrong_maps(asked, each):
            yield Slipped(each.name, wrong.mistake, wrong.values), cells_of(each.name, wrong.output)


def _wrong_choices(asked: Exercise) -> Iterator[Choice]:
    right = asked.answers()
    together: dict[str, Choice] = {}
    for slipped, values in _wrong_answers(asked):
        if not asked.counted:
            yield Choice(right | values | _following(asked, slipped, values), (slipped,))
        elif slipped.mistake in together:
            before = together[slipped.mistake]
            together[slipped.mistake] = Choice({**before.values, **values}, (*before.why, slipped))
        else:
            together[slipped.mistake] = Choice(right | values, (slipped,))
    yield from together.values()


def _following(asked: Exercise, slipped: Slipped, values: Mapping[str, float]) -> dict[str, float]:
    """What the second layer makes of the first one's wrong map."""
    if len(asked.layers) < 2 or slipped.where != "z":
        return {}
    last = asked.layers[1]
    read = np.array(list(values.values())).reshape(last.x.shape)
    return cells_of("y", compute(last.replace(x=read), "numpy"))


def _wrong_maps(asked: Exercise, each: AnswerMap) -> list[Wrong]:
    """What the common mistakes make of a map, those that the topic is about first."""
    recipes = (MAPS | TRANSPOSED | GRADIENTS | {GROWING: RECIPES})[asked.topic][asked.level - 1]
    own = {mistake for recipe in recipes for mistake in recipe.tells}
    common = takewhile(lambda wrong: wrong.rank == 0, each.wrong())
    # Where all numbers are whole, a fraction gives itself away.
    whole = (wrong for wrong in common if np.array_equal(wrong.output, np.round(wrong.output)))
    return sorted(whole, key=lambda wrong: wrong.mistake not in own)
