"""An answer judged by the layer that tensors and settings make, with what is to be said of their reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from dsviz.content import Listed, label
from dsviz.reading.axes import Role
from dsviz.reading.shown_digits import Shown
from dsviz.wording.given import Given
from dsviz.wording.otherwise import HasDiagnosis, judged_best, other_readings
from dsviz.wording.said_settings import settings_in_words, typed_settings

Judged = TypeVar("Judged", bound=HasDiagnosis)


def judged_as_said(
    judge: Callable[[Given], Judged],
    taken: Mapping[Role, Any],
    settings: Mapping[str, Any],
    printed: Mapping[str, Shown | None],
    language: str,
    is_told: bool,
    said: Mapping[str, str],
) -> tuple[Judged, list[str]]:
    """Judge an answer by a layer in the order of axes that says most, and say which settings it has.

    Parameters
    ----------
    judge : callable
        Compares the answer with a layer.
    taken : mapping of role to Typed, text, array or None
    settings : mapping
        As keywords; where there are none, those that are `said` count.
    printed : mapping
        The tensors that came as text, each with what its text shows of its digits.
    language : str
    is_told : bool
        The call of a layer tells the order of axes.
    said : mapping of str to str
        As typed.

    Returns
    -------
    judgement
    list of str
        Sentences.
    """
    tensors = (taken["input"], taken["kernel"], taken["bias"], settings or typed_settings(said), printed)
    first, others = Given.of(*tensors), partial(other_readings, *tensors)
    checked, other = judged_best(judge, first, others, taken["output"], is_told=is_told)
    words: list[str] = []
    if other is not None:
        named = Listed([f"{name} {layout}" for name, layout in other.layouts.items()])
        words.append(label("check.read-as", language, layouts=named))
    if said:
        listed = settings_in_words(said, language, is_row=(other.job if other else first).is_row)
        words.append(label("check.settings", language, settings=listed))
    return checked, words
