"""MobileNet: document 002's network and the paper's, counted, run on a picture, a block walked by hand."""

import streamlit as st

from dsviz.ui.inputs.choices import Choices
from dsviz.ui.inputs.fields import Fields
from dsviz.ui.mobilenet.block import show_block
from dsviz.ui.mobilenet.block_timing import show_block_timing
from dsviz.ui.mobilenet.family import show_family
from dsviz.ui.mobilenet.feature_maps import show_forward
from dsviz.ui.mobilenet.network import PARTS, ask_network, ask_size, show_layers
from dsviz.ui.mobilenet.sizes import show_size_verdict, show_sizes
from dsviz.ui.shell.engine import await_torch
from dsviz.ui.shell.page import open_page
from dsviz.ui.shell.words import passage, say

open_page("mobilenet")
st.title(say("page.mobilenet.title"), anchor=False)
st.markdown(passage("mobilenet-look"))

choices, fields = Choices("mobilenet"), Fields("mobilenet")
part = choices.one("part", PARTS, titled=False)
choices.show_refusals()

if part == "block":
    show_block(choices)
elif part == "time":
    show_block_timing()
elif part == "sizes":
    chosen = ask_size(choices, fields)
    fields.show_refusals()
    show_sizes(chosen)
else:
    chosen = ask_network(choices, fields)
    fields.show_refusals()
    choices.show_refusals()
    show_size_verdict(chosen)
    if part == "layers":
        show_layers(chosen, choices)
    elif part == "family":
        show_family(chosen)
    else:
        show_forward(chosen, choices)

choices.show_refusals()
await_torch()
