"""How an answer stands, in one line: how much of it is right, wrong and still open."""

from __future__ import annotations

from typing import Any

import numpy as np

from dsviz.check.diagnosis import OPEN, RIGHT, WRONG, Diagnosis
from dsviz.content import DEFAULT_LANGUAGE, Listed, joined, label
from dsviz.exercises.exercise import cell_name
from dsviz.wording.alternatives import either_name

MOST_OPEN = 6  # cells that are named


def verdict(found: Diagnosis, language: str = DEFAULT_LANGUAGE) -> str:
    """Say how an answer stands: all right, so much of it, or of another shape.

    Examples
    --------
    >>> from dsviz.check.diagnose import diagnose
    >>> from dsviz.conv.trace import trace
    >>> layer = trace([[[1, 2, 3]]], [[[[1, 2]]]], backend="numpy")
    >>> verdict(diagnose(layer, [[5, 8]]))
    'All 2 numbers are right.'
    >>> verdict(diagnose(layer, [[5, float("nan")]]))
    '1 right, 0 wrong, 1 still open. What is there is right so far. Open: y[0,0,1].'
    """
    if found.marks is None:
        shape, right = (" × ".join(map(str, each.shape)) for each in (found.typed, found.right))
        words = [label("check.shape", language, shape=shape, right=right)]
        if found.settings:
            named = Listed([_setting(*each, language) for other in found.settings for each in other.items()])
            words.append(label("check.shape.settings", language, count=len(named.items), settings=named))
        return joined(words, language, "sentence")
    said = _all_right(found, language) if found.is_right else _counts(found, language)
    return (
        said
        if found.given_shape is None
        else joined([said, _flattened(found, language)], language, "sentence")
    )


def _flattened(found: Diagnosis, language: str) -> str:
    shape, right = (" × ".join(map(str, each)) for each in (found.given_shape or (), found.right.shape))
    return label("check.flattened", language, shape=shape, right=right)


def _setting(name: str, value: Any, language: str) -> str:
    """Write a setting with one number where all are alike: padding 1."""
    while isinstance(value, tuple) and len(set(value)) == 1:
        value = value[0]
    return label(f"check.setting.{name}", language, value=value)


def _all_right(found: Diagnosis, language: str) -> str:
    count = found.right.size
    if found.answer_decimals is not None:
        own = label("check.right.decimals", language, decimals=found.answer_decimals)
        words = [label("check.right.shown", language, count=count), own]
        if found.shown_decimals is not None:
            words.append(label("check.right.taken", language, decimals=found.shown_decimals))
        if found.as_they_stand:
            named = either_name(found.as_they_stand, language)
            words.append(label("check.right.stand", language, mistake=named))
        return joined(words, language, "sentence")
    if found.shown_decimals is not None:
        return label("check.right.printed", language, count=count, decimals=found.shown_decimals)
    return label("check.right.shown" if found.to_the_digits_shown else "check.right", language, count=count)


def _counts(found: Diagnosis, language: str) -> str:
    counts = {mark: int(np.count_nonzero(found.marks == mark)) for mark in (RIGHT, WRONG, OPEN)}
    words = [label("check.counts", language, **counts)]
    if found.answer_decimals is not None:
        words.append(label("check.counts.rounded", language, decimals=found.answer_decimals))
    if found.right_if_rounded is not None:
        words.append(label("check.counts.if-rounded", language, decimals=found.right_if_rounded))
    if found.given_maps:
        maps = Listed([*map(str, found.given_maps)])
        words.append(label("check.maps", language, count=len(found.given_maps), maps=maps))
    elif counts[OPEN]:
        words += [label("check.so-far", language)] if not counts[WRONG] else []
        words.append(_open(found, language))
    return joined(words, language, "sentence")


def _open(found: Diagnosis, language: str) -> str:
    cells = [tuple(map(int, place)) for place in np.argwhere(found.marks == OPEN)]
    named = joined([cell_name("y", cell) for cell in cells[:MOST_OPEN]], language)
    more = len(cells) - MOST_OPEN
    others = label("check.open-more", language, count=more) if more > 0 else ""
    return label("check.still-open", language, cells=named + others)
