"""The guide through a backward pass: dw as a sum over windows, dx gathered and stamped, a stride, db."""

from dsviz.conv.rewritten import Rewritten, input_gradient, scatter_of
from dsviz.conv.rewritten_weights import bias_gradient, weight_gradient
from dsviz.examples import Example
from dsviz.examples.backward import BACKWARD as LAYERS
from dsviz.examples.depthwise import TENSORFLOW
from dsviz.guides.beat import Beat, Guide, Place, Pose

FORWARD, WEIGHTS, INPUT, STAMPED = "forward", "dw", "dx", "dx-stamped"
APART, BIASES = "dx-apart", "db"
FIRST: Place = (0, 0, 0)
SHOWN = LAYERS["depthwise"]
STRIDED, BIASED = LAYERS["stride"], LAYERS["standard"]


def _at(layer: str, place: Place, part: str = "result", *lit: str, since: Place | None = None) -> Pose:
    return Pose(layer=layer, place=place, part=part, lit=lit, since=since)


def _example(name: str, found: Rewritten) -> Example:
    return Example(id=f"backward-{name}", topic="backward", document="", layer=found.layer, own=True)


_REWRITTEN = {
    WEIGHTS: weight_gradient(SHOWN.layer, SHOWN.dy),
    INPUT: input_gradient(SHOWN.layer, SHOWN.dy),
    APART: input_gradient(STRIDED.layer, STRIDED.dy),
    BIASES: bias_gradient(BIASED.layer, BIASED.dy),
}

BACKWARD = Guide(
    id="backward",
    page="backward",
    layers={FORWARD: TENSORFLOW, **{name: _example(name, each) for name, each in _REWRITTEN.items()}},
    scatters={STAMPED: scatter_of(SHOWN.layer, SHOWN.dy)},
    copies={name: each.names for name, each in _REWRITTEN.items()},
    words={STAMPED: "dx", APART: "dx"},
    beats=(
        Beat("forward", _at(FORWARD, FIRST, "result", "window", "w.0")),
        Beat("upstream", _at(WEIGHTS, FIRST, "window", "w.0")),
        Beat("products", _at(WEIGHTS, FIRST, "products", "window", "p")),
        Beat("result", _at(WEIGHTS, FIRST, "products", "place"), asks="result"),
        Beat("next", _at(WEIGHTS, (0, 0, 1), "result", "window")),
        Beat("map", _at(WEIGHTS, (0, 1, 1), "result", "y.0", since=(0, 0, 1))),
        Beat("other", _at(WEIGHTS, (1, 0, 0), "products", "x.1", "w.1"), asks="result"),
        Beat("gather", _at(INPUT, (0, 1, 1), "result", "x.0", "w.0")),
        Beat("corner", _at(INPUT, FIRST, "result", "window", "y.0")),
        Beat("stamps", _at(STAMPED, (0, 0, 1), "products", "place", "window"), asks="now"),
        Beat("apart", _at(APART, (0, 2, 2), "result", "place", "x.0")),
        Beat("bias", _at(BIASES, FIRST, "products", "x.0", "w.0"), asks="result"),
    ),
)
