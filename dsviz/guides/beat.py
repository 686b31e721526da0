"""What a guide is: beats, each with the pose that the stage takes, on layers that are worked examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.examples import Example

Place = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class Pose:
    """Where the stage stands in a beat, and how it comes there.

    Attributes
    ----------
    layer : str
        A key of the guide's layers or scatters.
    place : (filter, row, column)
        The output number that is shown; of a scatter the input number that is stamped.
    part : str
        How much of its step: "window", "products", "sum0", "sum1" and so on, "total", "bias" or "result".
    since : (filter, row, column), optional
        The stage plays from there to the place; None goes there at once.
    order : {"filter", "place"}
    lit : tuple of str
        What is lit, as the handles in the words name it: "x.1" is input channel 1, "w.0" filter 0,
        "w.0.1" its slice 1, "y.0" an output map, "b.0" a bias, "p.1" and "s.1" products and sum of channel
        1. Without an index, what the step uses; "w.all" are all weights. "window" are the cells under it,
        "pad" those of the border, "place" is the output cell,
        "middle" the pixel in the middle of the window, "readers" the outputs whose windows hold it. In a
        scatter x and y have changed places, as on its stage: "x.0" is the map that is filled, "place" the
        input number.
    """

    layer: str
    place: Place
    part: str = "result"
    since: Place | None = None
    order: str = "filter"
    lit: tuple[str, ...] = ()


@dataclass(frozen=True)
class Beat:
    """One portion of words, and the pose that shows what they say.

    Attributes
    ----------
    id : str
        Its words are ``guide.<guide>.<id>``, its name in the list ends in ``.title``.
    pose : Pose
    asks : str
        The fact that is asked for, as `dsviz.guides.facts` names it; "" where nothing is asked. The words
        then have ``.question`` and ``.answer``, and with the answer the stage shows the whole step.
    """

    id: str
    pose: Pose
    asks: str = ""


@dataclass(frozen=True, eq=False)
class Guide:
    """A guide through one lesson.

    Attributes
    ----------
    id : str
        Stable: links hold it.
    page : str
        The key of the page that has it.
    layers : mapping of str to Example
        What is shown, and what is only counted.
    beats : tuple of Beat
    scatters : mapping of str to TransposedLayer
        What is shown as a scatter: a step of it is one input number.
    copies : mapping of str to dict
        Whose numbers a layer's tensors hold, as `dsviz.conv.rewritten.Rewritten.names` tells.
    words : mapping of str to str
        What a layer of `copies` is, "dx", "dw", "db", "transposed" or, of layers in a row, "several"; its
        name without one. Of a scatter "dx" or, without one, "transposed".
    """

    id: str
    page: str
    layers: Mapping[str, Example]
    beats: tuple[Beat, ...]
    scatters: Mapping[str, TransposedLayer] = field(default_factory=dict)
    copies: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[str, ...]:
        """The layers that some beat puts on the stage, in the order of the beats."""
        return tuple(dict.fromkeys(beat.pose.layer for beat in self.beats))
