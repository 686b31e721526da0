"""What is seen of the reader's own layer: stage, facts, maps and code; kept for the latest layers."""

from __future__ import annotations

import math
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from dsviz import content
from dsviz.content import Listed, joined
from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.cost.formulas import legal_groups
from dsviz.course.results import maps_alt, shape_text
from dsviz.course.scenes import stage_scene
from dsviz.examples import Example
from dsviz.export.pytorch_code import framework_call
from dsviz.export.scripts import script
from dsviz.saved.workbench import field_of
from dsviz.stage.scene import with_original
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.file_names import file_name
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.playground.layer import STAGE, kept, take_edit
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say
from dsviz.wording.numbers import number
from dsviz.wording.sums import sum_text

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from dsviz.figures.theme import Role

CACHE_SIZE = 24  # layers; readers' own are without number
WITH_NUMBERS = 14  # cells across, up to which a map has its numbers written in
MOST_CODE = 3000  # numbers, up to which the code is shown on the page
OUTSIDE = 210  # px; with the boxes the stage reaches below a small screen, but its numbers stay legible
MOST_MAPS = 12
HIGHEST = 440  # pixels: half a page wide, a square picture is as high


@lru_cache(maxsize=CACHE_SIZE)
def trace_of(layer: Layer, engine: str) -> Trace:
    """Compute a layer with an engine."""
    return Trace(layer, engine)


@lru_cache(maxsize=CACHE_SIZE)
def scene_of(
    layer: Layer, name: str, engine: str, spoken: str, changes: str | None, original: Layer | None = None
) -> dict[str, Any]:
    """Describe a layer to the stage: `name` stays in a run, `changes` is None where none can be made.

    Where some were made, `original` is the layer before them.
    """
    described = stage_scene(
        trace_of(layer, engine),
        spoken,
        title=content.label("playground.stage", spoken),
        outside=OUTSIDE,
        identity=name,
        editing=None if changes is None else True,
        changes=changes or "",
    )
    return described if original is None else with_original(described, trace_of(original, engine))


@lru_cache(maxsize=CACHE_SIZE)
def figure_of(layer: Layer, engine: str, name: str) -> Figure:
    """Draw the input, named "x", or the output, "y": with numbers in the cells where they fit."""
    # Plotly takes 0.3 s to import; the stage has been sent by the time the first chart is wanted.
    from dsviz.figures.maps import tensor_maps
    from dsviz.figures.pictures import mosaic

    trace = trace_of(layer, engine)
    values = layer.x if name == "x" else trace.output
    role: Role = "input" if name == "x" else "output"
    if max(values.shape[1:]) > WITH_NUMBERS:
        figure = mosaic(values, math.ceil(math.sqrt(len(values))), role)
        return figure.update_layout(height=min(figure.layout.height, HIGHEST))
    titles = [f"{name}[{channel}]" for channel in range(len(values))]
    names = [f"x[{','.join(map(str, place))}]" for place in np.ndindex(values.shape)]
    hover = names if name == "x" else [sum_text(step) for step in trace]
    return tensor_maps(values, role, titles, hover)


@lru_cache(maxsize=CACHE_SIZE)
def code_of(layer: Layer, engine: str, spoken: str) -> str:
    """Write the PyTorch lines that print a layer's output, every number of it in full."""
    return script("pytorch", [trace_of(layer, engine)], spoken).rstrip()


def show_stage(example: Example, editing: bool) -> None:
    """Mount the stage, and under it what can be taken away.

    Without `editing` it shows a layer that stands in for the reader's own; so do the files.
    """
    # The name stays while single numbers change, so that the run stays where it is.
    base = kept().state.layer() if editing else None
    name = base.digest if base else "the last good one"
    changes = example.changes if editing else None
    described = scene_of(example.layer, name, backend(), language(), changes, base if changes else None)
    stage_view(described, key=STAGE, on_edit=take_edit)
    # In a container: the sentence on a file that is too large comes and goes without moving the open tab.
    with st.container():
        show_takeaway(example, title=say("playground.stage"), key="takeaway-playground")


def show_facts(layer: Layer) -> None:
    """Render in one line what goes in, what comes out, what an output cell sees, and what it costs."""
    field = field_of(layer)
    parameters = layer.weight.size + (0 if layer.bias is None else layer.bias.size)
    facts = [
        say("playground.facts.shapes", x=shape_text(layer.x.shape), y=shape_text(layer.output_shape)),
        say("playground.facts.field", size=shape_text(field.size), down=field.jump[0], across=field.jump[1]),
        say(
            "playground.facts.cost",
            parameters=say("playground.facts.parameters", count=f"{parameters:,}"),
            macs=say("playground.facts.macs", count=f"{layer.macs:,}"),
        ),
    ]
    if layer.is_depthwise:
        facts.append(say("playground.facts.depthwise", multiplier=layer.filters_per_group))
    else:
        legal = Listed([*map(str, legal_groups(layer.in_channels, layer.out_channels))])
        facts.append(say("playground.facts.groups", legal=legal))
    st.markdown(joined(facts, language(), "sentence"))


def show_result(layer: Layer) -> None:
    """Render the call, how the engines compare, and the maps of input and output."""
    engine = backend()
    trace = trace_of(layer, engine)
    st.header(say("result.heading"), anchor=False)
    checked = (
        say("result.checking")
        if trace.disagreement is None
        else say("result.reference", difference=number(trace.disagreement))
    )
    st.markdown(joined([say("result.call", call=framework_call(layer)), checked], language(), "sentence"))
    for column, (name, values) in zip(st.columns(2), (("x", layer.x), ("y", trace.output)), strict=True):
        with column:
            _show_maps(layer, engine, name, values)


def _show_maps(layer: Layer, engine: str, name: str, values: np.ndarray) -> None:
    shape = values.shape
    st.markdown(say(f"playground.maps.{name}", shape=shape_text(shape)))
    if shape[0] > MOST_MAPS:
        st.caption(say("playground.maps.many", most=MOST_MAPS))
        return
    large = max(shape[1:]) > WITH_NUMBERS
    show_chart(
        partial(figure_of, layer, engine, name),
        alt=maps_alt(name, values, language()),
        key=f"maps-{name}",
        width="stretch" if large else "content",
    )
    st.caption(say("playground.maps.large" if large else f"playground.maps.hover.{name}"))


def show_code(layer: Layer) -> None:
    """Render the PyTorch lines; where they are very long, as a file."""
    st.header(say("tensors.heading"), anchor=False)
    if layer.x.size + layer.weight.size > MOST_CODE:
        st.download_button(
            say("playground.code.file"),
            partial(code_of, layer, backend()),
            file_name("layer.py"),
            "text/x-python",
            on_click="ignore",
        )
        return
    with st.expander(say("tensors.code")):
        st.code(code_of(layer, backend(), language()), language="python")
