"""Exercises as GIFT, Moodle's plain text: a multiple choice each, dsviz's mistakes as the wrong answers."""

from __future__ import annotations

from collections.abc import Sequence

from dsviz.content import DEFAULT_LANGUAGE, label
from dsviz.exercises.exercise import Exercise
from dsviz.exercises.expected import Choice, choices
from dsviz.export.question_html import (
    choice_html,
    name_of_exercise,
    question_html,
    verdict_html,
    workings_html,
)

SPECIAL = {ord(each): f"\\{each}" for each in "\\~=#{}:"} | {ord("\n"): " "}


def gift(exercises: Sequence[Exercise], title: str = "", language: str = DEFAULT_LANGUAGE) -> str:
    """Write exercises as one file of GIFT.

    Parameters
    ----------
    exercises, title, language
        As in `moodle_xml`.

    Returns
    -------
    str
        A category, and for each exercise a question with up to six answers to choose from. Each wrong one
        is what a mistake gives, and its feedback says which.

    Examples
    --------
    >>> from dsviz.exercises.exercise import sheet
    >>> print(gift(sheet(("size",), 1, 3, 1)).splitlines()[2])
    ::01. Output size, easy, seed 3::
    """
    heading = title or label("exercises.sheet.title", language)
    category = f"$CATEGORY: $course$/top/{heading.replace('/', '//')}\n"
    questions = (_question(at, each, language) for at, each in enumerate(exercises, 1))
    return "\n".join([category, *questions])


def escaped(text: str) -> str:
    r"""Take their meaning from the characters of a text that have one in GIFT; of a line break make a space.

    >>> escaped("y[0] = {1}")
    'y[0] \\= \\{1\\}'
    """
    return text.translate(SPECIAL)


def _question(at: int, asked: Exercise, language: str) -> str:
    name = escaped(f"{at:02}. {name_of_exercise(asked, language)}")
    text = escaped(question_html(asked, language, choosing=True))
    answers = "\n".join(_answer(asked, each, language) for each in choices(asked))
    general = escaped(workings_html(asked, language))
    return f"::{name}::\n[html]{text}{{\n{answers}\n####{general}\n}}\n"


def _answer(asked: Exercise, choice: Choice, language: str) -> str:
    sign = "=" if choice.is_right else "~"
    written = escaped(choice_html(asked, choice.values, language))
    return f"{sign}{written}#{escaped(verdict_html(choice, language))}"
