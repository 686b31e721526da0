"""The layers of the lesson on groups: computed once for all readers and kept, the latest ones, by shape."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dsviz import content
from dsviz.conv.trace import Trace
from dsviz.course.grouped import Shape, title_of
from dsviz.course.scenes import stage_scene
from dsviz.examples.example import Array
from dsviz.examples.grouped import channel_by_channel
from dsviz.ui.inputs.names import STEP
from dsviz.wording.numbers import number
from dsviz.wording.sums import sum_text

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

# A reader may choose any shape, so unlike the examples' these are not kept for ever.
CACHE_SIZE = 64
# Pixels above and below the stage: the title and the row of fields.
OUTSIDE = 190


@lru_cache(maxsize=CACHE_SIZE)
def trace_of(shape: Shape, groups: int, engine: str) -> Trace:
    """Compute the layer with an engine."""
    return Trace(shape.example(groups).layer, engine)


@lru_cache(maxsize=CACHE_SIZE)
def alone_of(shape: Shape, engine: str) -> Array:
    """Compute the depthwise layer one channel at a time."""
    return channel_by_channel(shape.example(shape.in_channels).layer, backend=engine)


@lru_cache(maxsize=CACHE_SIZE)
def scene_of(shape: Shape, groups: int, engine: str, spoken: str) -> dict[str, Any]:
    """Describe the layer to the stage."""
    title = title_of(shape, groups, spoken)
    trace = trace_of(shape, groups, engine)
    return stage_scene(trace, spoken, title=title, document="", param=STEP.name, outside=OUTSIDE)


@lru_cache(maxsize=CACHE_SIZE)
def bars_of(shape: Shape, groups: int, spoken: str) -> Figure:
    """Draw the parameters of every legal grouping."""
    from dsviz.figures.falling import falling

    return falling(
        shape.legal,
        [shape.parameters(each) for each in shape.legal],
        groups,
        x_title=content.label("grouped.bars.x", spoken),
        y_title=content.label("grouped.bars.y", spoken),
    )


@lru_cache(maxsize=CACHE_SIZE)
def maps_of(shape: Shape, engine: str, which: str) -> Figure:
    """Draw the depthwise outputs: `which` is "one" layer or "alone", channel by channel."""
    from dsviz.figures.maps import tensor_maps

    trace = trace_of(shape, shape.in_channels, engine)
    values = trace.output if which == "one" else alone_of(shape, engine)
    titles = [f"y[{channel}]" for channel in range(len(values))]
    hover = [sum_text(step, "y") for step in trace] if which == "one" else [number(v) for v in values.ravel()]
    return tensor_maps(values, "output", titles, hover)
