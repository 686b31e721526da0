"""The layer of one dimension that is shown: an example with a reader's kernel size, dilation and padding."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st

from dsviz.conv.errors import Refusal
from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.course.scenes import guided, stage_scene
from dsviz.examples import Example
from dsviz.examples.rows import MOST_TAPS, ROWS
from dsviz.export.chain_code import row_programs
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.edits import refusal_of_changes
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import DILATION, EXAMPLE, KERNEL_SIDE, OF_ONE_RUN, PADDING
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.guides import guides_of
from dsviz.ui.parts.programs import show_programs
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import begun, language, refused, say

PADDINGS = ("causal", "same", "valid")
MOST_DILATION = 4
CACHE_SIZE = 128
STAGE_NEEDS = 250  # pixels of the window beside the stage
EXAMPLE_HERE = EXAMPLE.here(drops=(KERNEL_SIDE.name, DILATION.name, PADDING.name, *EXAMPLE.drops))


def ask_row() -> tuple[str, Trace | None]:
    """Ask for an example and its settings; return its id, and no trace where the kernel does not fit."""
    # A guide that lends its own layers to the stage hides what begins with "unguided-".
    with st.container(key="unguided-fields"), Ask("one_dimension") as ask:
        which, beside = st.columns([2, 3], vertical_alignment="bottom")
        with which:
            name = ask.choice(EXAMPLE_HERE, tuple(ROWS), look="list")
        ask.refuse(refusal_of_changes())
        example = ROWS[name]
        with beside:
            kernel_place, dilation_place, padding_place = field_row("row", [2, 2, 4])
        with kernel_place:
            param = KERNEL_SIDE.here(default=str(example.kernel), drops=OF_ONE_RUN)
            kernel = ask.whole(param, 1, MOST_TAPS)
        with dilation_place:
            param = DILATION.here(default=str(example.dilation), drops=OF_ONE_RUN)
            dilation = ask.whole(param, 1, MOST_DILATION)
        with padding_place:
            padding = ask.choice(PADDING.here(default=example.padding, drops=OF_ONE_RUN), PADDINGS)
        try:
            return name, traced(name, kernel, dilation, padding, backend())
        except Refusal as error:
            rule = begun(refused(error))
            ask.refuse(
                say("one_dimension.refused", rule=rule, **_what_fits(len(example.x[0]), kernel, dilation))
            )
    return name, None


def _what_fits(length: int, kernel: int, dilation: int) -> dict[str, str]:
    """Say, without padding, the largest kernel of this dilation and the largest dilation of this kernel."""
    return {
        "kernel": str((length - 1) // dilation + 1),
        "dilation": str((length - 1) // max(kernel - 1, 1)),
        "causal": say("one_dimension.padding.causal"),
    }


@lru_cache(maxsize=CACHE_SIZE)
def traced(name: str, kernel: int, dilation: int, padding: str, engine: str) -> Trace:
    """Trace an example with these settings.

    Raises
    ------
    ConvError
        Rule ``kernel-reach-fits``.

    Examples
    --------
    >>> traced("causal", 3, 1, "causal", "numpy").output[0, 0].tolist()
    [100.0, 210.0, 321.0, 432.0, 543.0]
    """
    return Trace(ROWS[name].layer(kernel, dilation, padding), engine)


def show_stage(name: str, trace: Trace) -> None:
    """Mount the stage of the layer."""
    scene = _scene(trace.layer, trace.backend, language(), say(f"one_dimension.example.{name}"))
    guides = guides_of("one_dimension", None, backend(), language())
    stage_view(guided(scene, guides, language()))


def show_note(name: str, trace: Trace) -> None:
    """Say what the example shows, where its settings are its own."""
    example = ROWS[name]
    own = traced(name, example.kernel, example.dilation, example.padding, trace.backend)
    if trace.layer == own.layer:
        st.markdown(say(f"one_dimension.note.{name}"))


def show_code(name: str, trace: Trace) -> None:
    """Render the layer as PyTorch and as loops in NumPy, and what can be taken along."""
    st.header(say("one_dimension.code"), anchor=False)
    st.markdown(say("one_dimension.code.text"))
    show_programs(row_programs(trace.layer), wrap_lines=True)
    shown = Example(f"row-{name}", "one_dimension", "", trace.layer, own=True)
    show_takeaway(shown, title=say(f"one_dimension.example.{name}"), page="one_dimension")


@lru_cache(maxsize=CACHE_SIZE)
def _scene(layer: Layer, engine: str, spoken: str, title: str) -> dict[str, Any]:
    return stage_scene(Trace(layer, engine), spoken, title=title, outside=STAGE_NEEDS)
