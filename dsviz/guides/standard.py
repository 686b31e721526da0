"""The guide through a standard convolution: one number by hand, then one map, then all of them."""

from dsviz.examples.standard import CS231N
from dsviz.guides.beat import Beat, Guide, Place, Pose

LAYER = "standard"
START: Place = (0, 0, 0)
MIDDLE: Place = (0, 1, 1)  # its window lies inside the picture


def _at(place: Place = MIDDLE, part: str = "result", *lit: str, since: Place | None = None) -> Pose:
    return Pose(layer=LAYER, place=place, part=part, lit=lit, since=since)


STANDARD = Guide(
    id="standard",
    page="standard",
    layers={LAYER: CS231N},
    beats=(
        Beat("input", _at(START, "window", "x")),
        Beat("filter", _at(START, "window", "w")),
        Beat("window", _at(MIDDLE, "window", "window")),
        Beat("products", _at(MIDDLE, "products", "p")),
        Beat("sums", _at(MIDDLE, "sum2", "s")),
        Beat("result", _at(MIDDLE, "bias", "place"), asks="result"),
        Beat("slide", _at((0, 2, 2), "result", "y.0", since=START)),
        Beat("padding", _at(START, "products", "pad")),
        Beat("second", _at((1, 2, 2), "result", "w.1", "y.1", since=(1, 0, 0))),
        Beat("count", _at((1, 2, 2), "result", "y"), asks="macs"),
    ),
)
