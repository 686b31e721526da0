"""Drawings of layers as boxes: with their names, and a line that says what is to scale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from urllib.parse import quote

from dsviz import content
from dsviz.examples import Chain, Example
from dsviz.figures.boxes import Drawing, LayerShape, Names, Room, arrange, measure, svg, times

KEPT = 256  # drawings, the oldest forgotten first: a reader may choose any shape
# What may stand in an address as it is; < and > may not, or the browser's page would be cleaned of them.
PLAIN = " =:/'(){};,@-.*!"


STRIP = Room(366, 112)  # beside a lesson's title
LONG = Room(760, 122)
SMALL = Room(206, 190, largest=5)  # five of them side by side, to one scale
TALL = Room(206, 300, in_rows=True, largest=5)
COLUMN = Room(232, 290)
PHONE = 366  # pixels: what is wider is drawn in rows there


@dataclass(frozen=True)
class Boxes:
    """A drawing, with what is said about it.

    Attributes
    ----------
    layers : tuple of LayerShape, each fed by the one before
    room : Room
    title, line : str
        Keys of the words above and below it; "" for none.
    has_notes : bool
        Whether it says itself what is to scale.
    beside : tuple of Boxes
        What it is compared with: all of them have one scale.
    """

    layers: tuple[LayerShape, ...]
    room: Room = STRIP
    title: str = ""
    line: str = ""
    has_notes: bool = True
    beside: tuple[Boxes, ...] = ()

    @property
    def on_a_phone(self) -> Room:
        """What it may take there."""
        return Room(PHONE, 2 * self.room.height, in_rows=True)


def shapes_of(shown: Example | Chain) -> tuple[LayerShape, ...]:
    """Return the sizes of an example's layers."""
    examples = shown.layers if isinstance(shown, Chain) else (shown,)
    return tuple(LayerShape.of(each.layer) for each in examples)


def opening_of(shown: Example | Chain) -> tuple[Boxes, ...]:
    """Return what stands at the top of a lesson: of a pair, beside it the one layer that it replaces.

    Examples
    --------
    >>> from dsviz.examples.separable import TENSORFLOW
    >>> pair, one = opening_of(TENSORFLOW)
    >>> len(pair.layers), one.layers[0].kernel, one.layers[0].filters, one.layers[0].lanes
    (2, (2, 2), 3, 1)
    """
    layers = shapes_of(shown)
    if not isinstance(shown, Chain):
        return (Boxes(layers),)
    first, *_, last = layers
    one = LayerShape(first.shape, last.filters, first.kernel, replace(first.spec, groups=1))
    return compared(Boxes(layers, LONG), Boxes((one,), line="guide.layer.standard", has_notes=False))


def compared(*drawings: Boxes) -> tuple[Boxes, ...]:
    """Return drawings that a reader compares, so that all have one scale.

    Examples
    --------
    >>> one, two = compared(Boxes((LayerShape((1, 9, 9), 1),)), Boxes((LayerShape((1, 4, 4), 1),)))
    >>> one.beside[0].layers == two.layers
    True
    """
    return tuple(
        replace(each, beside=tuple(other for other in drawings if other is not each)) for each in drawings
    )


@lru_cache(maxsize=KEPT)
def figure_of(boxes: Boxes, spoken: str) -> str:
    """Write a drawing and its words as HTML.

    The drawing is an image, because Streamlit keeps images and takes SVG's own elements away. As an image
    it follows the page's light or dark, which its reader chose.

    Parameters
    ----------
    boxes : Boxes
    spoken : str
        The language of the words.
    """
    layers = boxes.layers
    alt = alt_of(layers, spoken)
    drawing, *others = _to_one_scale(boxes, spoken)
    images = _image(drawing, alt, "")
    if max(each.width for each in (drawing, *others)) > PHONE:
        narrow = _to_one_scale(boxes, spoken, on_a_phone=True)[0]
        images = _image(drawing, alt, "wide") + _image(narrow, alt, "narrow")
    title = f"<b>{escape(content.label(boxes.title, spoken))}</b>" if boxes.title else ""
    line = [content.label(boxes.line, spoken)] if boxes.line else []
    notes = notes_of(drawing, layers, spoken) if boxes.has_notes else []
    words = content.joined([*line, *notes], spoken, "sentence")
    return f"<figure>{title}{images}<figcaption>{escape(words)}</figcaption></figure>"


def _to_one_scale(boxes: Boxes, spoken: str, on_a_phone: bool = False) -> list[Drawing]:
    """Draw it, and what it is compared with, at the largest scale at which each has room."""
    fed = [
        (each.layers, names_of(each.layers, spoken), each.on_a_phone if on_a_phone else each.room)
        for each in (boxes, *boxes.beside)
    ]
    scale = min(measure(*each)[0].scale for each in fed)
    return [arrange(layers, names, replace(room, largest=scale)) for layers, names, room in fed]


def names_of(layers: tuple[LayerShape, ...], spoken: str) -> list[Names]:
    """Name the columns: what goes in, the filters, what comes out, and what lies between two layers."""
    first, between, last = (content.label(f"boxes.{name}", spoken) for name in ("input", "z", "output"))
    return [
        Names(
            first if at == 0 else between,
            content.label("boxes.filters", spoken, count=layer.filters),
            last if at == len(layers) - 1 else between,
        )
        for at, layer in enumerate(layers)
    ]


def alt_of(layers: tuple[LayerShape, ...], spoken: str) -> str:
    """Say in words what a drawing shows, with all its sizes."""
    return content.joined([_said(layer, spoken) for layer in layers], spoken, "sentence")


def _said(layer: LayerShape, spoken: str) -> str:
    values = {
        "input": times(*layer.shape),
        "filters": content.label("boxes.filters", spoken, count=layer.filters),
        "kernel": times(layer.slices, *layer.kernel),
        "output": times(*layer.out_shape),
    }
    if layer.lanes > 1:
        words = content.label("boxes.alt.lanes", spoken, **values, lanes=layer.lanes)
    else:
        words = content.label("boxes.alt.whole", spoken, **values)
    if not layer.then:
        return words
    then = content.label("boxes.alt.then", spoken, then=content.Listed(layer.then))
    return content.joined([words, then], spoken, "sentence")


def notes_of(drawing: Drawing, layers: tuple[LayerShape, ...], spoken: str) -> list[str]:
    """Say what is to scale, what is left out and what dashes mean, in a drawing of these layers."""
    said = {
        "scale.all": drawing.is_to_scale,
        "scale.maps": not drawing.is_to_scale,
        "cut": any(text.words.startswith("…") for text in drawing.texts),
        "deep": any(deck.is_cut for deck in drawing.decks),
        "padding": bool(drawing.paddings),
        "lost": any(layer.full and layer.full[0] > layer.shape[0] for layer in layers),
    }
    return [content.label(f"boxes.{name}", spoken) for name, holds in said.items() if holds]


def _image(drawing: Drawing, alt: str, kind: str) -> str:
    # Quotation marks of the other kind need not be written as three letters.
    source = "data:image/svg+xml," + quote(svg(drawing, alt).replace('"', "'"), safe=PLAIN)
    return f'<img class="{kind}" alt="{escape(alt)}" width="{drawing.width:g}" src="{source}">'
