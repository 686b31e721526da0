"""A picture of the reader's own in the place of the bundled one, on the lessons' examples with a picture.

It stays in the session, for all of these examples; the link does not hold it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple, TypeVar

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.content import Words, joined
from dsviz.conv.errors import Refusal
from dsviz.examples import PICTURES, Chain, Example, get
from dsviz.examples.changes import read_changes, write_changes
from dsviz.examples.pictures import SIDE, SIDES, with_picture
from dsviz.reading.picture import ENDINGS, MOST_BYTES, picture_size
from dsviz.ui.inputs.names import EDITS
from dsviz.ui.inputs.texts import plain
from dsviz.ui.parts.pictures import uploaded
from dsviz.ui.parts.turns import in_turn
from dsviz.ui.shell.address import query_param, write_query
from dsviz.ui.shell.engine import painted
from dsviz.ui.shell.words import language, refused, say

Shown = TypeVar("Shown", Example, Chain)
FILE, SIZE = "own-picture-file", "own-picture-size"
SHOWN = "own-picture.size"  # what the reader chose stays where the choice is out of sight
HELD, WRONG, TAKEN = "own-picture.held", "own-picture.wrong", "own-picture.taken"
WITH_PICTURE = {each.id for each in PICTURES}


class Held(NamedTuple):
    """A reader's picture in each size that it has the pixels for, what is said of it, and its own size."""

    sizes: dict[int, NDArray[np.uint8]]
    notes: tuple[Words, ...]
    height: int
    width: int


def held() -> Held | None:
    """Return the reader's own picture; None where the bundled one is shown."""
    own: Held | None = st.session_state.get(HELD)
    return own


def settle_own_picture() -> None:
    """Take what was uploaded since the last run, before anything of the page shows a picture.

    Not in the uploader's callback: a file that takes another one's place is removed and added, and the second
    change may come while the first one's run goes on.
    """
    file = st.session_state.get(FILE)
    if file is not None and file.file_id != st.session_state.get(TAKEN):
        st.session_state[TAKEN] = file.file_id
        _take(file.getvalue())


def with_own_picture(shown: Shown) -> Shown:
    """Put the reader's picture, where there is one, into an example with a picture."""
    own = held()
    if own is None or shown.id not in WITH_PICTURE:
        return shown
    pixels = own.sizes[_side(own)]
    found: Shown = _with_pixels(shown, pixels.shape, pixels.tobytes())
    return found


@lru_cache(maxsize=8)
def _with_pixels(shown: Shown, shape: tuple[int, ...], pixels: bytes) -> Shown:
    numbers = np.frombuffer(pixels, dtype=np.uint8).reshape(shape)
    return with_picture(shown, numbers.astype(np.float64))


def title_with_size(example_id: str) -> str:
    """Return what a stage is called that shows the reader's picture larger than the bundled one; else ""."""
    own = held()
    if own is None or example_id not in WITH_PICTURE or _side(own) == SIDE:
        return ""
    kind = ".maps" if get(example_id).topic == "pointwise" else ""
    return say(f"own_picture.title{kind}", side=_side(own))


def with_size(example_id: str, text: str) -> str:
    """Say the size of the reader's picture where the name of an example or a file says the bundled one's."""
    own = held()
    if own is None or example_id not in WITH_PICTURE:
        return text
    return re.sub(rf"(?<!\d){SIDE}(?!\d)", str(_side(own)), text)


def _side(own: Held) -> int:
    side: int = st.session_state.get(SHOWN, SIDE)
    return side if side in own.sizes else SIDE


def show_own_picture(example_id: str) -> None:
    """Render the upload beside an example with a picture, behind a button; beside another one nothing."""
    if example_id not in WITH_PICTURE or not painted():
        return
    own = held()
    with st.popover(say("own_picture.open"), icon=":material/image:", key="own-picture", type="tertiary"):
        st.file_uploader(
            say("own_picture.upload"), list(ENDINGS), key=FILE, max_upload_size=MOST_BYTES // 1_000_000
        )
        if wrong := st.session_state.get(WRONG):
            st.warning(say("own_picture.wrong", reason=plain(wrong)))
        _ask_size(SIDES if own is None else tuple(own.sizes))
        if own and (missing := [_square(side) for side in SIDES if side not in own.sizes]):
            sizes = joined(missing, language())
            st.caption(say("own_picture.missing", sizes=sizes, height=own.height, width=own.width))
        side = st.session_state.get(SHOWN, SIDE) if own is None else _side(own)
        if own is None:
            st.caption(say("own_picture.help", side=side))
            return
        for note in own.notes:
            st.caption(note.sentence(language()))
        st.markdown(say("own_picture.taken", side=side))
        st.button(say("own_picture.bundled"), on_click=_forget, key="own-picture-back")


def _ask_size(offered: tuple[int, ...]) -> None:
    wanted = st.session_state.get(SHOWN, SIDE)
    st.session_state[SIZE] = wanted if wanted in offered else SIDE
    st.radio(
        say("own_picture.size"),
        offered,
        format_func=_square,
        key=SIZE,
        horizontal=True,
        on_change=_resize,
    )


def _square(side: int) -> str:
    return f"{side} × {side}"


def _resize() -> None:
    st.session_state[SHOWN] = st.session_state[SIZE]
    _put(held())


def _take(data: bytes) -> None:
    """Show what was uploaded, or keep why it cannot be."""
    st.session_state.pop(WRONG, None)
    try:
        with in_turn():
            _put(_read(data))
    except Refusal as error:
        st.session_state[WRONG] = refused(error)


def _read(data: bytes) -> Held:
    """Read a picture in every size that it has the pixels for; refuse one too small for the first."""
    first = uploaded(data, (SIDE, SIDE))
    sizes = {SIDE: first.array.astype(np.uint8)}
    for side in SIDES[1:]:
        with suppress(Refusal):
            sizes[side] = uploaded(data, (side, side)).array.astype(np.uint8)
    return Held(sizes, first.notes, *picture_size(data))


def _forget() -> None:
    st.session_state.pop(WRONG, None)
    _put(None)


def _put(own: Held | None) -> None:
    """Show this picture, or the bundled one; numbers changed in the one before belonged to it."""
    st.session_state[HELD] = own
    with suppress(Refusal):
        kept = [each for each in read_changes(query_param(EDITS, "")) if each.tensor != "x"]
        write_query({EDITS.name: write_changes(kept) or None})
