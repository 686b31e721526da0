"""The gradient on the stage, and what torch's autograd says of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from dsviz.content import joined
from dsviz.conv.gradients import Gradients, compute_gradients
from dsviz.conv.rewritten import Rewritten, input_gradient, scatter_of
from dsviz.conv.rewritten_weights import bias_gradient, weight_gradient
from dsviz.conv.trace import Trace
from dsviz.course.scenes import guided, rewritten_scene, scatter_scene, stage_scene
from dsviz.ui.backward.choices import Choices
from dsviz.ui.inputs.names import STEP
from dsviz.ui.parts.guides import guides_of
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say
from dsviz.wording.numbers import number
from dsviz.wording.tensors import tensor_text

STAGE_NEEDS = 330  # pixels of the window beside the stage
REWRITE = {"x": input_gradient, "weight": weight_gradient, "bias": bias_gradient}
LETTERS = {"x": "dx", "weight": "dw", "bias": "db"}


def rewritten(chosen: Choices) -> Rewritten:
    """Write the gradient that is shown as a convolution."""
    return REWRITE[chosen.gradient](chosen.layer, chosen.dy)


def show_stage(chosen: Choices) -> None:
    """Mount the stage of the forward pass or of a gradient."""
    with st.container(key="unguided-text"):
        st.markdown(say(f"backward.shown.{chosen.gradient}"))
    scene = scene_of(chosen, backend(), language())
    guides = guides_of("backward", None, backend(), language())
    stage_view(guided(scene, guides, language()), key="stage")


def scene_of(chosen: Choices, engine: str, spoken: str) -> dict[str, Any]:
    """Describe what the stage shows."""
    title = say(f"backward.gradient.{chosen.gradient}")
    showing: dict[str, Any] = {"title": title, "param": STEP.name, "outside": STAGE_NEEDS, "paused": True}
    if chosen.gradient == "y":
        return stage_scene(Trace(chosen.layer, engine), spoken, **showing)
    if chosen.gradient == "x" and chosen.view == "scatter":
        return scatter_scene(scatter_of(chosen.layer, chosen.dy), "dx", engine, spoken, **showing)
    return rewritten_scene(rewritten(chosen), LETTERS[chosen.gradient], engine, spoken, **showing)


def gradients_of(chosen: Choices, engine: str) -> Gradients:
    """Compute all three."""
    return compute_gradients(chosen.layer, chosen.dy, engine)


def show_results(chosen: Choices) -> None:
    """Render the three gradients in full, and how torch's autograd and the NumPy reference differ."""
    st.header(say("backward.results"), anchor=False)
    found, known = gradients_of(chosen, backend()), gradients_of(chosen, "numpy")
    names = ("x", "weight", "bias") if found.bias is not None else ("x", "weight")
    shown = {"dy": chosen.dy, **{LETTERS[name]: getattr(found, name) for name in names}}
    for column, (letter, values) in zip(st.columns(len(shown)), shown.items(), strict=True):
        shape = "×".join(map(str, values.shape))
        column.markdown(joined([f"**{letter}**", shape], language(), "clause"))
        column.code(tensor_text(values), language=None)
    apart = max(float(np.abs(getattr(found, name) - getattr(known, name)).max()) for name in names)
    st.markdown(say(f"backward.agree.{backend()}", difference=number(apart)))
