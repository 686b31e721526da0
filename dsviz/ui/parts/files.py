"""A file of numbers: the upload, the choice of a tensor in it, and the part of it to take."""

from __future__ import annotations

from collections.abc import Callable
from math import prod

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.reading.errors import ReadError
from dsviz.reading.files.opening import ENDINGS, read_file
from dsviz.reading.files.tensor import MOST_BYTES, FileTensor
from dsviz.reading.scan import MOST_NUMBERS
from dsviz.reading.together import BOXES
from dsviz.ui.inputs.texts import plain
from dsviz.ui.parts.results import shape_text
from dsviz.ui.shell.words import begun, refused, say

Array = NDArray[np.float64]
ROLES = tuple(BOXES.values())
MOST_FILTERS = 8  # that are offered at first of a layer with more
OPENED = "opened-file"
FIELD_WIDTH = 150  # pixels
# The roles that a tensor's order of axes speaks for.
_LIKELY = {"N": "b", "CHW": "x", "HWC": "x"}


def show_file(take: Callable[[str, Array, str], None]) -> None:
    """Render the upload and, for a file that could be read, the choice of what to take.

    Parameters
    ----------
    take : callable
        Called with "x", "w" or "b", the numbers in the order of axes of the file, and that order or "".
    """
    with st.expander(say("files.heading")):
        file = st.file_uploader(
            say("files.upload"), list(ENDINGS), key="numbers-file", max_upload_size=MOST_BYTES // 1_000_000
        )
        if file is None:
            return
        try:
            tensors = _opened(file.file_id, file.getvalue(), file.name)
        except ReadError as error:
            st.error(plain(begun(refused(error))))
            return
        _show_choice(tensors, take)


def _opened(identity: str, data: bytes, name: str) -> tuple[FileTensor, ...]:
    """Read a file once, not in every run of the page."""
    known = st.session_state.get(OPENED)
    if known is None or known[0] != identity:
        known = st.session_state[OPENED] = (identity, read_file(data, name))
    tensors: tuple[FileTensor, ...] = known[1]
    return tensors


def _show_choice(tensors: tuple[FileTensor, ...], take: Callable[[str, Array, str], None]) -> None:
    first = next((at for at, each in enumerate(tensors) if each.kind in ("conv", "depthwise")), 0)
    at = st.selectbox(
        say("files.tensor"), range(len(tensors)), first, format_func=lambda at: _described(tensors[at])
    )
    tensor = tensors[at]
    usual = ROLES.index(_LIKELY.get(tensor.layout, "w" if len(tensor.shape) == 4 else "x"))
    role = st.radio(
        say("files.role"), ROLES, usual, format_func=lambda each: say(f"files.role.{each}"), horizontal=True
    )
    filters, channels = _ask_part(tensor, role)
    st.button(say("files.take"), on_click=_take, args=(take, role, tensor, filters, channels), type="primary")
    if refusal := st.session_state.pop("numbers-refused", None):
        st.error(plain(begun(refusal)))


def _described(tensor: FileTensor) -> str:
    kind = say(f"files.kind.{tensor.kind}") if tensor.kind else ""
    return ", ".join(filter(None, [tensor.name, shape_text(tensor.shape) or "1", tensor.layout, kind]))


def _order_of(tensor: FileTensor) -> str:
    """Return the order of axes that the file tells, else PyTorch's for a kernel."""
    return tensor.layout or ("OIHW" if len(tensor.shape) == 4 else "")


def _ask_part(tensor: FileTensor, role: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Render the range of filters and channels where the tensor has both; of pictures for a large batch."""
    layout = _order_of(tensor)
    if len(layout) != 4 or "O" not in layout or "I" not in layout:
        return None, None
    if role == "x" and prod(tensor.shape) <= MOST_NUMBERS:
        return None, None  # one of its pictures is chosen where it has been taken
    filters, channels = tensor.shape[layout.index("O")], tensor.shape[layout.index("I")]
    few = min(filters, MOST_FILTERS) if prod(tensor.shape) > MOST_NUMBERS or filters > 32 else filters
    with st.container(horizontal=True):
        return _range("pictures" if role == "x" else "filters", filters, few), _range(
            "channels", channels, channels
        )


def _range(name: str, count: int, usual: int) -> tuple[int, int]:
    with st.container(width=2 * FIELD_WIDTH):
        if count == 1:
            return 0, 1
        first, last = st.slider(say(f"files.{name}", count=count), 0, count - 1, (0, usual - 1))
        return first, last + 1


def _take(
    take: Callable[[str, Array, str], None],
    role: str,
    tensor: FileTensor,
    filters: tuple[int, int] | None,
    channels: tuple[int, int] | None,
) -> None:
    try:
        if tensor.kind == "transposed":
            raise ReadError("file-transposed", layout=tensor.layout)
        take(role, tensor.read(filters, channels, _order_of(tensor)), tensor.layout)
    except ReadError as error:
        st.session_state["numbers-refused"] = refused(error)
