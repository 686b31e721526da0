"""The reader's own numbers as another kind of layer: a transposed convolution, or one of a single row."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dsviz.conv.errors import Refusal
from dsviz.conv.geometry import kernel_reach
from dsviz.conv.layer import Layer
from dsviz.conv.numbers import Pair
from dsviz.conv.transposed import compute_transposed
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.export.remarks import remarked
from dsviz.export.row_code import row_code
from dsviz.export.transposed_code import keras_code, numpy_code, torch_code
from dsviz.saved.state import State
from dsviz.saved.workbench import transposed_of
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.handover import show_way
from dsviz.ui.inputs.names import KIND, OF_ONE_RUN, OUTPUT_PADDING
from dsviz.ui.parts.transposed import show_ordinary, show_transposed_takeaway, transposed_view
from dsviz.ui.playground.layer import current, put
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import begun, language, refused, say
from dsviz.wording.tensors import tensor_text

CONVOLUTION, ROW, TRANSPOSED = KINDS = ("convolution", "row", "transposed")
MOST_EXTRA = 8  # rows and columns of output_padding
MOST_CELLS, MOST_CHANNELS = 16, 8  # of a transposed layer whose numbers can be read


def show_title() -> str:
    """Render the page's title, and beside it the choice of the kind of layer; return that."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.title(say("page.playground.title"), anchor=False, width="content")
        with Ask("playground") as ask:
            return ask.choice(KIND.here(drops=OF_ONE_RUN), KINDS, is_titled=False)


def show_transposed(state: State) -> None:
    """Read x, w, b and the settings as a transposed layer, and show it, or say why it cannot be."""
    with Ask("playground") as ask:
        narrow, _ = st.columns([1, 7])
        with narrow:
            extra = ask.pair(OUTPUT_PADDING, 0, MOST_EXTRA)
        try:
            layer, is_turned = transposed_of(state, extra)
        except Refusal as error:
            ask.refuse(say("playground.transposed.refused", rule=begun(refused(error))))
            return
    sizes = {"x": layer.x.shape, "w": layer.weight.shape, "y": layer.output_shape}
    words = {name: "×".join(map(str, shape)) for name, shape in sizes.items()}
    st.markdown(say(f"playground.transposed.{'turned' if is_turned else 'read'}", **words))
    if _is_large(layer):
        st.info(say("playground.transposed.large", most=MOST_CELLS, channels=MOST_CHANNELS))
    else:
        transposed_view(layer)
        st.code(tensor_text(compute_transposed(layer, backend())), language=None)
        show_ordinary(layer)
    code = remarked(torch_code(layer), language())
    st.code(code, language="python")
    if not _is_large(layer):
        show_transposed_takeaway(layer, "gather", {"pytorch": code, **_other_programs(layer)}, "own")
        show_way("transposed", state, {OUTPUT_PADDING.name: "x".join(map(str, extra))})


def _other_programs(layer: TransposedLayer) -> dict[str, str]:
    programs = {"numpy": numpy_code(layer)}
    if layer.spec.groups == 1:  # Keras has no others
        programs["keras"] = keras_code(layer)
    return {name: remarked(program, language()) for name, program in programs.items()}


def _is_large(layer: TransposedLayer) -> bool:
    channels = max(layer.in_channels, layer.out_channels)
    return max(*layer.size, *layer.output_size) > MOST_CELLS or channels > MOST_CHANNELS


def is_row(layer: Layer) -> bool:
    """Tell whether a layer is one of a single row."""
    return layer.is_row and not any(layer.pads[0])


def show_row_ways(state: State) -> None:
    """Say how a row is typed, with the buttons that begin with one, or make its padding causal."""
    one_row = is_of_one_row(state)
    st.markdown(say(f"playground.row.{'settings' if one_row else 'none'}"))
    if one_row:
        st.button(say("playground.row.causal"), on_click=_make_causal)
        return
    with st.container(horizontal=True):
        st.button(say("playground.row.rows"), on_click=_take_rows)
        st.button(say("playground.row.begin"), on_click=put, args=(row_to_begin_with(),))


def row_to_begin_with() -> State:
    """Return a causal row: each output reads its own number and the two before."""
    x, weight = np.arange(1.0, 6)[None, None], np.array([100.0, 10, 1])[None, None, None]
    return State.of(Layer.from_tensors(x, weight, padding=((0, 0), (2, 0))))


def _make_causal() -> None:
    state = current()
    put(state.replace(padding=causal_padding(state, state.spec.dilation)))


def causal_padding(state: State, dilation: int | Pair) -> tuple[Pair, Pair]:
    """Return as many zeros before a row as its kernel reaches back, and none after it.

    Examples
    --------
    >>> causal_padding(State.of(Layer([[[1, 2, 3]]], [[[[1, 2]]]])), (1, 2))
    ((0, 0), (2, 0))
    """
    across = dilation if isinstance(dilation, int) else dilation[1]
    return (0, 0), (kernel_reach(state.weight.shape[3], across) - 1, 0)


def is_of_one_row(state: State) -> bool:
    """Tell whether a draft's input and kernels have one row each."""
    return bool(state.x.shape[1] == state.weight.shape[2] == 1)


def _take_rows() -> None:
    """Take each row of a picture, and of a kernel, as a channel of a row."""
    state = current()
    x, weight = state.x, state.weight
    put(
        state.replace(
            x=x.reshape(-1, 1, x.shape[2]),
            weight=weight.reshape(len(weight), -1, 1, weight.shape[3]),
            padding=0,
            stride=1,
            dilation=1,
        )
    )


def show_row_code(layer: Layer) -> None:
    """Render the row as PyTorch's Conv1d, and link to the page on rows."""
    if is_row(layer):
        st.code(remarked(row_code(layer), language()), language="python", wrap_lines=True)
    link(page_of("one_dimension"), say("page.one_dimension.title"))
