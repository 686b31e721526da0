"""Grouped convolution: the channels in separate bands, from one group to one group for each channel."""

import streamlit as st

from dsviz.ui.grouped.lesson import ask_shape, show_code, show_counts, show_depthwise, show_facts, show_layer
from dsviz.ui.lessons.lesson import answers, show_words
from dsviz.ui.shell.engine import await_torch
from dsviz.ui.shell.page import open_page
from dsviz.ui.shell.words import passage, say

open_page("grouped")
st.title(say("page.grouped.title"), anchor=False)
st.markdown(passage("grouped-look"))

shape, groups = ask_shape()
show_layer(shape, groups)
show_facts(shape, groups)
show_counts(shape, groups)
with answers():
    show_depthwise(shape)
    show_words("grouped")
    show_code(shape, groups)

await_torch()
