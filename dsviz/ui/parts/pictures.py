"""The picture a network reads: the bundled one, or one the reader uploads."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.content.pictures import picture
from dsviz.conv.errors import Refusal
from dsviz.conv.numbers import Pair
from dsviz.reading.errors import ReadError
from dsviz.reading.picture import ENDINGS, MOST_BYTES, Picture, open_picture, picture_size, read_picture
from dsviz.ui.parts.turns import in_turn
from dsviz.ui.shell.words import language, refused, say

Array = NDArray[np.float64]


def ask_picture(size: Pair) -> tuple[Array, bool]:
    """Render the upload, and return the picture to be read.

    Parameters
    ----------
    size : (height, width), in pixels

    Returns
    -------
    picture : ndarray, shape (3, height, width), 0 to 255
    bundled : bool, it is the project's own
    """
    file = st.file_uploader(say("picture.upload"), list(ENDINGS), max_upload_size=MOST_BYTES // 1_000_000)
    if file is None:
        return bundled(size), True
    try:
        with in_turn():
            pixels, notes = uploaded(file.getvalue(), size)
    except Refusal as error:
        st.warning(say("picture.refused", sentence=refused(error)))
        return bundled(size), True
    for note in notes:
        st.caption(note.sentence(language()))
    return pixels, False


def uploaded(data: bytes, size: Pair) -> Picture:
    """Read a file as a picture of exactly this size.

    Raises
    ------
    ReadError
        Where it is no picture that can be read, or has too few pixels: a picture is never enlarged.
    """
    read = open_picture(data, size, grey=False)
    if read.array.shape[1:] != size:
        # What was read is cut and reduced already; a reader knows the file's own size.
        got = picture_size(data)
        small = {"height": size[0], "width": size[1], "got_height": got[0], "got_width": got[1]}
        raise ReadError("picture-small", **small)
    return read


@lru_cache(maxsize=16)
def bundled(size: Pair) -> Array:
    """Return the bundled picture, reduced to this size.

    >>> bundled((14, 20)).shape
    (3, 14, 20)
    """
    return read_picture(picture("scene"), size, grey=False)


def caption(size: Pair, own: bool) -> str:
    """Say which picture the network reads."""
    return say("picture.own" if own else "picture.bundled", height=size[0], width=size[1])
