"""The guide through grouped convolutions: one layer in one, two and four groups."""

from dsviz.examples.grouped import grouped
from dsviz.guides.beat import Beat, Guide, Place, Pose

ALL, HALVES, ALONE = "g1", "g2", "g4"
FIRST: Place = (0, 0, 0)
THIRD: Place = (2, 0, 0)


def _at(layer: str, place: Place, part: str = "result", *lit: str) -> Pose:
    return Pose(layer=layer, place=place, part=part, lit=lit)


GROUPED = Guide(
    id="grouped",
    page="grouped",
    layers={ALL: grouped(4, 4, 1), HALVES: grouped(4, 4, 2), ALONE: grouped(4, 4, 4)},
    beats=(
        Beat("all", _at(ALL, FIRST, "window", "x", "w")),
        Beat("sum", _at(ALL, FIRST, "result", "s")),
        Beat("halves", _at(HALVES, FIRST, "window", "x.0", "x.1")),
        Beat("fewer", _at(HALVES, FIRST, "result", "w")),
        Beat("other", _at(HALVES, THIRD, "result", "x.2", "x.3", "w")),
        Beat("weights", _at(HALVES, THIRD, "result", "w"), asks="weights"),
        Beat("alone", _at(ALONE, FIRST, "result", "x.0", "w")),
        Beat("price", _at(ALONE, THIRD, "result", "x.2", "w")),
    ),
)
