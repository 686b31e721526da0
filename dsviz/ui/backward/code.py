"""The same backward pass as PyTorch's autograd runs it, and as loops in NumPy."""

from __future__ import annotations

import streamlit as st

from dsviz.conv.gradient_trace import GradientTrace
from dsviz.conv.rewritten import scatter_of
from dsviz.course.scenes import LETTERS
from dsviz.examples import Example
from dsviz.export.gradient_code import autograd_code, numpy_gradient_code
from dsviz.export.remarks import remarked
from dsviz.slides.naming import Naming
from dsviz.ui.backward.choices import Choices
from dsviz.ui.backward.shown import rewritten
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.programs import show_programs
from dsviz.ui.parts.sums_taken import Taken, show_sums_takeaway
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say
from dsviz.wording.renamed import renamed


def show_code(chosen: Choices) -> None:
    """Render the programs, one a tab."""
    st.header(say("backward.code"), anchor=False)
    programs = {name: renamed(text, chosen.names) for name, text in programs_of(chosen).items()}
    show_programs({"PyTorch": programs["pytorch"], "NumPy": programs["numpy"]})
    if chosen.gradient == "y":
        forward = Example(f"forward-{chosen.key}", "backward", "", chosen.layer, own=True)
        naming = Naming(x=chosen.called("x"), y=chosen.called("y"))
        title = chosen.say("backward.gradient.y")
        show_takeaway(forward, title=title, key="takeaway-forward", naming=naming, page="backward")
        return
    letter = LETTERS[chosen.gradient]
    title = chosen.say(f"backward.gradient.{chosen.gradient}")
    is_stamped = chosen.gradient == "x" and chosen.view == "scatter"
    show_sums_takeaway(
        Taken(
            f"backward-{chosen.key}-{chosen.called(letter)}",
            title,
            letter,
            rewritten(chosen),
            lambda: GradientTrace(chosen.layer, chosen.dy, chosen.gradient, backend()),
            programs,
            scatter=scatter_of(chosen.layer, chosen.dy) if is_stamped else None,
            page="backward",
            names=chosen.names,
        )
    )


def programs_of(chosen: Choices) -> dict[str, str]:
    """Write the backward pass of the layer in PyTorch and in NumPy.

    Where another layer follows, its gradient is given: the loss is not of this layer's output.
    """
    loss = chosen.loss if chosen.then is None else "given"
    return {
        "pytorch": autograd_code(chosen.layer, loss, chosen.dy, chosen.target),
        "numpy": remarked(numpy_gradient_code(chosen.layer, chosen.dy), language()),
    }
