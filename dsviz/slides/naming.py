"""What the maps of a drawing are called, also where a layer's tensors hold the numbers of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dsviz.exercises.exercise import cell_name


@dataclass(frozen=True)
class Naming:
    """The names of a layer's tensors.

    Attributes
    ----------
    x, w, b, y : str
        Letters.
    copies : mapping of str to dict
        Whose numbers the tensors hold where the layer computes a gradient, as
        `dsviz.conv.rewritten.Rewritten.names` tells.

    Examples
    --------
    >>> Naming(y="z").cell(0, 1, 2)
    'z[0,1,2]'
    >>> Naming(copies={"y": {"letter": "dw", "of": [[0, 0], [1, 0]]}}).cell(1, 0, 1)
    'dw[1,0,0,1]'
    """

    x: str = "x"
    w: str = "w"
    b: str = "b"
    y: str = "y"
    copies: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    def letter(self, kind: str) -> str:
        """Return the letter of "x", "w", "b" or "y"."""
        own: str = getattr(self, kind)
        return str(self.copies.get(kind, {}).get("letter", own))

    def input(self, channel: int) -> str:
        """Name an input map."""
        return self._named("x", [channel])

    def slice(self, filter: int, at: int) -> str:
        """Name a slice of a filter; a kernel that stands turned is marked so."""
        turned = " 180°" if self.copies.get("w", {}).get("turned") else ""
        of = self.copies.get("w", {}).get("of")
        return self._listed("w", of[filter][at] if of else [filter, at]) + turned

    def output(self, filter: int) -> str:
        """Name an output map."""
        return self._named("y", [filter])

    def cell(self, filter: int, row: int, column: int) -> str:
        """Name an output number; where a map is one number, as in db, by its map alone."""
        if self.copies.get("y", {}).get("lone"):
            return self.output(filter)
        return f"{self.output(filter)[:-1]},{row},{column}]"

    def bias(self, filter: int) -> str:
        """Name a bias."""
        return f"{self.b}[{filter}]"

    def products(self) -> str:
        """Name the products of a channel."""
        return f"{self.letter('x')} × {self.letter('w')}"

    def _named(self, kind: str, index: list[int]) -> str:
        of = self.copies.get(kind, {}).get("of")
        return self._listed(kind, of[index[0]] if of else index)

    def _listed(self, kind: str, index: list[int]) -> str:
        # The ones that dy is added up with have no places.
        return cell_name(self.letter(kind), tuple(index)) if index else self.letter(kind)


AS_USUAL = Naming()
