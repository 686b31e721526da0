"""The guides of a page, put into words with the numbers that the page shows now."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dsviz.course.guides import CACHE_SIZE, described
from dsviz.examples import Chain, Example
from dsviz.guides import of_page
from dsviz.ui.shell.page import page_of


@lru_cache(maxsize=CACHE_SIZE)
def guides_of(
    page: str, shown: Example | Chain | None, engine: str, spoken: str
) -> tuple[dict[str, Any], ...]:
    """Describe a page's guides to its stage.

    Parameters
    ----------
    page : str
    shown : Example or Chain, optional
        What the page shows. Where a guide is about it, the guide follows the reader's changes.
    engine : str
    spoken : str
        The language.
    """
    return tuple(described(guide, shown, engine, spoken, address_of) for guide in of_page(page))


def address_of(page: str) -> str:
    """Return the address of a page by its key."""
    return page_of(page).address
