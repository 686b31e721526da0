"""A transposed convolution on the stage: what an input number stamps, or what reaches an output number."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dsviz.conv.rewritten import transposed
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_trace import GatherTrace
from dsviz.course.scenes import guided, transposed_scene
from dsviz.course.transposed import ordinary
from dsviz.ui.inputs.names import STEP
from dsviz.ui.parts.guides import guides_of
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.parts.sums_taken import Taken, show_sums_takeaway
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say

STAGE_NEEDS = 330  # pixels of the window beside the stage


def transposed_view(layer: TransposedLayer, view: str = "gather", is_guided: bool = False) -> None:
    """Mount the stage.

    Parameters
    ----------
    layer : TransposedLayer
    view : {"gather", "scatter"}
        In the gather the layer stands there as the ordinary convolution that gives the same.
    is_guided : bool
        Whether the guide through a transposed layer is offered.
    """
    scene = transposed_scene(
        layer, view, backend(), language(), param=STEP.name, outside=STAGE_NEEDS, paused=True
    )
    guides = guides_of("transposed", None, backend(), language()) if is_guided else ()
    stage_view(guided(scene, guides, language()) if guides else scene, key="stage")


def show_transposed_takeaway(
    layer: TransposedLayer, view: str, programs: Mapping[str, str], name: str, *, is_guided: bool = False
) -> None:
    """Render the button behind which the files of a transposed layer stand.

    Parameters
    ----------
    layer : TransposedLayer
    view : {"gather", "scatter"}
        As the stage shows it.
    programs : mapping of str to str
        "pytorch", "numpy" and, where Keras has such a layer, "keras" to their programs.
    name : str
        What tells this layer from others, in the names of the files.
    is_guided : bool
        Whether the guide through a transposed layer is offered.
    """
    show_sums_takeaway(
        Taken(
            f"transposed-{name}",
            say("page.transposed.title"),
            "transposed",
            transposed(layer),
            lambda: GatherTrace(layer, backend()),
            programs,
            scatter=layer if view == "scatter" else None,
            page="transposed" if is_guided else "",
        )
    )


def show_ordinary(layer: TransposedLayer) -> None:
    """Say which ordinary convolution that is, with its padding k - p - 1."""
    st.markdown(ordinary(layer, say))
