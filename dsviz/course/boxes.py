"""The layers that the documents draw, and the five kinds side by side, as boxes."""

from __future__ import annotations

from dsviz.conv.spec import ConvSpec
from dsviz.course.drawings import SMALL, TALL, Boxes
from dsviz.figures.boxes import LayerShape, Room

# Small enough that every cell is seen, and the same input for all kinds.
SHAPE, GROUPED_SHAPE = (3, 5, 5), (4, 5, 5)
APART = ConvSpec(groups=3)
KINDS = {
    "standard": (LayerShape(SHAPE, 2),),
    "depthwise": (LayerShape(SHAPE, 3, spec=APART),),
    "pointwise": (LayerShape(SHAPE, 2, (1, 1)),),
    "grouped": (LayerShape(GROUPED_SHAPE, 4, spec=ConvSpec(groups=2)),),
    "separable": (LayerShape(SHAPE, 3, spec=APART), LayerShape((3, 3, 3), 2, (1, 1))),
}
# What the documents draw or describe, without numbers in it.
FOUR = (LayerShape((3, 64, 64), 4),)
PICTURE = (LayerShape((3, 64, 64), 3, spec=APART), LayerShape((3, 62, 62), 4, (1, 1)))
STRIDE = (
    LayerShape((3, 224, 224), 3, spec=ConvSpec(stride=2, padding=1, groups=3)),
    LayerShape((3, 112, 112), 64, (1, 1)),
)
IN_DOCUMENTS = {
    "standard": (Boxes(FOUR, Room(344, 160), "boxes.four"),),
    "separable": (
        Boxes(PICTURE, Room(760, 180), "boxes.picture"),
        Boxes(STRIDE, Room(760, 180), "boxes.stride"),
    ),
}
ALEXNET = LayerShape((96, 27, 27), 256, (5, 5), ConvSpec(padding=2, groups=2))  # Krizhevsky et al. 2012
STREAMS = Boxes((ALEXNET,), Room(344, 300), "boxes.alexnet")


def kinds() -> list[Boxes]:
    """Return the drawings of the five kinds of layer, to stand side by side."""
    return [
        Boxes(layers, TALL if len(layers) > 1 else SMALL, f"page.{kind}.short", f"boxes.{kind}.line", False)
        for kind, layers in KINDS.items()
    ]
