"""The transposed layer as a scatter or a gather, its output, and what each setting does to it."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.conv.transposed import compute_transposed
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.course.transposed import (
    agreement,
    evenness,
    output_padding,
    overlap_alt,
    overlap_notes,
    overlaps,
    sizes,
)
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.map_table import Table
from dsviz.ui.parts.stage import say_what_follows
from dsviz.ui.parts.transposed import show_ordinary, transposed_view
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say
from dsviz.ui.transposed.choices import Choices
from dsviz.wording.numbers import number

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def show_view(chosen: Choices) -> None:
    """Mount the stage with the scatter or the gather."""
    with st.container(key="unguided-text"):
        st.markdown(say(f"transposed.view.{chosen.view}.text"))
    transposed_view(chosen.layer, chosen.view, is_guided=True)
    say_what_follows(say(f"transposed.example.{chosen.name}"))


def show_size(layer: TransposedLayer) -> None:
    """Write the size of the output with its numbers, rows and columns."""
    st.header(say("transposed.size"), anchor=False)
    st.markdown(say("transposed.size.text"))
    st.markdown("  \n".join(sizes(layer, say)))


def show_output(layer: TransposedLayer) -> None:
    """Render the output, how many products reach each cell, and how torch and the reference differ."""
    st.header(say("transposed.output"), anchor=False)
    tables = [
        Table(f"y[{n}]", [[number(float(value)) for value in row] for row in each])
        for n, each in enumerate(compute_transposed(layer, backend()))
    ]
    # The answer to "Check an output of your own", right above, is not shown before it is asked for.
    with st.expander(say("transposed.output.numbers")):
        st.html('<div class="maps">' + "".join(table.html for table in tables) + "</div>")
        st.markdown(agreement(layer, backend(), say))
    st.markdown(say("transposed.overlaps"))
    counts = overlaps(layer)
    show_chart(
        partial(_overlap_map, counts),
        alt=overlap_alt(counts, say, language()),
        key="overlaps",
        width="content",
    )
    st.markdown(evenness(layer, say))


def _overlap_map(counts: NDArray[np.float64]) -> Figure:
    from dsviz.figures.maps import tensor_maps

    titles, notes = [say("transposed.overlaps.table")], overlap_notes(counts, say)
    return tensor_maps(counts[None], "paths", titles, notes)


def show_output_padding(layer: TransposedLayer) -> None:
    """Show that the cells of output_padding are sums like all others, not zeros."""
    st.header(say("transposed.more"), anchor=False)
    told, sums = output_padding(layer, backend(), say)
    for paragraph in told:
        st.markdown(paragraph)
    if sums:
        lines = "".join(f"<li>{escape(each)}</li>" for each in sums)
        st.html(f'<ul class="cell-sums">{lines}</ul>')


def show_rewritten(layer: TransposedLayer) -> None:
    """Say which ordinary convolution gives the same."""
    st.header(say("transposed.ordinary"), anchor=False)
    show_ordinary(layer)
