"""A whole class marked: who has what right, and how many made which mistake.

Made for many: only single mistakes are looked for, each made in every wrong number of a map. For two
mistakes at once, slips and the rest there is `dsviz.exercises.marking`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dsviz.check.solved_layer import Array
from dsviz.exercises.answer_map import AnswerMap, LayerMap, Wrong
from dsviz.exercises.exercise import Exercise
from dsviz.exercises.expected import Slipped
from dsviz.exercises.marking import typed_maps
from dsviz.exercises.number_mistakes import explained
from dsviz.exercises.returned import Texts
from dsviz.exercises.roster import Handout
from dsviz.reading.cell import read_cell


@dataclass(frozen=True)
class Marked:
    """One exercise of one student.

    Attributes
    ----------
    student : str
    number : int
        Of the exercise on the sheet, from 1.
    right, given, asked : int
        How many numbers are right, were answered, are asked.
    slipped : tuple of Slipped
        For each map or number that is wrong the commonest mistake that explains it.
    """

    student: str
    number: int
    right: int
    given: int
    asked: int
    slipped: tuple[Slipped, ...] = ()


@dataclass(frozen=True)
class Report:
    """A class.

    Attributes
    ----------
    marked : tuple of Marked
        Every exercise that somebody handed in, student by student.
    """

    marked: tuple[Marked, ...]

    @property
    def students(self) -> tuple[str, ...]:
        """Who handed something in."""
        return tuple(dict.fromkeys(each.student for each in self.marked))

    @property
    def mistakes(self) -> dict[str, int]:
        """How many students made each mistake at least once, the most frequent first."""
        made = {(each.student, slip.mistake) for each in self.marked for slip in each.slipped}
        counts: dict[str, int] = {}
        for _, mistake in sorted(made):
            counts[mistake] = counts.get(mistake, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def of_student(self, student: str) -> tuple[Marked, ...]:
        """The exercises of one student."""
        return tuple(each for each in self.marked if each.student == student)

    def of_exercise(self, number: int) -> tuple[Marked, ...]:
        """One place of the sheet, of every student."""
        return tuple(each for each in self.marked if each.number == number)


def class_report(handouts: Sequence[Handout], texts: Texts) -> Report:
    """Mark what a class handed in.

    Parameters
    ----------
    handouts : sequence of Handout
    texts : dict
        From `read_returned`.

    Examples
    --------
    >>> from dsviz.exercises.roster import handout
    >>> ada = handout("Ada", ("size",), 1, 7, 1)
    >>> right = {name: str(value) for name, value in ada.exercises[0].answers().items()}
    >>> class_report([ada], {("Ada", 1): right}).marked
    (Marked(student='Ada', number=1, right=2, given=2, asked=2, slipped=()),)
    """
    return Report(tuple(marked for each in handouts for marked in _of_student(each, texts)))


def _of_student(handout: Handout, texts: Texts) -> Iterator[Marked]:
    """Mark a student's exercises; of two mistakes with a map's numbers the one made elsewhere is taken.

    So the exercises are marked twice: with what every mistake gives, then with what the first look found.
    """
    asked = [
        (number, each)
        for number, each in enumerate(handout.exercises, 1)
        if (handout.student, number) in texts
    ]
    usual: tuple[str, ...] = ()
    for _ in range(2):
        marked = [
            _mark(handout.student, number, each, texts[handout.student, number], usual)
            for number, each in asked
        ]
        made = Counter(slip.mistake for one in marked for slip in one.slipped)
        usual = tuple(mistake for mistake, _ in made.most_common())
    yield from marked


def _mark(
    student: str, number: int, asked: Exercise, texts: Mapping[str, str], usual: Sequence[str] = ()
) -> Marked:
    answers = asked.answers()
    typed = {name: read_cell(text) for name, text in texts.items()}
    right = sum(value == answers[name] for name, value in typed.items())
    slipped = tuple(_slipped(asked, typed, usual)) if right < len(typed) else ()
    return Marked(student, number, right, len(typed), len(answers), slipped)


def _slipped(asked: Exercise, typed: Mapping[str, float], usual: Sequence[str]) -> Iterator[Slipped]:
    for name in asked.numbers:
        if name in typed:
            made = explained(name, asked.counted, asked.size, typed[name])
            yield from (Slipped(name, mistake) for mistake in made[:1])
    before: Array | None = None
    answers = typed_maps(asked, typed)
    for each in asked.maps:
        answer = answers[each.name]
        # The second map is judged by the first one that was written down.
        if isinstance(each, LayerMap) and before is not None and not np.isnan(before).any():
            each = LayerMap(each.name, each.layer.replace(x=before))
        found = commonest_mistake(each, answer, usual)
        if found is not None:
            yield Slipped(each.name, *found)
        before = answer


def commonest_mistake(
    asked: AnswerMap, answer: Array, usual: Sequence[str] = ()
) -> tuple[str, Mapping[str, object]] | None:
    """Find the commonest mistake that gives every wrong number of an answer.

    Parameters
    ----------
    asked : AnswerMap
    answer : ndarray, shape of the map
        NaN where nothing was answered.
    usual : sequence of str
        Mistakes that the student made elsewhere, the most frequent first.

    Returns
    -------
    (id, values) or None
        A mistake that also gives the other numbers goes before one made in some places only; a rare one
        is taken only if it gives all of them. Of several, one that the student made elsewhere.

    Examples
    --------
    >>> from dsviz.conv.layer import Layer
    >>> layer = Layer([[[1, 2, 3]]], [[[[1, 2]]]])
    >>> commonest_mistake(LayerMap("y", layer), np.array([[[4.0, 7.0]]]))
    ('kernel-flipped', {})
    """
    given = ~np.isnan(answer)
    wrong = given & (answer != asked.right)
    if not wrong.any():
        return None
    whole: list[Wrong] = []
    partly: list[Wrong] = []
    for made in asked.wrong():
        if (made.output != answer)[wrong].any():
            continue
        if (made.output == answer)[given].all():
            whole.append(made)
        elif made.rank == 0:
            partly.append(made)
    found = whole or partly
    order = [*usual, *(made.mistake for made in found)]
    best = min(found, key=lambda made: order.index(made.mistake), default=None)
    return None if best is None else (best.mistake, best.values)
