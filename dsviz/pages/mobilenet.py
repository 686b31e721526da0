"""MobileNet: document 002's network and the paper's, counted, run on a picture, a block walked by hand."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.mobilenet.block import show_block
from dsviz.ui.mobilenet.block_timing import show_block_timing
from dsviz.ui.mobilenet.boxes import show_first_block
from dsviz.ui.mobilenet.family import show_family
from dsviz.ui.mobilenet.feature_maps import show_feature_maps
from dsviz.ui.mobilenet.network import ask_network, ask_part, ask_size, show_layers
from dsviz.ui.mobilenet.sizes import show_size_verdict, show_sizes
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.mobilenet.title"), anchor=False)
    st.markdown(passage("mobilenet-look"))

    part = ask_part()
    if part == "block":
        show_block()
    elif part == "time":
        show_block_timing()
    elif part == "sizes":
        show_sizes(ask_size())
    else:
        chosen = ask_network()
        show_size_verdict(chosen)
        if part == "layers":
            show_first_block(chosen)
            show_layers(chosen)
        elif part == "family":
            show_family(chosen)
        else:
            show_feature_maps(chosen)
