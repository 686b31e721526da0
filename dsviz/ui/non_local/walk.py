"""The Non-local block walked with 2x2 places and two channels, every matrix with its numbers."""

from __future__ import annotations

import streamlit as st

from dsviz.examples.non_local import walk
from dsviz.ui.shell.words import say
from dsviz.wording.formulas import matrix

# The lines of the walk: the matrices that stand in one formula, and the sign before each.
STEPS = {
    "embed": (("X", "x"), (r"\theta", "theta"), (r"\varphi", "phi"), ("g", "g")),
    "match": ((r"f = \theta \, \varphi^T", "f"),),
    "softmax": ((r"\text{softmax}(f)", "softmax"),),
    "mean": ((r"y = \text{softmax}(f) \, g", "y"),),
    "add": ((r"\text{ReLU}(y \, w)", "last"), (r"X + \text{ReLU}(y \, w)", "output")),
}


def show_walk() -> None:
    """Render the walk: what each line does, and its matrices, one row a place."""
    st.header(say("non_local.walk"), anchor=False)
    st.markdown(say("non_local.walk.text"))
    lines = []
    for name, parts in STEPS.items():
        lines += [say(f"non_local.walk.{name}"), f"$$\n{formula(parts)}\n$$"]
    # One element: a page costs by its elements.
    st.markdown("\n\n".join(lines))


def formula(parts: tuple[tuple[str, str], ...]) -> str:
    r"""Set some matrices of the walk side by side.

    Examples
    --------
    >>> formula(((r"\theta", "theta"),))
    '\\theta = \\begin{bmatrix} 1 \\\\ 1 \\\\ 3 \\\\ 1 \\end{bmatrix}'
    """
    known = walk()
    return r" \qquad ".join(f"{letter} = {matrix(known[name])}" for letter, name in parts)
