"""The same backward pass as PyTorch's autograd runs it, and as loops in NumPy."""

from __future__ import annotations

import streamlit as st

from dsviz.conv.gradient_trace import GradientTrace
from dsviz.conv.rewritten import scatter_of
from dsviz.course.scenes import LETTERS
from dsviz.examples import Example
from dsviz.export.gradient_code import autograd_code, numpy_gradient_code
from dsviz.export.remarks import remarked
from dsviz.ui.backward.choices import Choices
from dsviz.ui.backward.shown import rewritten
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.programs import show_programs
from dsviz.ui.parts.sums_taken import Taken, show_sums_takeaway
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say


def show_code(chosen: Choices) -> None:
    """Render the programs, one a tab."""
    st.header(say("backward.code"), anchor=False)
    programs = {
        "pytorch": autograd_code(chosen.layer, chosen.loss, chosen.dy, chosen.target),
        "numpy": remarked(numpy_gradient_code(chosen.layer, chosen.dy), language()),
    }
    show_programs({"PyTorch": programs["pytorch"], "NumPy": programs["numpy"]})
    if chosen.gradient == "y":
        forward = Example(f"forward-{chosen.id}", "backward", "", chosen.layer, own=True)
        show_takeaway(forward, title=say("backward.gradient.y"), key="takeaway-forward")
        return
    letter = LETTERS[chosen.gradient]
    is_stamped = chosen.gradient == "x" and chosen.view == "scatter"
    show_sums_takeaway(
        Taken(
            f"backward-{letter}",
            say(f"backward.gradient.{chosen.gradient}"),
            letter,
            rewritten(chosen),
            lambda: GradientTrace(chosen.layer, chosen.dy, chosen.gradient, backend()),
            programs,
            scatter=scatter_of(chosen.layer, chosen.dy) if is_stamped else None,
            page="backward",
        )
    )
