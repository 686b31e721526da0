"""The efficiency ratio, derived line by line with what cancels struck out, and the documents' letters."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.shell.words import passage, say
from dsviz.wording.ratio import in_numbers, numbers_told, ratio_table


def show_ratio() -> None:
    """Render the derivation and the same with numbers."""
    st.header(say("formulas.ratio"), anchor=False)
    st.markdown(say("formulas.ratio.text"))
    # One table, not six elements: a page costs by its elements.
    with st.container(key="ratio"):
        st.markdown(ratio_table(say))
    st.markdown(numbers_told(say))
    st.latex(in_numbers())
    st.markdown(say("formulas.ratio.weights"))


def show_letters() -> None:
    """Render what each letter means in each document."""
    st.header(say("formulas.letters"), anchor=False)
    st.markdown(passage("formulas-letters"))
