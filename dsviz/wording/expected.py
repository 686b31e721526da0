"""Why a wrong number is expected, in words for a learning platform: plain text, no formula marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce

from dsviz.check.diagnosis import Finding
from dsviz.check.mistakes import BY_ID
from dsviz.content import DEFAULT_LANGUAGE, label
from dsviz.exercises.expected import Slipped
from dsviz.wording.diagnosis import is_backward, name_of, reason

MAPS = ("y", "z", "dx", "dw", "db")
MOST_SAID = 3  # mistakes that give the same number


def why(slipped: Iterable[Slipped], language: str = DEFAULT_LANGUAGE) -> str:
    """Say which mistake, or which of several, gives a wrong number.

    Examples
    --------
    >>> why([Slipped("y", "kernel-transposed"), Slipped("y", "input-transposed")])
    "The kernel's rows were read as its columns. Or: The input's rows were read as its columns."
    """
    said = list(dict.fromkeys(_sentence(each, language) for each in slipped))[:MOST_SAID]
    return reduce(lambda one, other: label("exercises.expected.or", language, first=one, last=other), said)


def _sentence(slipped: Slipped, language: str) -> str:
    if slipped.where in MAPS:
        finding = Finding("mistake", slipped.mistake, None, None, None, 0, dict(slipped.values))
        return reason(finding, language).replace("**", "")
    return without_marks(label(f"exercises.wrong.{slipped.mistake}", language))


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
