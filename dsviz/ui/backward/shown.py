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
from dsviz.ui.backward.asked import Asked
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


def rewritten(asked: Asked) -> Rewritten:
    """Write the gradient that is shown as a convolution."""
    return REWRITE[asked.gradient](asked.layer, asked.dy)


def show_stage(asked: Asked) -> None:
    """Mount the stage of the forward pass or of a gradient."""
    with st.container(key="unguided-text"):
        st.markdown(say(f"backward.shown.{asked.gradient}"))
    scene = scene_of(asked, backend(), language())
    guides = guides_of("backward", None, backend(), language())
    stage_view(guided(scene, guides, language()), key="stage")


def scene_of(asked: Asked, engine: str, spoken: str) -> dict[str, Any]:
    """Describe what the stage shows."""
    title = say(f"backward.gradient.{asked.gradient}")
    showing: dict[str, Any] = {"title": title, "param": STEP.name, "outside": STAGE_NEEDS, "paused": True}
    if asked.gradient == "y":
        return stage_scene(Trace(asked.layer, engine), spoken, **showing)
    if asked.gradient == "x" and asked.view == "scatter":
        return scatter_scene(scatter_of(asked.layer, asked.dy), "dx", engine, spoken, **showing)
    return rewritten_scene(rewritten(asked), LETTERS[asked.gradient], engine, spoken, **showing)


def gradients_of(asked: Asked, engine: str) -> Gradients:
    """Compute all three."""
    return compute_gradients(asked.layer, asked.dy, engine)


def show_results(asked: Asked) -> None:
    """Render the three gradients in full, and how torch's autograd and the NumPy reference differ."""
    st.header(say("backward.results"), anchor=False)
    found, known = gradients_of(asked, backend()), gradients_of(asked, "numpy")
    names = ("x", "weight", "bias") if found.bias is not None else ("x", "weight")
    shown = {"dy": asked.dy, **{LETTERS[name]: getattr(found, name) for name in names}}
    for column, (letter, values) in zip(st.columns(len(shown)), shown.items(), strict=True):
        shape = "×".join(map(str, values.shape))
        column.markdown(joined([f"**{letter}**", shape], language(), "clause"))
        column.code(tensor_text(values), language=None)
    apart = max(float(np.abs(getattr(found, name) - getattr(known, name)).max()) for name in names)
    st.markdown(say(f"backward.agree.{backend()}", difference=number(apart)))
