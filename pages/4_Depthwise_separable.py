"""Depthwise separable convolution: depthwise, then pointwise, beside the one convolution they replace."""

import streamlit as st

from dsviz.examples import by_topic
from dsviz.ui.lessons.comparisons import show_two_steps_or_one
from dsviz.ui.lessons.costs import show_costs
from dsviz.ui.lessons.lesson import answers, head, show_stage, show_words
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.results import show_note, show_tensors
from dsviz.ui.shell.engine import await_torch
from dsviz.ui.shell.page import open_page
from dsviz.ui.shell.words import say

open_page("separable")
chain = head("separable", by_topic("separable"))
depthwise, pointwise = chain.layers

st.markdown(f"**{say('separable.first')}**")
show_stage(depthwise, files=False)
st.markdown(f"**{say('separable.second')}**")
show_stage(pointwise, key="stage2", link="step2", locked="x", files=False)
show_takeaway(chain)

with answers():
    show_note(chain)
    show_costs(chain)
    show_two_steps_or_one(chain)
    show_words("separable")
    show_tensors(depthwise, pointwise)

await_torch()
