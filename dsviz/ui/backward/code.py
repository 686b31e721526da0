"""The same backward pass as PyTorch's autograd runs it, and as loops in NumPy."""

from __future__ import annotations

import streamlit as st

from dsviz.conv.gradient_trace import GradientTrace
from dsviz.conv.rewritten import scatter_of
from dsviz.examples import Example
from dsviz.export.gradient_code import autograd_code, numpy_gradient_code
from dsviz.export.remarks import remarked
from dsviz.ui.backward.asked import Asked
from dsviz.ui.backward.shown import LETTERS, rewritten
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.sums_taken import Taken, show_sums_takeaway
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say


def show_code(asked: Asked) -> None:
    """Render the programs, one a tab."""
    st.header(say("backward.code"), anchor=False)
    torch, plain = st.tabs(["PyTorch", "NumPy"])
    programs = {
        "pytorch": autograd_code(asked.layer, asked.loss, asked.dy, asked.target),
        "numpy": remarked(numpy_gradient_code(asked.layer, asked.dy), language()),
    }
    torch.code(programs["pytorch"], language="python")
    plain.code(programs["numpy"], language="python")
    if asked.gradient == "y":
        forward = Example(f"forward-{asked.id}", "backward", "", asked.layer, own=True)
        show_takeaway(forward, title=say("backward.gradient.y"), key="takeaway-forward")
        return
    letter = LETTERS[asked.gradient]
    is_stamped = asked.gradient == "x" and asked.view == "scatter"
    show_sums_takeaway(
        Taken(
            f"backward-{letter}",
            say(f"backward.gradient.{asked.gradient}"),
            letter,
            rewritten(asked),
            lambda: GradientTrace(asked.layer, asked.dy, asked.gradient, backend()),
            programs,
            scatter=scatter_of(asked.layer, asked.dy) if is_stamped else None,
            page="backward",
        )
    )
