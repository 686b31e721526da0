"""An answer beside an input that is called padded, where its border does not say whether it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Protocol, TypeVar

from dsviz.content import DEFAULT_LANGUAGE, label
from dsviz.conv.errors import Refusal
from dsviz.reading.errors import ReadError
from dsviz.reading.padded import Padded, not_padded


class HasVerdict(Protocol):
    """Whether an answer was found to be right."""

    @property
    def is_right(self) -> bool:
        """Every number is there and right."""


Judged = TypeVar("Judged", bound=HasVerdict)
Judge = Callable[[Mapping[str, str]], Judged]


def judged_padded(
    padded: Padded | None, said: Mapping[str, str], judge: Judge[Judged], language: str = DEFAULT_LANGUAGE
) -> tuple[Judged, str]:
    """Judge an answer by the settings that texts say; in doubt by the padding with which it is right.

    Parameters
    ----------
    padded : Padded or None
    said : mapping of str to str
        The settings, as typed.
    judge : callable
        Gives the judgement with some settings.
    language : str

    Returns
    -------
    judgement
    str
        What is to be said of the padding; "" for nothing.

    Raises
    ------
    ReadError
        Rule ``padded-border``: the border does not show the padding, and the answer is right with both or
        with none.
    """
    if padded is None:
        return judge(said), ""
    words = {"name": padded.name, "padding": padded.padding}
    done = label("check.padded", language, **words)
    if padded.is_done:
        return judge(said), done
    found = []
    for settings, more in ((said, ""), (not_padded(said), done)):
        with suppress(Refusal):
            judged = judge(settings)
            found += [(judged, more)] if judged.is_right else []
    if len(found) != 1:
        raise ReadError("padded-border", **words)
    return found[0]
