"""MobileNet's block as boxes, at a width, beside the full convolution it replaces."""

from __future__ import annotations

from dsviz.conv.numbers import Pair
from dsviz.conv.spec import ConvSpec
from dsviz.cost.architectures import CONFIG, STEM_CHANNELS, blocks, thin
from dsviz.course.drawings import Boxes, compared
from dsviz.figures.boxes import LayerShape, Room
from dsviz.ui.mobilenet.network import Chosen, counted
from dsviz.ui.parts.boxes import show_boxes

THEN = ("BN", "ReLU")
FIRST = "block1"


def show_first_block(chosen: Chosen) -> None:
    """Render the first block of the network a reader chose, separable and full."""
    network = counted(chosen)
    _, height, width = next(row.in_shape for row in network if row.name.startswith(FIRST))
    separable, full = block_shapes(chosen.width, (height, width))
    show_boxes(
        *compared(
            Boxes(separable, Room(920, 250), "boxes.block.separable", "boxes.block.line"),
            Boxes(full, Room(420, 190), "boxes.block.full", "boxes.block.scale"),
        )
    )


def block_shapes(width: float, size: Pair) -> tuple[tuple[LayerShape, LayerShape], tuple[LayerShape]]:
    """Return the first block at a width multiplier: depthwise and pointwise, and the one full convolution.

    Examples
    --------
    >>> (depthwise, pointwise), (full,) = block_shapes(0.5, (112, 112))
    >>> depthwise.out_shape, pointwise.out_shape, full.out_shape
    ((16, 112, 112), (32, 112, 112), (32, 112, 112))
    """
    usual = STEM_CHANNELS, next(blocks(CONFIG))[0]
    channels, filters = thin(STEM_CHANNELS, width), next(blocks(CONFIG, width))[0]
    shape = channels, *size
    depthwise = LayerShape(shape, channels, spec=ConvSpec(padding=1, groups=channels), then=THEN)
    pointwise = LayerShape(shape, filters, (1, 1), then=THEN, full=usual)
    full = LayerShape(shape, filters, spec=ConvSpec(padding=1), then=THEN, full=usual)
    return (depthwise, pointwise), (full,)
