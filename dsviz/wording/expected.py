"""Why a wrong number is expected, in words for a learning platform: plain text, no formula marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce

from dsviz.check.diagnosis import Finding
from dsviz.check.mistakes import BY_ID
from dsviz.content import DEFAULT_LANGUAGE, label, labels
from dsviz.exercises.expected import Slipped
from dsviz.wording.diagnosis import is_backward, name_of, reason

MAPS = ("y", "z", "dx", "dw", "db")
MOST_SAID = 3  # mistakes that give the same number


def why(slipped: Iterable[Slipped], language: str = DEFAULT_LANGUAGE, *, of_one: bool = False) -> str:
    """Say which mistake, or which of several, gives a wrong answer.

    Parameters
    ----------
    slipped : iterable of Slipped
    language : str
    of_one : bool
        The answer is one number of a map: of the others nothing is known, and nothing is said.

    Examples
    --------
    >>> why([Slipped("y", "kernel-transposed"), Slipped("y", "input-transposed")])
    "The kernel's rows were read as its columns. Or: The input's rows were read as its columns."
    >>> why([Slipped("y", "y.overwritten")], of_one=True)[:62]
    'Stamps were overwritten. This number follows if a later stamp '
    """
    said = list(dict.fromkeys(_sentence(each, language) for each in slipped))[:MOST_SAID]
    if of_one:
        said = [_of_one(each, language) for each in said]
    return reduce(lambda one, other: label("exercises.expected.or", language, first=one, last=other), said)


def _sentence(slipped: Slipped, language: str) -> str:
    if slipped.where in MAPS:
        finding = Finding("mistake", slipped.mistake, None, None, None, 0, dict(slipped.values))
        return reason(finding, language).replace("**", "")
    return without_marks(label(f"exercises.wrong.{slipped.mistake}", language))


def _of_one(sentence: str, language: str) -> str:
    """Write what a sentence says of every number of a map of one of them."""
    alone = labels("exercises.of_one", language)
    for name, words in labels("exercises.of_all", language).items():
        sentence = sentence.replace(words, alone[name])
    return sentence


def without_marks(text: str) -> str:
    r"""Write the formulas of a sentence as plain text, for readers that know no TeX.

    >>> without_marks(r"this is $(K^2 + C) \times N$.")
    'this is (K² + C) × N.'
    """
    return re.sub(r"\$([^$]*)\$", lambda found: _plain(found[1]), text)


def _plain(formula: str) -> str:
    return formula.replace("^2", "²").replace(r"\times", "×")


def mistake_name(mistake: str, language: str = DEFAULT_LANGUAGE) -> str:
    """Name a mistake for a table: with a map by its short name, with a number by what was done.

    >>> mistake_name("bias-forgotten"), mistake_name("flops")
    ('bias forgotten', 'these are FLOPs: one MAC is two of them.')
    """
    if mistake in BY_ID or is_backward(mistake):
        return name_of(mistake, language)
    return without_marks(label(f"exercises.wrong.{mistake}", language))
