"""What is seen of the reader's own layer: stage, facts, maps and code; kept for the latest layers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from dsviz import content
from dsviz.conv.trace import Trace, trace
from dsviz.cost.formulas import legal_groups
from dsviz.examples import Example
from dsviz.export.pytorch_code import framework_call
from dsviz.export.scripts import script
from dsviz.saved.workbench import field_of
from dsviz.stage.scene import scene
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.results import shape_text
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.playground.layer import STAGE, example_of, kept, state_of, take_edit
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say
from dsviz.wording.numbers import number
from dsviz.wording.sums import sum_text

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from dsviz.figures.theme import Role

KEPT = 24  # layers; readers' own are without number
WITH_NUMBERS = 14  # cells across, up to which a map has its numbers written in
MOST_CODE = 3000  # numbers, up to which the code is shown on the page
OUTSIDE = 195  # pixels: the title and the settings above the stage
MOST_MAPS = 12
HIGHEST = 440  # pixels: half a page wide, a square picture is as high


@dataclass(frozen=True, eq=False)
class Layer:
    """A layer by its numbers and settings, so that results can be kept by it."""

    example: Example

    @cached_property
    def digest(self) -> str:
        """What two layers share only if all their numbers and settings are the same."""
        each = self.example
        tensors = [each.x, each.weight, *([] if each.bias is None else [each.bias])]
        text = repr((each.spec, [tensor.shape for tensor in tensors]))
        return sha256(b"".join([text.encode(), *(tensor.tobytes() for tensor in tensors)])).hexdigest()

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Layer) and other.digest == self.digest


@lru_cache(maxsize=KEPT)
def trace_of(layer: Layer, engine: str) -> Trace:
    """Compute a layer with an engine."""
    each = layer.example
    return trace(each.x, each.weight, each.bias, backend=engine, **each.keywords)


@lru_cache(maxsize=KEPT)
def scene_of(layer: Layer, run: str, engine: str, spoken: str, changes: str | None) -> dict[str, Any]:
    """Describe a layer to the stage: `run` is its name there, `changes` None where none can be made."""
    each = layer.example
    return scene(
        each.x,
        each.weight,
        each.bias,
        title=content.label("playground.stage", spoken),
        backend=engine,
        labels=content.labels("stage", spoken) | content.labels("stage_edit", spoken),
        outside=OUTSIDE,
        identity=run,
        editing=None if changes is None else True,
        changes=changes or "",
        **each.keywords,
    )


@lru_cache(maxsize=KEPT)
def figure_of(layer: Layer, engine: str, name: str) -> Figure:
    """Draw the input, named "x", or the output, "y": with numbers in the cells where they fit."""
    # Plotly takes 0.3 s to import; the stage has been sent by the time the first chart is wanted.
    from dsviz.figures.maps import tensor_maps
    from dsviz.figures.pictures import mosaic

    steps = trace_of(layer, engine)
    values = layer.example.x if name == "x" else steps.output
    role: Role = "input" if name == "x" else "output"
    if max(values.shape[1:]) > WITH_NUMBERS:
        figure = mosaic(values, math.ceil(math.sqrt(len(values))), role)
        return figure.update_layout(height=min(figure.layout.height, HIGHEST))
    titles = [f"{name}[0,{channel}]" for channel in range(len(values))]
    names = [f"x[{','.join(map(str, place))}]" for place in np.ndindex(values.shape)]
    hover = names if name == "x" else [sum_text(step) for step in steps]
    return tensor_maps(values, role, titles, hover)


@lru_cache(maxsize=KEPT)
def code_of(layer: Layer, engine: str) -> str:
    """Write the PyTorch lines that print a layer's output, every number of it in full."""
    return script("pytorch", [trace_of(layer, engine)]).rstrip()


def show_stage(example: Example, editing: bool) -> None:
    """Mount the stage, and under it what can be taken away.

    Without `editing` it shows a layer that stands in for the reader's own; so do the files.
    """
    # The name stays while single numbers change, so that the run stays where it is.
    run = Layer(example_of(kept().state)).digest if editing else "the last good one"
    changes = example.changes if editing else None
    described = scene_of(Layer(example), run, backend(), language(), changes)
    stage_view(described, key=STAGE, on_edit=take_edit)
    # In a container: the sentence on a file that is too large comes and goes without moving the open tab.
    with st.container():
        show_takeaway(example, title=say("playground.stage"), key="takeaway-playground")


def show_facts(example: Example) -> None:
    """Put in one line what goes in, what comes out, what an output cell sees, and what it costs."""
    output = trace_of(Layer(example), backend()).output
    state = state_of(example)
    field, (channels, filters) = field_of(state), (len(example.x), len(example.weight))
    parameters = example.weight.size + (0 if example.bias is None else example.bias.size)
    facts = [
        say("playground.facts.shapes", x=shape_text(example.x.shape), y=shape_text(output.shape)),
        say("playground.facts.field", size=shape_text(field.size), down=field.jump[0], across=field.jump[1]),
        say(
            "playground.facts.cost",
            parameters=say("playground.facts.parameters", count=f"{parameters:,}"),
            macs=say("playground.facts.macs", count=f"{output.size * example.weight[0].size:,}"),
        ),
    ]
    if example.spec.groups == channels > 1:
        facts.append(say("playground.facts.depthwise", multiplier=filters // channels))
    else:
        legal = ", ".join(map(str, legal_groups(channels, filters)))
        facts.append(say("playground.facts.groups", legal=legal))
    st.markdown(" ".join(facts))


def show_result(example: Example) -> None:
    """Put the call, how the engines compare, and the maps of input and output."""
    layer, engine = Layer(example), backend()
    steps = trace_of(layer, engine)
    st.subheader(say("result.heading"), anchor=False)
    (_, height, width), kernel = example.x.shape, example.weight.shape[2:]
    call = framework_call((height, width), (kernel[0], kernel[1]), example.bias is not None, example.spec)
    checked = (
        say("result.checking")
        if steps.disagreement is None
        else say("result.reference", difference=number(steps.disagreement))
    )
    st.markdown(say("result.call", call=call) + " " + checked)
    for column, (name, values) in zip(st.columns(2), (("x", example.x), ("y", steps.output)), strict=True):
        with column:
            _show_maps(layer, engine, name, values.shape)


def _show_maps(layer: Layer, engine: str, name: str, shape: tuple[int, ...]) -> None:
    st.markdown(say(f"playground.maps.{name}", shape=shape_text(shape)))
    if shape[0] > MOST_MAPS:
        st.caption(say("playground.maps.many", most=MOST_MAPS))
        return
    large = max(shape[1:]) > WITH_NUMBERS
    show_chart(
        partial(figure_of, layer, engine, name),
        alt=say("result.alt", name=name, shape=shape_text(shape)),
        key=f"maps-{name}",
        width="stretch" if large else "content",
    )
    st.caption(say("playground.maps.large" if large else f"playground.maps.hover.{name}"))


def show_code(example: Example) -> None:
    """Put the PyTorch lines; where they are very long, as a file."""
    layer = Layer(example)
    st.subheader(say("tensors.heading"), anchor=False)
    if example.x.size + example.weight.size > MOST_CODE:
        st.download_button(
            say("playground.code.file"),
            partial(code_of, layer, backend()),
            "layer.py",
            "text/x-python",
            on_click="ignore",
        )
        return
    with st.expander(say("tensors.code")):
        st.code(code_of(layer, backend()), language="python")
