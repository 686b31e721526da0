"""The guide through a transposed convolution: what an input number stamps, then what reaches an output."""

from dsviz.conv.rewritten import transposed
from dsviz.examples import Example
from dsviz.examples.transposed import TRANSPOSED as LAYERS
from dsviz.guides.beat import Beat, Guide, Place, Pose

STRIDED, MORE = "transposed", "transposed-more"
STAMPED, CUT = "stamped", "stamped-padded"
FIRST: Place = (0, 0, 0)
_MADE = {STRIDED: "strided", MORE: "output-padded"}
_REWRITTEN = {name: transposed(LAYERS[known]) for name, known in _MADE.items()}


def _at(layer: str, place: Place, part: str = "result", *lit: str, since: Place | None = None) -> Pose:
    return Pose(layer=layer, place=place, part=part, lit=lit, since=since)


TRANSPOSED = Guide(
    id="transposed",
    page="transposed",
    layers={
        name: Example(id=name, topic="transposed", document="", layer=each.layer, own=True)
        for name, each in _REWRITTEN.items()
    },
    scatters={STAMPED: LAYERS["strided"], CUT: LAYERS["padded"]},
    copies={name: each.names for name, each in _REWRITTEN.items()},
    words=dict.fromkeys(_MADE, "transposed"),
    beats=(
        Beat("number", _at(STAMPED, FIRST, "window", "place", "w.0")),
        Beat("stamp", _at(STAMPED, FIRST, "result", "window")),
        Beat("overlap", _at(STAMPED, (0, 0, 1), "products", "place", "window"), asks="now"),
        Beat("map", _at(STAMPED, (0, 1, 1), "result", "x.0", since=(0, 0, 1))),
        Beat("gather", _at(STRIDED, FIRST, "window", "x.0")),
        Beat("turned", _at(STRIDED, FIRST, "products", "w.0")),
        Beat("middle", _at(STRIDED, (0, 2, 2), "result", "window", since=(0, 1, 2))),
        Beat("padded", _at(CUT, (0, 1, 1), "result", "pad")),
        Beat("more", _at(MORE, (0, 3, 3), "products", "window", "place"), asks="result"),
    ),
)
