"""How much a run tries: an everyday one a share of the examples, `DSVIZ_THOROUGH=1` all of them.

Tests marked `in_depth` look at a promise once more, at another width, in another language or on another card,
or at the layout of one page; an everyday run of the whole suite leaves them out. Who names a file or a test,
or asks for some by `-k`, has them. Sweeps over all pages and all examples are a thorough run's.
"""

import os
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings

THOROUGH = bool(os.environ.get("DSVIZ_THOROUGH"))

in_depth = pytest.mark.in_depth


def is_whole(arguments: Iterable[str], keyword: str = "") -> bool:
    """Whether a run with these arguments of pytest tries what is in depth: it is thorough, or names it."""
    return THOROUGH or bool(keyword) or any(".py" in each for each in arguments)


def examples(count: int) -> settings:
    """Settings of a property that a thorough run tries on `count` examples, an everyday one on a fifth."""
    return settings(max_examples=count if THOROUGH else max(count // 5, 40), deadline=None)


def some_of(every: Iterable[str], *everyday: str, deeper: Iterable[str] = ()) -> list[Any]:
    """All of `every` in a thorough run; else those named, and in depth those that are named as deeper."""
    if THOROUGH:
        return list(every)
    return [*everyday, *map(_deeper, deeper)]


def first_of(cases: Iterable[Any], count: int = 1) -> list[Any]:
    """All cases of a test, of which the first `count` are tried everyday; a tuple holds several values."""
    cases = list(cases)
    return [*cases[:count], *map(_deeper, cases[count:])]


def one_in(count: int, cases: Iterable[Any]) -> list[Any]:
    """All cases of a test, of which one in `count`, spread over all of them, is tried everyday."""
    return [_deeper(each) if at % count else each for at, each in enumerate(cases)]


def _deeper(case: Any) -> Any:
    if isinstance(case, type(pytest.param())):
        return pytest.param(*case.values, id=case.id, marks=(*case.marks, in_depth))
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=in_depth)
