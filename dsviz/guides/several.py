"""The guide through layers in a row: which numbers of the input one output saw."""

from dsviz.conv.chain import chain
from dsviz.examples import Example
from dsviz.examples.chains import CHAINS
from dsviz.guides.beat import Beat, Guide, Place, Pose

FIRST, SECOND, STRIDED = "layer-first", "layer-second", "layer-strided"
BETWEEN = "z1"


def _at(layer: str, place: Place, part: str = "result", *lit: str, since: Place | None = None) -> Pose:
    return Pose(layer=layer, place=place, part=part, lit=lit, since=since)


_TWICE, _STRIDED = (
    chain(CHAINS[name].x, CHAINS[name].layers, backend="numpy") for name in ("twice", "strided")
)
_LAYERS = {FIRST: _TWICE.layers[0], SECOND: _TWICE.layers[1], STRIDED: _STRIDED.layers[0]}

SEVERAL = Guide(
    id="several",
    page="several",
    layers={
        name: Example(id=name, topic="several", document="", layer=layer, own=True)
        for name, layer in _LAYERS.items()
    },
    # The tensor between two layers has one name, in both of them.
    copies={
        FIRST: {"y": {"letter": BETWEEN}},
        SECOND: {"x": {"letter": BETWEEN}},
        STRIDED: {"y": {"letter": BETWEEN}},
    },
    words=dict.fromkeys((FIRST, SECOND, STRIDED), "several"),
    beats=(
        Beat("second", _at(SECOND, (0, 1, 1), "window", "window", "w.0")),
        Beat("first", _at(FIRST, (0, 1, 1), "result", "window", "y.0")),
        Beat("across", _at(FIRST, (0, 1, 3), "result", "window", since=(0, 1, 1))),
        Beat("down", _at(FIRST, (0, 3, 3), "result", "window", since=(0, 2, 1))),
        Beat("paths", _at(FIRST, (0, 2, 2), "result", "middle", "readers")),
        Beat("output", _at(SECOND, (0, 1, 1), "products", "window", "place"), asks="result"),
        Beat("stride", _at(STRIDED, (0, 1, 2), "result", "window", since=(0, 1, 1))),
    ),
)
