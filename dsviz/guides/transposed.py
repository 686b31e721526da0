"""The guide through a transposed convolution: what reaches one output, then what its settings do."""

from dsviz.conv.rewritten import transposed
from dsviz.examples import Example
from dsviz.examples.transposed import TRANSPOSED as LAYERS
from dsviz.guides.beat import Beat, Guide, Place, Pose

STRIDED, PADDED, MORE = "transposed", "transposed-padded", "transposed-more"
_MADE = {STRIDED: "strided", PADDED: "padded", MORE: "output-padded"}
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
    copies={name: each.names for name, each in _REWRITTEN.items()},
    words=dict.fromkeys(_MADE, "transposed"),
    beats=(
        Beat("stretched", _at(STRIDED, (0, 0, 0), "window", "x.0")),
        Beat("turned", _at(STRIDED, (0, 0, 0), "products", "w.0")),
        Beat("corner", _at(STRIDED, (0, 0, 0), "result", "window", "y.0")),
        Beat("alone", _at(STRIDED, (0, 1, 1), "products", "window", "place"), asks="result"),
        Beat("overlap", _at(STRIDED, (0, 2, 2), "result", "window", since=(0, 1, 2))),
        Beat("map", _at(STRIDED, (0, 4, 4), "result", "y.0", since=(0, 4, 2))),
        Beat("padded", _at(PADDED, (0, 0, 0), "result", "window", "y.0")),
        Beat("more", _at(MORE, (0, 3, 3), "products", "window", "place"), asks="result"),
    ),
)
