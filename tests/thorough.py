"""How much a run tries: an everyday one a share of the examples, `DSVIZ_THOROUGH=1` all of them."""

import os
from collections.abc import Iterable

from hypothesis import settings

THOROUGH = bool(os.environ.get("DSVIZ_THOROUGH"))


def examples(count: int) -> settings:
    """Settings of a property that a thorough run tries on `count` examples, an everyday one on a fifth."""
    return settings(max_examples=count if THOROUGH else max(count // 5, 40), deadline=None)


def some_of(every: Iterable[str], *everyday: str) -> list[str]:
    """All of `every` in a thorough run, those named in an everyday one."""
    return [each for each in every if THOROUGH or each in everyday]
