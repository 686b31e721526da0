"""Depthwise separable convolution: depthwise, then pointwise, beside the one convolution they replace."""

from __future__ import annotations

import streamlit as st

from dsviz.examples import Chain, by_topic
from dsviz.ui.lessons.boxes import show_documents_boxes
from dsviz.ui.lessons.comparisons import show_two_steps_or_one
from dsviz.ui.lessons.costs import show_costs
from dsviz.ui.lessons.lesson import answers, ask_example, show_stage, show_words
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.own_picture import show_own_picture, title_with_size
from dsviz.ui.parts.results import show_note, show_tensors
from dsviz.ui.shell.words import say


def show() -> None:
    """Render the page."""
    chain = ask_example("separable", by_topic("separable", pictures=True))
    depthwise, pointwise = chain.layers
    _show_run(chain)

    with answers():
        show_note(chain)
        show_costs(chain)
        show_two_steps_or_one(chain)
        show_words("separable")
        show_documents_boxes("separable")
        show_tensors(depthwise, pointwise)


def _show_run(chain: Chain) -> None:
    """Mount the two stages, one run with one title, and what can be taken away."""
    depthwise, pointwise = chain.layers
    own = title_with_size(chain.id)
    title = own or say(f"example.{chain.id}.title")
    with st.container(key="first-row", horizontal=True, vertical_alignment="center"):
        with st.container(key="own-layer", width="content"):
            st.markdown(f"**{say('separable.first')}**", width="content")
        show_own_picture(chain.id)
    guide = ("separable", chain)
    show_stage(depthwise, files=False, middle="y", chain="first", title=title, guide=guide)
    with st.container(key="second-layer"):
        st.markdown(f"**{say('separable.second')}**")
        at = ("stage2", "step2", "x")
        show_stage(pointwise, *at, files=False, middle="x", chain="second", title=title)
    show_takeaway(chain, title=own, page="separable")
