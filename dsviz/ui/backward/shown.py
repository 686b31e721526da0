"""The gradient on the stage, and what torch's autograd says of it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dsviz.content import joined
from dsviz.conv.gradients import Gradients, compute_gradients
from dsviz.conv.rewritten import Rewritten
from dsviz.course.gradients import results
from dsviz.course.scenes import REWRITE, gradient_scene, guided
from dsviz.examples.backward import Backward
from dsviz.ui.backward.choices import Choices
from dsviz.ui.inputs.names import STEP
from dsviz.ui.parts.guides import guides_of
from dsviz.ui.parts.stage import say_what_follows, stage_view
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say
from dsviz.wording.tensors import tensor_text

STAGE_NEEDS = 330  # pixels of the window beside the stage


def rewritten(chosen: Choices) -> Rewritten:
    """Write the gradient that is shown as a convolution."""
    return REWRITE[chosen.gradient](chosen.layer, chosen.dy)


def show_stage(chosen: Choices) -> None:
    """Mount the stage of the forward pass or of a gradient."""
    with st.container(key="unguided-text"):
        if chosen.names:
            st.markdown(say("backward.pair"))
        st.markdown(chosen.say(f"backward.shown.{chosen.gradient}"))
    scene = scene_of(chosen, backend(), language())
    guides = guides_of("backward", None, backend(), language())
    stage_view(guided(scene, guides, language()), key="stage")
    say_what_follows(say(f"backward.example.{chosen.id}"))


def scene_of(chosen: Choices, engine: str, spoken: str) -> dict[str, Any]:
    """Describe what the stage shows."""
    shown, known = (chosen.gradient, chosen.view), Backward(chosen.id, chosen.layer, chosen.dy, chosen.names)
    showing: dict[str, Any] = {"param": STEP.name, "outside": STAGE_NEEDS, "paused": True}
    return gradient_scene(known, shown, engine, spoken, **showing)


def gradients_of(chosen: Choices, engine: str) -> Gradients:
    """Compute all three."""
    return compute_gradients(chosen.layer, chosen.dy, engine)


def show_results(chosen: Choices) -> None:
    """Render the three gradients in full, and how torch's autograd and the NumPy reference differ."""
    st.header(say("backward.results"), anchor=False)
    shown, agrees = results(chosen.layer, chosen.dy, backend(), say)
    with st.expander(say("backward.results.show")):  # who checks a gradient right above sees no answer
        for column, (letter, values) in zip(st.columns(len(shown)), shown.items(), strict=True):
            shape = "×".join(map(str, values.shape))
            column.markdown(joined([f"**{chosen.called(letter)}**", shape], language(), "clause"))
            column.code(tensor_text(values), language=None)
    st.markdown(agrees)
