"""A transposed layer as a scatter on the stage: one step is one input number, stamped on the output.

The index rule is that of the ordinary layer with the same weights whose input is as large as this output:
what an input number stamps lies in one of its windows. So a scatter is a scene like any other in which x and
y have changed places, and `spec` says that the products go the other way.
"""

from __future__ import annotations

from typing import Any

from dsviz.conv.rewritten import transposed
from dsviz.conv.trace import rounding_bound
from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.stage.scene import AS_USUAL, Showing, finite, identified, tensor

# How the stage calls its own x, weight and y: a transposed layer's, and those of the gradient of an input.
TRANSPOSED = {"x": {"letter": "y"}, "w": {"letter": "w"}, "y": {"letter": "x"}}
INPUT_GRADIENT = {"x": {"letter": "dx"}, "w": {"letter": "w"}, "y": {"letter": "dy"}}


def scatter(trace: ScatterTrace, showing: Showing = AS_USUAL) -> dict[str, Any]:
    """Describe a traced scatter for the stage.

    Parameters
    ----------
    trace : ScatterTrace
        Its output is what the map holds in the end.
    showing : Showing
        Its `copies` is `TRANSPOSED` or `INPUT_GRADIENT`, its labels say `copied_x` and so on.

    Examples
    --------
    >>> from dsviz.conv.transposed_layer import TransposedLayer
    >>> layer = TransposedLayer.from_tensors([[[1, 2]]], [[[[1, 10, 100]]]], stride=2)
    >>> data = scatter(ScatterTrace(layer, "numpy"), Showing(copies=TRANSPOSED, labels={}))
    >>> data["x"]["data"], data["y"]["data"], data["spec"]["scatter"]
    ([1, 10, 102, 20, 200], [1, 2], {})
    """
    layer, settings = trace.layer, trace.layer.spec
    tensors = {"x": tensor(trace.output), "w": tensor(layer.weight), "y": tensor(layer.x)}
    spec = {
        "stride": list(settings.stride),
        "padding": [list(pair) for pair in settings.padding],
        "dilation": list(settings.dilation),
        "groups": settings.groups,
        "padding_mode": "zeros",
        "scatter": {} if layer.bias is None else {"start": layer.bias.tolist()},
    }
    check = {
        "engine": trace.backend,
        "document": "",
        "disagreement": finite(trace.disagreement),
        "tolerance": finite(rounding_bound(transposed(layer).layer)),
        "printed": None,
    }
    return {
        "id": showing.identity or identified(tensors, spec),
        **tensors,
        "spec": spec,
        "check": check,
        **showing.settings,
        "labels": showing.labels,
    }
