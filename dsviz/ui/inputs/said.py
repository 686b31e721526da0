"""What a snippet was taken for whose tensors went into the boxes."""

from __future__ import annotations

from typing import NamedTuple

from dsviz.content import Words
from dsviz.reading.axes import Role
from dsviz.reading.padded import without_padding
from dsviz.reading.several import Named
from dsviz.reading.snippet_calls import Heard


class Said(NamedTuple):
    """What a snippet was taken for.

    Attributes
    ----------
    texts : tuple of str
        The boxes as the snippet left them.
    names : dict of role to (name, why)
    heard : Heard
        What the calls beside the tensors say.
    answer : Named or None
        The output that the snippet holds.
    left : tuple of Named
        What else it holds.
    is_lone : bool
        It holds one tensor only, of another box than it stood in; what stands in the others stays.
    """

    texts: tuple[str, ...]
    names: dict[Role, tuple[str, Words]]
    heard: Heard
    answer: Named | None = None
    left: tuple[Named, ...] = ()
    is_lone: bool = False

    @property
    def settings(self) -> dict[str, str]:
        """The settings it says, as they are typed."""
        return self.heard.settings

    @property
    def spoken(self) -> dict[str, str]:
        """The settings to be listed: without a padding that the input has already."""
        padded = self.heard.padded
        is_done = padded is not None and padded.is_done
        return without_padding(self.settings) if is_done else self.settings
