"""The efficiency ratio, derived line by line with what cancels struck out, and the documents' letters."""

from __future__ import annotations

import streamlit as st

from dsviz.cost.formulas import separable_ratio
from dsviz.ui.shell.words import passage, say
from dsviz.wording.formulas import RATIO, product, tex

# The numbers under the letters: a layer of MobileNet's size.
NUMBERS = {"K": 3, "C": 64, "N": 128, "F": 56}


def show_ratio() -> None:
    """Render the derivation and the same with numbers."""
    st.header(say("formulas.ratio"), anchor=False)
    st.markdown(say("formulas.ratio.text"))
    lines = [f"| {say('formulas.ratio.line')} | {say('formulas.ratio.why')} |", "|---|---|"]
    for name, formula in RATIO:
        sign = "" if name == "start" else "= "
        lines.append(rf"| $\displaystyle {sign}{formula}$ | {say(f'formulas.ratio.{name}')} |")
    # One table, not six elements: a page costs by its elements.
    st.markdown("\n".join(lines))
    st.markdown(say("formulas.ratio.numbers", **NUMBERS))
    st.latex(in_numbers())
    st.markdown(say("formulas.ratio.weights"))


def in_numbers() -> str:
    """Set the first and the last line of the derivation with numbers in them."""
    kernel, channels, filters, side = NUMBERS.values()
    depthwise = (kernel, kernel, channels, side, side)
    pointwise = (channels, filters, side, side)
    standard = (kernel, kernel, channels, filters, side, side)
    first = rf"\frac{{{product(depthwise)} + {product(pointwise)}}}{{{product(standard)}}}"
    last = rf"\frac{{1}}{{{filters}}} + \frac{{1}}{{{kernel}^2}}"
    return rf"{first} = {last} = \mathbf{{{tex(separable_ratio(kernel, filters))}}}"


def show_letters() -> None:
    """Render what each letter means in each document."""
    st.header(say("formulas.letters"), anchor=False)
    st.markdown(passage("formulas-letters"))
