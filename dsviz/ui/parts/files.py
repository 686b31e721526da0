"""A file of numbers: the upload, the choice of a tensor in it, and the part of it to take."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import NamedTuple

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.content import joined
from dsviz.conv.errors import Refusal
from dsviz.course.results import shape_text
from dsviz.reading.errors import ReadError
from dsviz.reading.files.biases import bias_of, bias_part
from dsviz.reading.files.opening import ENDINGS, read_file
from dsviz.reading.files.tensor import MOST_BYTES, FileTensor
from dsviz.reading.scan import MOST_NUMBERS
from dsviz.reading.together import BOXES
from dsviz.reading.whole import setting_texts
from dsviz.saved.own_file import layer_of
from dsviz.saved.state import State
from dsviz.ui.inputs.texts import plain
from dsviz.ui.parts.turns import in_turn
from dsviz.ui.shell.words import begun, language, refused, say

Array = NDArray[np.float64]
Span = tuple[int, int] | None
ROLES = tuple(BOXES.values())
MOST_FILTERS = 8  # that are offered at first of a layer with more
MOST_LEFT_OUT = 5  # sheets that are named
OPENED = "opened-file"
QUICKLY_READ = 100_000  # bytes
FIELD_WIDTH = 150  # pixels
# The roles that a tensor's order of axes speaks for.
_LIKELY = {"N": "b", "CHW": "x", "HWC": "x"}


class Chosen(NamedTuple):
    """What is taken of a file: a tensor as x, w or b, the part of it, and the bias that goes along."""

    role: str
    tensor: FileTensor
    filters: Span
    channels: Span
    bias: FileTensor | None


def show_file(take: Callable[[str, Array, str], None], take_layer: Callable[[State], None]) -> None:
    """Render the upload and, for a file that could be read, the choice of what to take.

    Parameters
    ----------
    take : callable
        Called with "x", "w" or "b", the numbers in the order of axes of the file, and that order or "".
    take_layer : callable
        Called with the whole layer, where the file is one that this project wrote.
    """
    with st.expander(say("files.heading")):
        file = st.file_uploader(
            say("files.upload"), list(ENDINGS), key="numbers-file", max_upload_size=MOST_BYTES // 1_000_000
        )
        if file is None:
            return
        try:
            tensors, layer = _opened(file.file_id, file.getvalue(), file.name)
        except Refusal as error:
            st.error(plain(begun(refused(error))))
            return
        for each in tensors[0].left_out[:MOST_LEFT_OUT]:
            st.warning(plain(say("files.left_out", rule=refused(each))))
        if layer is not None:
            _show_layer(layer, take_layer)
        _show_choice(tensors, take)


def _opened(identity: str, data: bytes, name: str) -> tuple[tuple[FileTensor, ...], State | None]:
    """Read a file once, not in every run of the page."""
    known = st.session_state.get(OPENED)
    if known is None or known[0] != identity:
        with in_turn(is_long=len(data) > QUICKLY_READ):
            tensors = read_file(data, name)
            known = st.session_state[OPENED] = (identity, (tensors, layer_of(data, tensors)))
    found: tuple[tuple[FileTensor, ...], State | None] = known[1]
    return found


def _show_layer(layer: State, take_layer: Callable[[State], None]) -> None:
    tensors = {"x": layer.x, "w": layer.weight, "b": layer.bias}
    shapes = [f"{name} {shape_text(each.shape)}" for name, each in tensors.items() if each is not None]
    settings = [f"{name} {text}" for name, text in setting_texts(layer.spec).items()]
    said = joined([*shapes, *settings, layer.spec.padding_mode], language(), "clause")
    st.button(say("files.layer", layer=said), on_click=take_layer, args=(layer,), key="take-layer")


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
    bias = bias_of(tensor, tensors) if role == "w" else None
    if bias is not None and not st.checkbox(say("files.bias", name=plain(bias.name)), value=True):
        bias = None
    chosen = Chosen(role, tensor, filters, channels, bias)
    st.button(say("files.take"), on_click=_take, args=(take, chosen), type="primary")
    if refusal := st.session_state.pop("numbers-refused", None):
        st.error(plain(begun(refusal)))


def _described(tensor: FileTensor) -> str:
    kind = say(f"files.kind.{tensor.kind}") if tensor.kind else ""
    parts = [tensor.name, shape_text(tensor.shape) or "1", tensor.layout, kind]
    return joined(filter(None, parts), language(), "clause")


def _order_of(tensor: FileTensor) -> str:
    """Return the order of axes that the file tells, else PyTorch's for a kernel."""
    return tensor.layout or ("OIHW" if len(tensor.shape) == 4 else "")


def _ask_part(tensor: FileTensor, role: str) -> tuple[Span, Span]:
    """Render the range of filters and channels; a depthwise kernel has channels only, a batch pictures."""
    layout = _order_of(tensor)
    counts = dict(zip(layout, tensor.shape, strict=False))
    is_depthwise = layout == "HWCM"
    if not is_depthwise and not (len(layout) == 4 and {"O", "I"} <= counts.keys()):
        return None, None
    if role == "x" and prod(tensor.shape) <= MOST_NUMBERS:
        return None, None  # one of its pictures is chosen where it has been taken
    most = counts["C" if is_depthwise else "O"]
    few = min(most, MOST_FILTERS) if prod(tensor.shape) > MOST_NUMBERS or most > 32 else most
    with st.container(horizontal=True):
        if is_depthwise:
            return None, _range("channels", most, few)
        name = "pictures" if role == "x" else "filters"
        return _range(name, most, few), _range("channels", counts["I"], counts["I"])


def _range(name: str, count: int, usual: int) -> tuple[int, int]:
    with st.container(width=2 * FIELD_WIDTH):
        if count == 1:
            return 0, 1
        first, last = st.slider(say(f"files.{name}", count=count), 0, count - 1, (0, usual - 1))
        return first, last + 1


def _take(take: Callable[[str, Array, str], None], chosen: Chosen) -> None:
    role, tensor, filters, channels, bias = chosen
    try:
        if tensor.kind == "transposed":
            raise ReadError("file-transposed", layout=tensor.layout)
        numbers = tensor.read(filters, channels, _order_of(tensor))
        along = None if bias is None else bias.read(bias_part(tensor, filters, channels), None, "N")
        take(role, numbers, tensor.layout)
        if along is not None:
            take("b", along, "N")
    except ReadError as error:
        st.session_state["numbers-refused"] = refused(error)
