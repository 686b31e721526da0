"""What is computed once for all readers and kept by example, so that a rerun costs little more than sending.

Nothing here belongs to one reader: the keys are an example, an engine and a language.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from math import ceil
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import numpy as np

from dsviz.conv.trace import Trace
from dsviz.course.scenes import example_scene
from dsviz.examples import Example
from dsviz.export.layout_text import layout_text, output_text
from dsviz.export.pytorch_code import framework_call
from dsviz.export.scripts import script
from dsviz.wording.sums import sum_text

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

WITH_NUMBERS = 16  # cells across, up to which a map has its numbers written in
CACHE_SIZE = 500  # results of one function, the oldest forgotten first: changed examples are without number
FEW = 24  # results of one function on pictures: they weigh as much as a hundred others
Params = ParamSpec("Params")
Made = TypeVar("Made")


def is_large(example: Example) -> bool:
    """Tell whether an example's maps are too large for numbers."""
    layer = example.layer
    return max(*layer.size, *layer.output_size) > WITH_NUMBERS


def by_size(
    make: Callable[Concatenate[Example, Params], Made],
) -> Callable[Concatenate[Example, Params], Made]:
    """Keep the latest results of a function of an example: many of small ones, few of pictures."""
    many, few = lru_cache(maxsize=CACHE_SIZE)(make), lru_cache(maxsize=FEW)(make)

    @wraps(make)
    def kept(example: Example, /, *args: Params.args, **settings: Params.kwargs) -> Made:
        found: Made = (few if is_large(example) else many)(example, *args, **settings)  # type: ignore[arg-type]
        return found

    return kept


@by_size
def trace_of(example: Example, engine: str) -> Trace:
    """Compute an example with an engine."""
    return Trace(example.layer, engine)


@by_size
def scene_of(
    example: Example,
    engine: str,
    language: str,
    link: str,
    locked: str = "",
    middle: str = "",
    chain: str = "",
) -> dict[str, Any]:
    """Describe an example to the stage; `link` names the query parameter of its step."""
    return example_scene(example, trace_of(example, engine), language, link, locked, middle, chain)


@by_size
def figure_of(example: Example, engine: str, name: str) -> Figure:
    """Draw an example's output, named `name`, as heatmaps; without numbers where they are too many."""
    # Plotly takes 0.3 s to import; the stage has been sent by the time the first chart is wanted.
    from dsviz.figures.maps import tensor_maps
    from dsviz.figures.pictures import mosaic

    trace = trace_of(example, engine)
    if is_large(example):
        return mosaic(trace.output, ceil(len(trace.output) / 2), "output")
    titles = [f"{name}[{channel}]" for channel in range(len(trace.output))]
    return tensor_maps(trace.output, "output", titles, [sum_text(step, name) for step in trace])


@by_size
def input_figure_of(example: Example) -> Figure:
    """Draw an example's input as heatmaps."""
    from dsviz.figures.maps import tensor_maps

    titles = [f"x[{channel}]" for channel in range(len(example.layer.x))]
    names = [f"x[{','.join(map(str, place))}]" for place in np.ndindex(example.layer.x.shape)]
    return tensor_maps(example.layer.x, "input", titles, names)


@by_size
def code_of(example: Example, engine: str, spoken: str) -> str:
    """Write the PyTorch lines that print an example's output, every number of it in full."""
    return script("pytorch", [trace_of(example, engine)], spoken).rstrip()


@by_size
def call_of(example: Example) -> str:
    """Write an example's settings as the PyTorch call they are."""
    return framework_call(example.layer)


@by_size
def output_text_of(example: Example, engine: str) -> str:
    """Write an example's output as its document would."""
    return output_text(trace_of(example, engine).output, example.layout)


@by_size
def printed_text_of(example: Example) -> str:
    """Write what the document prints, in the document's layout."""
    return output_text(example.printed, example.layout)


@by_size
def layout_of(example: Example, engine: str, layout: str) -> str:
    """Write an example's tensors in a layout."""
    depthwise = example.topic == "depthwise" or example.layer.is_depthwise
    return layout_text(trace_of(example, engine), layout, depthwise)
