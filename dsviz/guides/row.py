"""The guide through one dimension: a row, causal, dilated, and one kernel a channel."""

from dsviz.conv.layer import Layer
from dsviz.examples import Example
from dsviz.examples.rows import ROWS
from dsviz.guides.beat import Beat, Guide, Place, Pose

PLAIN, CAUSAL, DILATED, MAMBA = "row-valid", "row-causal", "row-dilated", "row-mamba"


def _example(name: str) -> Example:
    row = ROWS[name.removeprefix("row-")]
    layer = Layer.from_tensors(
        row.x, row.weight(row.kernel), dilation=row.dilation, padding=row.padding, groups=row.groups
    )
    return Example(id=name, topic="row", document="", layer=layer, own=True)


def _at(layer: str, place: Place, part: str = "result", *lit: str, since: Place | None = None) -> Pose:
    return Pose(layer=layer, place=place, part=part, lit=lit, since=since)


ROW = Guide(
    id="row",
    page="one_dimension",
    layers={name: _example(name) for name in (PLAIN, CAUSAL, DILATED, MAMBA)},
    beats=(
        Beat("window", _at(PLAIN, (0, 0, 0), "window", "window", "x.0")),
        Beat("result", _at(PLAIN, (0, 0, 0), "result", "w.0", "y.0")),
        Beat("slide", _at(PLAIN, (0, 0, 2), "result", "window", "y.0", since=(0, 0, 0))),
        Beat("causal", _at(CAUSAL, (0, 0, 0), "products", "pad", "place"), asks="result"),
        Beat("late", _at(CAUSAL, (0, 0, 4), "result", "window", "y.0", since=(0, 0, 2))),
        Beat("dilated", _at(DILATED, (0, 0, 4), "result", "window")),
        Beat("mamba", _at(MAMBA, (1, 0, 3), "products", "x.1", "w.1"), asks="result"),
    ),
)
