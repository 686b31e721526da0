"""The lessons of a course: their order, their addresses, and what their stages can show."""

from __future__ import annotations

from dataclasses import dataclass

from dsviz import content
from dsviz.course.grouped import Shape
from dsviz.examples import Chain, Example, by_topic
from dsviz.examples.grouped import SEED

# In reading order -> the address of the app's page, which the words' links name.
ADDRESSES = {
    "standard": "Standard_convolution",
    "depthwise": "Depthwise_convolution",
    "pointwise": "Pointwise_convolution",
    "separable": "Depthwise_separable",
    "grouped": "Grouped_convolution",
}
LESSONS = tuple(ADDRESSES)
SHAPE = Shape(in_channels=4, out_channels=8, kernel=3, seed=SEED)  # as the app's page opens
USUAL_GROUPS = 2


@dataclass(frozen=True)
class Shown:
    """One thing that a lesson's stage can show.

    Attributes
    ----------
    id : str
        Its value in the link.
    title : str
    what : Example or Chain
    """

    id: str
    title: str
    what: Example | Chain

    @property
    def layers(self) -> tuple[Example, ...]:
        """Its layer, or its two."""
        return self.what.layers if isinstance(self.what, Chain) else (self.what,)


def param_of(lesson: str) -> str:
    """Name the link's parameter that chooses what a lesson shows, the app's own."""
    return "g" if lesson == "grouped" else "example"


def shown_in(lesson: str, spoken: str) -> tuple[Shown, ...]:
    """List what a lesson's stage can show, what it opens with first.

    Examples
    --------
    >>> [shown.id for shown in shown_in("grouped", "en")]
    ['2', '1', '4']
    >>> shown_in("standard", "en")[0].id
    'standard-cs231n'
    """
    if lesson == "grouped":
        legal = sorted(SHAPE.legal, key=lambda groups: (groups != USUAL_GROUPS, groups))
        return tuple(Shown(str(g), f"g = {g}", SHAPE.example(g)) for g in legal)
    found = by_topic(lesson, pictures=lesson != "standard")
    return tuple(Shown(each.id, content.label(f"example.{each.id}.title", spoken), each) for each in found)


def file_of(lesson: str) -> str:
    """Name a lesson's file; "" for a page that the course does not have."""
    return f"{lesson}.html" if lesson in LESSONS else ""
