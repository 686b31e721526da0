"""Several layers: what one output saw of each of them, and by how many paths."""

from __future__ import annotations

import streamlit as st

from dsviz.ui.inputs.handover import show_exercises
from dsviz.ui.several.code import show_code
from dsviz.ui.several.layers import show_layers, show_note
from dsviz.ui.several.maps import show_maps, show_paths
from dsviz.ui.several.networks import show_networks
from dsviz.ui.several.run import ask_output
from dsviz.ui.several.stage import show_stage
from dsviz.ui.several.walks import show_walks
from dsviz.ui.shell.words import passage, say


def show() -> None:
    """Render the page."""
    st.title(say("page.several.title"), anchor=False)
    st.markdown(passage("several-look"))
    st.markdown(say("several.door"))

    chosen = ask_output()
    show_maps(chosen)
    show_paths(chosen)
    show_walks(chosen)
    show_note(chosen)
    show_layers(chosen)
    show_stage(chosen)
    show_code(chosen)
    show_networks()
    show_exercises("receptive")
