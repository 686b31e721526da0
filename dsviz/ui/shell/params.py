"""One parameter of a page's link, declared once: its name, its default, and what goes when it changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Param:
    """A query parameter.

    Attributes
    ----------
    name : str
        As it stands in the link, and the key of its widget.
    default : str
        Left out of the link.
    drops : tuple of str
        What goes from the link when a reader changes this one.
    old : tuple of str
        Names it had once: a link that holds one of them opens the same.
    meaning : str
        What it says, in a few words. A name has one meaning on all pages.
    """

    name: str
    meaning: str
    default: str = ""
    drops: tuple[str, ...] = ()
    old: tuple[str, ...] = ()

    def here(self, **changes: Any) -> Param:
        """Return the same parameter with what differs on one page: its default, or what it drops."""
        return replace(self, **changes)

    def change(self, value: str) -> dict[str, str | None]:
        """Return what a new value makes of the link; None takes a name out of it."""
        gone: dict[str, str | None] = dict.fromkeys((*self.drops, *self.old))
        return {**gone, self.name: None if value == self.default else value}
