"""Boxes: a layer as volumes, the window that slides over one and the cells it feeds, as SVG.

The sides of all maps of a drawing have one scale. So have the kernels where a weight is then large enough
to be seen; where not, all of them are drawn larger, by one factor. One sheet is one channel.
"""

from collections.abc import Sequence

from dsviz.figures.boxes.marks import Drawing
from dsviz.figures.boxes.measure import Names, Room, measure
from dsviz.figures.boxes.place import arrange
from dsviz.figures.boxes.shape import LayerShape, times
from dsviz.figures.boxes.svg import svg

__all__ = ["Drawing", "LayerShape", "Names", "Room", "arrange", "boxes", "measure", "svg", "times"]


STRIP = Room(366, 126)


def boxes(layers: Sequence[LayerShape], names: Sequence[Names], alt: str, room: Room = STRIP) -> str:
    """Draw a layer, or a chain of layers, as boxes.

    Parameters
    ----------
    layers : sequence of LayerShape
        Each fed by the one before.
    names : sequence of Names, one a layer
        What stands above the columns.
    alt : str
        The drawing in words.
    room : Room
        What it may take.

    Returns
    -------
    str
        SVG, well-formed XML.

    Examples
    --------
    >>> drawn = boxes([LayerShape((3, 5, 5), 2)], [Names("input", "2 filters", "output")], "3×5×5 to 2×3×3")
    >>> drawn.count('<rect class="s'), "2×3×3</text>" in drawn
    (11, True)
    """
    return svg(arrange(layers, names, room), alt)
