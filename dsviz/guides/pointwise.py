"""The guide through a pointwise convolution: channels mix, neighbours do not."""

from dsviz.examples.pointwise import MIX
from dsviz.guides.beat import Beat, Guide, Place, Pose

LAYER = "pointwise"
FIRST: Place = (0, 0, 0)


def _at(
    place: Place, part: str = "result", *lit: str, since: Place | None = None, order: str = "filter"
) -> Pose:
    return Pose(layer=LAYER, place=place, part=part, lit=lit, since=since, order=order)


POINTWISE = Guide(
    id="pointwise",
    page="pointwise",
    layers={LAYER: MIX},
    beats=(
        Beat("input", _at(FIRST, "window", "x")),
        Beat("window", _at(FIRST, "window", "window")),
        Beat("filter", _at(FIRST, "window", "w.0")),
        Beat("products", _at(FIRST, "products", "p")),
        Beat("result", _at(FIRST, "bias", "place"), asks="result"),
        Beat("slide", _at((0, 1, 1), "result", "y.0", since=FIRST)),
        Beat("second", _at((1, 0, 0), "result", "w.1", "y.1")),
        Beat("place", _at((2, 0, 0), "result", "y.0", "y.1", "y.2", since=FIRST, order="place")),
        Beat("count", _at((2, 1, 1), "result", "y"), asks="macs"),
    ),
)
