"""The guide through a depthwise convolution: every channel alone."""

from dsviz.examples.depthwise import MULTIPLIER_2, TENSORFLOW
from dsviz.guides.beat import Beat, Guide, Place, Pose

LAYER, MULTIPLIED = "depthwise", "multiplied"
FIRST: Place = (0, 0, 0)
SECOND: Place = (1, 0, 0)


def _at(
    place: Place, part: str = "result", *lit: str, since: Place | None = None, layer: str = LAYER
) -> Pose:
    return Pose(layer=layer, place=place, part=part, lit=lit, since=since)


DEPTHWISE = Guide(
    id="depthwise",
    page="depthwise",
    layers={LAYER: TENSORFLOW, MULTIPLIED: MULTIPLIER_2},
    beats=(
        Beat("channels", _at(FIRST, "window", "x.0", "x.1")),
        Beat("alone", _at(FIRST, "window", "x.0", "w.0")),
        Beat("products", _at(FIRST, "products", "p")),
        Beat("result", _at(FIRST, "products", "place"), asks="result"),
        Beat("slide", _at((0, 1, 1), "result", "y.0", since=FIRST)),
        Beat("second", _at(SECOND, "result", "x.1", "w.1", "y.1")),
        Beat("apart", _at(SECOND, "result", "y.0", "y.1")),
        Beat("multiplier", _at(SECOND, "result", "w.0", "w.1", "y.0", "y.1", layer=MULTIPLIED)),
        Beat(
            "maps", _at((3, 1, 1), "result", "y.2", "y.3", since=(2, 0, 0), layer=MULTIPLIED), asks="filters"
        ),
    ),
)
