"""The lessons of a course: their order, their addresses, and what their stages can show."""

from __future__ import annotations

from dataclasses import dataclass

from dsviz import content
from dsviz.course.grouped import Shape
from dsviz.examples import Chain, Example, by_topic
from dsviz.examples.grouped import SEED
from dsviz.examples.rows import ROWS, row_example

# In reading order -> the address of the app's page, which the words' links name.
ADDRESSES = {
    "standard": "Standard_convolution",
    "depthwise": "Depthwise_convolution",
    "pointwise": "Pointwise_convolution",
    "separable": "Depthwise_separable",
    "grouped": "Grouped_convolution",
    "one_dimension": "One_dimension",
}
LESSONS = tuple(ADDRESSES)
SHAPE = Shape(in_channels=4, out_channels=8, kernel=3, seed=SEED)  # as the app's page opens
USUAL_GROUPS = 2
BETWEEN = "."  # two values that choose together what is shown
# A lesson's choices, the first one first: the link's parameter, its label, the titles of its values.
EXAMPLES = (("example", "lesson.choose", "example.{}.title"),)
CHOICES = {
    "grouped": (("g", "grouped.slider", ""),),
    "one_dimension": (("example", "one_dimension.example", "one_dimension.example.{}"),),
}
# What a link of the app's page can set besides: there is no file for each of these.
IN_THE_APP = {
    "grouped": ("c", "n", "k", "seed"),
    "one_dimension": ("k", "dilation", "padding"),
}


@dataclass(frozen=True)
class Shown:
    """One thing that a lesson's stage can show.

    Attributes
    ----------
    id : str
        The values that choose it in the link, a dot between two.
    what : Example or Chain
    """

    id: str
    what: Example | Chain

    @property
    def values(self) -> tuple[str, ...]:
        """The values that choose it in the link."""
        return tuple(self.id.split(BETWEEN))

    @property
    def layers(self) -> tuple[Example, ...]:
        """Its layer, or its two."""
        return self.what.layers if isinstance(self.what, Chain) else (self.what,)


@dataclass(frozen=True)
class Field:
    """A choice that a lesson's page offers.

    Attributes
    ----------
    param : str
        The link's parameter, the app's own.
    label : str
    options : tuple of (value, title)
    """

    param: str
    label: str
    options: tuple[tuple[str, str], ...]


def fields_of(lesson: str, spoken: str) -> tuple[Field, ...]:
    """List the choices of a lesson's page, in a language.

    Examples
    --------
    >>> (field,) = fields_of("grouped", "en")
    >>> field.param, field.options[0]
    ('g', ('2', 'g = 2'))
    """
    found = []
    for level, (param, label, title) in enumerate(CHOICES.get(lesson, EXAMPLES)):
        values = dict.fromkeys(each.values[level] for each in shown_in(lesson) if level < len(each.values))
        options = tuple((value, _title(title, value, spoken)) for value in values)
        found.append(Field(param, content.label(label, spoken), options))
    return tuple(found)


def _title(key: str, value: str, spoken: str) -> str:
    return content.label(key.format(value), spoken) if key else f"g = {value}"


def shown_in(lesson: str) -> tuple[Shown, ...]:
    """List what a lesson's stage can show, what it opens with first.

    Examples
    --------
    >>> [shown.id for shown in shown_in("grouped")]
    ['2', '1', '4']
    >>> shown_in("standard")[0].id
    'standard-cs231n'
    """
    if lesson == "grouped":
        legal = sorted(SHAPE.legal, key=lambda groups: (groups != USUAL_GROUPS, groups))
        return tuple(Shown(str(g), SHAPE.example(g)) for g in legal)
    if lesson == "one_dimension":
        return tuple(Shown(name, row_example(name)) for name in ROWS)
    found = by_topic(lesson, pictures=lesson != "standard")
    return tuple(Shown(each.id, each) for each in found)


def file_of(lesson: str) -> str:
    """Name a lesson's file; "" for a page that the course does not have."""
    return f"{lesson}.html" if lesson in LESSONS else ""
