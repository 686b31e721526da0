"""The layers of the lesson on groups: computed once for all readers and kept, the latest ones, by shape."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dsviz import content
from dsviz.conv.trace import Trace
from dsviz.cost import count, standard
from dsviz.cost.formulas import legal_groups
from dsviz.examples.example import Array, Example
from dsviz.examples.grouped import SIZE, channel_by_channel, grouped
from dsviz.ui.inputs.names import STEP
from dsviz.ui.parts.stage import stage_scene
from dsviz.wording.numbers import number
from dsviz.wording.sums import sum_text

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

# A reader may choose any shape, so unlike the examples' these are not kept for ever.
KEPT = 64
# Pixels above and below the stage: the title and the row of fields.
OUTSIDE = 190


@dataclass(frozen=True)
class Shape:
    """The shape of the layer a reader chose, without its groups; the seed of its numbers."""

    in_channels: int
    out_channels: int
    kernel: int
    seed: int

    @property
    def legal(self) -> tuple[int, ...]:
        """Every number of groups that divides both channel counts."""
        return legal_groups(self.in_channels, self.out_channels)

    def example(self, groups: int) -> Example:
        """Make the layer with so many groups."""
        return grouped(self.in_channels, self.out_channels, groups, kernel=self.kernel, seed=self.seed)

    def parameters(self, groups: int) -> int:
        """Count the weights."""
        return count(standard(self.in_channels, self.out_channels, self.kernel, groups=groups), SIZE).weights


@lru_cache(maxsize=KEPT)
def trace_of(shape: Shape, groups: int, engine: str) -> Trace:
    """Compute the layer with an engine."""
    return Trace(shape.example(groups).layer, engine)


@lru_cache(maxsize=KEPT)
def alone_of(shape: Shape, engine: str) -> Array:
    """Compute the depthwise layer one channel at a time."""
    return channel_by_channel(shape.example(shape.in_channels).layer, backend=engine)


@lru_cache(maxsize=KEPT)
def scene_of(shape: Shape, groups: int, engine: str, spoken: str) -> dict[str, Any]:
    """Describe the layer to the stage."""
    title = title_of(shape, groups, spoken)
    trace = trace_of(shape, groups, engine)
    return stage_scene(trace, spoken, title=title, document="", param=STEP.name, outside=OUTSIDE)


def title_of(shape: Shape, groups: int, spoken: str) -> str:
    """Name the layer."""
    values = {"in_channels": shape.in_channels, "out_channels": shape.out_channels, "groups": groups}
    return content.label("grouped.stage", spoken, **values)


@lru_cache(maxsize=KEPT)
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


@lru_cache(maxsize=KEPT)
def maps_of(shape: Shape, engine: str, which: str) -> Figure:
    """Draw the depthwise outputs: `which` is "one" layer or "alone", channel by channel."""
    from dsviz.figures.maps import tensor_maps

    trace = trace_of(shape, shape.in_channels, engine)
    values = trace.output if which == "one" else alone_of(shape, engine)
    titles = [f"y[{channel}]" for channel in range(len(values))]
    hover = [sum_text(step, "y") for step in trace] if which == "one" else [number(v) for v in values.ravel()]
    return tensor_maps(values, "output", titles, hover)
