"""The layer that a guide lends the stage of a page: what is taken along is of that one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.course.guides import layers_for
from dsviz.examples import Chain, Example
from dsviz.guides import ALL, Guide
from dsviz.slides.deck import naming
from dsviz.slides.naming import Naming
from dsviz.ui.parts.seen import Seen
from dsviz.ui.shell.words import say


@dataclass(frozen=True, eq=False)
class Lent:
    """A layer that a guide lends.

    Attributes
    ----------
    guide : Guide
    name : str
        Of the layer, in the guide.
    layer : Example or TransposedLayer
        The latter where the stage shows a scatter.
    seen : Seen
    """

    guide: Guide
    name: str
    layer: Example | TransposedLayer
    seen: Seen

    @property
    def title(self) -> str:
        """What the stage calls it."""
        return say(f"guide.{self.guide.id}")

    @property
    def naming(self) -> Naming:
        """What its tensors are called."""
        return naming(self.guide, self.name)


def lent_on(seen: Sequence[Seen | None], shown: Example | Chain | None) -> Lent | None:
    """Return what a guide lends one of the stages; None where they show the page's own layers.

    Parameters
    ----------
    seen : sequence of Seen or None
        Where they stand.
    shown : Example or Chain, optional
        What the page shows; a guide about it has the reader's changes.
    """
    for each in seen:
        if each is None or not each.lent:
            continue
        of, _, name = each.lent.partition(".")
        guide = next((guide for guide in ALL if guide.id == of), None)
        if guide is None:
            continue
        layers: dict[str, Example | TransposedLayer] = {**layers_for(guide, shown), **guide.scatters}
        if name in layers:
            return Lent(guide, name, layers[name], each)
    return None
