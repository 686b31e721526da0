"""The guide to why two steps cost less than one: what each output number takes, counted."""

from dsviz.examples.separable import TENSORFLOW
from dsviz.guides.beat import Beat, Guide, Place, Pose
from dsviz.guides.separable import FIRST, SECOND, STANDARD, layers_of

START: Place = (0, 0, 0)


def _at(layer: str, place: Place, part: str = "result", *lit: str, since: Place | None = None) -> Pose:
    return Pose(layer=layer, place=place, part=part, lit=lit, since=since)


CHEAPER = Guide(
    id="cheaper",
    page="separable",
    layers=layers_of(TENSORFLOW),
    beats=(
        Beat("one", _at(STANDARD, START, "result", "p")),
        Beat("again", _at(STANDARD, (2, 0, 0), "result", "window")),
        Beat("all", _at(STANDARD, (2, 1, 1), "result", "y"), asks="macs"),
        Beat("once", _at(FIRST, START, "result", "p")),
        Beat("maps", _at(FIRST, (1, 1, 1), "result", "y", since=(0, 0, 0))),
        Beat("mix", _at(SECOND, START, "result", "p")),
        Beat("together", _at(SECOND, (2, 1, 1), "result", "y"), asks="together_macs"),
        Beat("share", _at(SECOND, (2, 1, 1), "result", "y")),
        Beat("price", _at(STANDARD, START, "result", "w.all")),
        Beat("large", _at(STANDARD, START, "result", "place")),
    ),
)
