"""A map of a few numbers as a table of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

Cell = tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """A map as a table of numbers.

    Attributes
    ----------
    title : str
    texts : sequence of sequence of str
    looks : dict
        A cell's (row, column) -> "heavy".
    """

    title: str
    texts: Sequence[Sequence[str]]
    looks: dict[Cell, str]

    @property
    def html(self) -> str:
        """The table, whose caption names it."""
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td class="{self.looks.get((r, c), "")}">{escape(text)}</td>' for c, text in enumerate(row)
            )
            + "</tr>"
            for r, row in enumerate(self.texts)
        )
        return f"<table><caption>{escape(self.title)}</caption>{rows}</table>"
