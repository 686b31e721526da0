"""The lessons of a course: their order, their addresses, and what their stages can show."""

from __future__ import annotations

from dataclasses import dataclass

from dsviz import content
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.course.grouped import Shape
from dsviz.examples import Chain, Example, by_topic
from dsviz.examples.backward import BACKWARD, Backward
from dsviz.examples.chains import CHAINS, LayersInARow
from dsviz.examples.grouped import SEED
from dsviz.examples.rows import ROWS, row_example
from dsviz.examples.transposed import TRANSPOSED

# In reading order -> the address of the app's page, which the words' links name.
ADDRESSES = {
    "standard": "Standard_convolution",
    "depthwise": "Depthwise_convolution",
    "pointwise": "Pointwise_convolution",
    "separable": "Depthwise_separable",
    "grouped": "Grouped_convolution",
    "several": "Several_layers",
    "one_dimension": "One_dimension",
    "backward": "Backward_pass",
    "transposed": "Transposed_convolution",
}
LESSONS = tuple(ADDRESSES)
SHAPE = Shape(in_channels=4, out_channels=8, kernel=3, seed=SEED)  # as the app's page opens
USUAL_GROUPS = 2
STILL = ("several", "backward", "transposed")  # their stages' numbers cannot be changed
BETWEEN = "."  # two values that choose together what is shown
# A lesson's choices, the first one first: the link's parameter, its label, the titles of its values.
EXAMPLES = (("example", "lesson.choose", "example.{}.title"),)
CHOICES = {
    "grouped": (("g", "grouped.slider", ""),),
    "several": (
        ("chain", "several.chain", "several.chain.{}"),
        ("layer", "several.layer", "several.layer.name"),
    ),
    "one_dimension": (("example", "one_dimension.example", "one_dimension.example.{}"),),
    "backward": (
        ("example", "backward.example", "backward.example.{}"),
        ("gradient", "backward.gradient", "backward.gradient.{}"),
        ("view", "backward.view", "backward.view.{}"),
    ),
    "transposed": (
        ("example", "transposed.example", "transposed.example.{}"),
        ("view", "transposed.view", "transposed.view.{}"),
    ),
}
# What a link of the app's page can set besides: there is no file for each of these.
IN_THE_APP = {
    "grouped": ("c", "n", "k", "seed"),
    "several": (
        *("filter", "row", "column", "in_channel", "in_row", "in_column"),
        *("fields", "lines", "size"),
    ),
    "one_dimension": ("k", "dilation", "padding"),
    "backward": ("s", "loss", "dy", "target", "mine", "turned", "unstrided", "regrouped", "rate"),
    "transposed": ("x", "w", "b", "stride", "pad", "output_padding", "dilation", "g", "mine"),
}
# What of a backward pass the stage shows, as the app's page has it: first what that opens with.
GRADIENTS = ("weight", "y", "x.gather", "x.scatter", "bias")
OFFERED = {"gradient": ("y", "x", "weight", "bias")}  # in the order of what is computed
VIEWS = ("scatter", "gather")  # of a transposed layer


What = Example | Chain | LayersInARow | Backward | TransposedLayer


@dataclass(frozen=True)
class Shown:
    """One thing that a lesson's stage can show.

    Attributes
    ----------
    id : str
        The values that choose it in the link, a dot between two.
    what : Example, Chain, LayersInARow, Backward or TransposedLayer
    """

    id: str
    what: What

    @property
    def values(self) -> tuple[str, ...]:
        """The values that choose it in the link."""
        return tuple(self.id.split(BETWEEN))


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
        ordered = sorted(values, key=OFFERED[param].index) if param in OFFERED else values
        options = tuple((value, _title(title, value, spoken)) for value in ordered)
        found.append(Field(param, content.label(label, spoken), options))
    return tuple(found)


def _title(key: str, value: str, spoken: str) -> str:
    return content.label(key.format(value), spoken, number=value) if key else f"g = {value}"


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
    if lesson == "several":
        return tuple(
            Shown(f"{name}.{at}", each)
            for name, each in CHAINS.items()
            for at in range(1, len(each.layers) + 1)
        )
    if lesson == "one_dimension":
        return tuple(Shown(name, row_example(name)) for name in ROWS)
    if lesson == "backward":
        return tuple(
            Shown(f"{name}.{how}", each)
            for name, each in BACKWARD.items()
            for how in GRADIENTS
            if how != "bias" or each.layer.bias is not None
        )
    if lesson == "transposed":
        return tuple(Shown(f"{name}.{view}", each) for name, each in TRANSPOSED.items() for view in VIEWS)
    found = by_topic(lesson, pictures=lesson != "standard")
    return tuple(Shown(each.id, each) for each in found)


def file_of(lesson: str) -> str:
    """Name a lesson's file; "" for a page that the course does not have."""
    return f"{lesson}.html" if lesson in LESSONS else ""
