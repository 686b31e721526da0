"""The numbers that the words of a beat may say: read from the engine's trace, counted on the tensors."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.guides.beat import Guide, Pose
from dsviz.guides.stamps import stamp_facts
from dsviz.wording.numbers import MINUS, is_cut, number
from dsviz.wording.sums import exact_sums, sum_text

Fact = float | str
Traces = Mapping[str, Trace | ScatterTrace]
FIRST = re.compile(rf"^{MINUS}[^ ×]+")

# A layer of a real network, as MobileNet has them: so many channels in and out, and its kernel.
LARGE, LARGE_KERNEL, LARGE_AREA = 512, "3×3", 9


def traces_of(guide: Guide, engine: str) -> dict[str, Trace | ScatterTrace]:
    """Compute all layers and scatters of a guide.

    Parameters
    ----------
    guide : Guide
    engine : {"torch", "numpy"}
    """
    layers = {name: Trace(example.layer, engine) for name, example in guide.layers.items()}
    return {**layers, **scattered(guide, engine)}


def scattered(guide: Guide, engine: str) -> dict[str, ScatterTrace]:
    """Compute the scatters of a guide."""
    return {name: ScatterTrace(layer, engine) for name, layer in guide.scatters.items()}


def facts_of(pose: Pose, traces: Traces) -> dict[str, Fact]:
    """Return what can be said of a pose.

    Parameters
    ----------
    pose : Pose
    traces : mapping of str to Trace or ScatterTrace
        Those of all layers of the guide, as `traces_of` computes them.

    Returns
    -------
    dict of str to float or str
        Of its step, of its layer, and under ``<layer>_weights``, ``<layer>_macs`` and ``<layer>_products``
        of every layer. Depthwise and pointwise, where there are both, also as ``together_…``. Of a scatter
        what `stamp_facts` tells.

    Examples
    --------
    >>> from dsviz.examples import get
    >>> traces = {"one": Trace(get("standard-cs231n").layer, "numpy")}
    >>> facts = facts_of(Pose(layer="one", place=(0, 0, 0)), traces)
    >>> facts["result"], facts["sum1"], facts["products"], facts["pads"], facts["one_macs"]
    (1.0, -1.0, 27, 15, 486)
    >>> facts["equation"]
    '1 + (−1) + 0 + 1 = 1'
    """
    trace = traces[pose.layer]
    if isinstance(trace, ScatterTrace):
        return dict(stamp_facts(trace, pose.place))
    counts = {
        f"{name}_{kind}": value
        for name, each in traces.items()
        if isinstance(each, Trace)
        for kind, value in _counts(each.layer).items()
    }
    return {**_layer(trace.layer), **_step(trace, pose), **counts, **_together(counts)}


def said(facts: Mapping[str, Fact]) -> dict[str, str]:
    """Write facts as words say them: a count with its thousands apart, a number that is cut as about that.

    Examples
    --------
    >>> said({"macs": 1296, "y0": 1296.0})
    {'macs': '1,296', 'y0': '1296'}
    >>> said({"result": -3.0, "bias": 1 / 3, "equation": "1 + 2 = 3"})
    {'result': '−3', 'bias': '≈ 0.333333', 'equation': '1 + 2 = 3'}
    """
    return {name: fact if isinstance(fact, str) else _written(fact) for name, fact in facts.items()}


def _written(value: float) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return f"≈ {number(value)}" if is_cut(value) else number(value)


def _counts(layer: Layer) -> dict[str, int]:
    return {"weights": layer.weight.size, "macs": layer.macs, "products": layer.weight[0].size}


def _layer(layer: Layer) -> dict[str, Fact]:
    filters, rows, columns = layer.output_shape
    return {
        **_counts(layer),
        "channels": layer.in_channels,
        "height": layer.size[0],
        "width": layer.size[1],
        "filters": filters,
        "slices": layer.slices,
        "kernel": f"{layer.kernel[0]}×{layer.kernel[1]}",
        "area": layer.kernel[0] * layer.kernel[1],
        "rows": rows,
        "columns": columns,
        "places": rows * columns,
        "numbers": filters * rows * columns,
        "stride": layer.spec.stride[1],
        "groups": layer.spec.groups,
        "multiplier": layer.filters_per_group,
    }


def _step(trace: Trace, pose: Pose) -> dict[str, Fact]:
    step = trace.at(*pose.place)
    _, row, column = pose.place
    across = [float(value) for value in trace.output[:, row, column]]
    return {
        "result": step.result,
        "bias": 0.0 if step.bias is None else step.bias,
        "pads": sum(tap.is_padding for tap in step.taps),
        "pixels": sum(not tap.is_padding for tap in step.taps),
        # What is below zero stands in brackets, the first of all too, as on the stage.
        "equation": FIRST.sub(r"(\g<0>)", sum_text(step).partition(" = ")[2]),
        "across": sum(across),
        **{f"sum{i}": value for i, value in enumerate(exact_sums(step))},
        **{f"y{i}": value for i, value in enumerate(across)},
        **{f"w{i}": value for i, value in enumerate(trace.layer.weight[step.out_channel, :, 0, 0].tolist())},
        **{f"x{i}": value for i, value in enumerate(_inputs(trace.layer, row, column))},
    }


def _inputs(layer: Layer, row: int, column: int) -> list[float]:
    """The input numbers at an output's place, channel by channel; none where the output is larger."""
    height, width = layer.size
    return layer.x[:, row, column].tolist() if row < height and column < width else []


def _together(counts: Mapping[str, int]) -> dict[str, Fact]:
    if "pointwise_macs" not in counts or "depthwise_macs" not in counts:
        return {}
    sums = {
        f"together_{kind}": counts[f"depthwise_{kind}"] + counts[f"pointwise_{kind}"]
        for kind in ("weights", "macs", "products")
    }
    one_step, two_steps = LARGE * LARGE_AREA * LARGE, LARGE * LARGE_AREA + LARGE * LARGE
    return {
        **sums,
        "times": f"{counts['standard_macs'] / sums['together_macs']:.2f}",
        "large": LARGE,
        "large_kernel": LARGE_KERNEL,
        "large_area": LARGE_AREA,
        "large_one": f"{one_step:,}",
        "large_two": f"{two_steps:,}",
        "large_times": f"{one_step / two_steps:.2f}",
    }
