"""Three dimensions in a paragraph and a picture: the same sum, over one more axis."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from dsviz.examples.rows import CUBE, VOLUME
from dsviz.figures.volume import volume_window
from dsviz.ui.shell.words import say


def show_volume() -> None:
    """Render one window of a 3-D convolution."""
    st.header(say("one_dimension.volume"), anchor=False)
    first, second = slice_sums()
    st.markdown(say("one_dimension.volume.text", first=first, second=second, total=first + second))
    alt = say("one_dimension.volume.alt", first=first, second=second, total=first + second)
    drawn = volume_window(VOLUME, CUBE, (str(first), f"+ {second}", f"= {first + second}"), alt)
    st.html(f'<img src="data:image/svg+xml,{quote(drawn)}" alt="{alt}" style="max-width:100%">')


def slice_sums() -> tuple[int, int]:
    """Add up the products of each slice of the first window.

    Examples
    --------
    >>> slice_sums()
    (19, 249)
    """
    sums = [
        sum(VOLUME[d][r][c] * weight for r, line in enumerate(slice_) for c, weight in enumerate(line))
        for d, slice_ in enumerate(CUBE)
    ]
    return sums[0], sums[1]
