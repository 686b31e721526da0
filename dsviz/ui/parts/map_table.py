"""A map of a few numbers as a table of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Table:
    """A map as a table of numbers.

    Attributes
    ----------
    title : str
    texts : sequence of sequence of str
    """

    title: str
    texts: Sequence[Sequence[str]]

    @property
    def html(self) -> str:
        """The table, whose caption names it."""
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in self.texts
        )
        return f"<table><caption>{escape(self.title)}</caption>{rows}</table>"
