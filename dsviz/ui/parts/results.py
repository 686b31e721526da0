"""What came out: the engine's numbers beside the document's, as maps, as tensors, as code."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from dsviz.content import joined
from dsviz.conv.trace import Trace, rounding_bound
from dsviz.examples import Chain, Example
from dsviz.ui.parts.cache import (
    call_of,
    code_of,
    figure_of,
    input_figure_of,
    is_large,
    layout_of,
    output_text_of,
    printed_text_of,
    trace_of,
)
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import language, say
from dsviz.wording.numbers import number

MOST_TOLD = 100  # numbers of a map that its text says one by one


def show_result(example: Example) -> None:
    """Render the result beside what the document prints, with equality stated, and its maps."""
    st.header(say("result.heading"), anchor=False)
    maps, words = st.columns([11, 10])
    with maps:
        show_maps(example)
        if example.printed is not None:
            _show_printed(example)
    with words:
        st.markdown(verdict(example, trace_of(example, backend())))
        show_note(example)


def show_note(example: Example | Chain) -> None:
    """Render what is to be said of an example; it speaks of the numbers that came with it."""
    note = say(f"example.{example.id}.note")
    layers = example.layers if isinstance(example, Chain) else (example,)
    is_changed = any(layer.changes for layer in layers)
    st.markdown(say("result.note_before", note=note) if is_changed else note)
    if any(map(is_large, layers)):
        link(page_of("playground"), say("result.own_picture"))
    if example.document[:3].isdigit():
        link(page_of("errata"), say("result.documents"))


def _show_printed(example: Example) -> None:
    ours, theirs = st.columns(2)
    with ours:
        gives = say("result.gives", engine=say(f"engine.{backend()}"))
        st.code(f"{gives}\n{output_text_of(example, backend())}", language=None)
    with theirs:
        prints = say("result.prints", source=source_of(example))
        st.code(f"{prints}\n{printed_text_of(example)}", language=None)


def show_maps(example: Example, name: str = "y") -> None:
    """Draw an output's channels as heatmaps; pointing at a cell gives its sum."""
    engine = backend()
    show_chart(
        partial(figure_of, example, engine, name),
        alt=maps_alt(name, trace_of(example, engine).output),
        key=f"maps-{example.id}-{name}",
        width="stretch" if is_large(example) else "content",
    )


def show_input(example: Example) -> None:
    """Draw an example's input channels as heatmaps."""
    show_chart(
        partial(input_figure_of, example),
        alt=maps_alt("x", example.layer.x),
        key=f"maps-{example.id}-x",
        width="content",
    )


def maps_alt(name: str, values: np.ndarray) -> str:
    """Say what heatmaps show: y's numbers stand on a stage, those of other maps are said where they are few.

    Parameters
    ----------
    name : str
    values : ndarray, shape (C, H, W)
    """
    shape = shape_text(values.shape)
    if name == "y":
        return say("result.alt", name=name, shape=shape)
    if values.size > MOST_TOLD:
        return say("result.alt.many", name=name, shape=shape)
    rows = values.reshape(-1, values.shape[-1]).tolist()
    told = joined([joined(map(number, row), language()) for row in rows], language(), "semicolon")
    return say("result.alt.values", name=name, shape=shape, values=told)


def show_tensors(*examples: Example) -> None:
    """Render the code that reproduces each example, and its tensors in the document's layout.

    Of a picture they are files only.
    """
    st.header(say("tensors.heading"), anchor=False)
    if any(map(is_large, examples)):
        st.markdown(say("tensors.many"))
        return
    for example in examples:
        code, tensors = st.columns(2)
        with code:
            st.markdown(say("tensors.code"))
            st.code(code_of(example, backend()), language="python")
        with tensors:
            source = say("document.own") if example.own else source_of(example)
            st.markdown(say(f"tensors.{example.layout}", source=source))
            st.code(layout_of(example, backend(), example.layout), language=None)


def verdict(example: Example, trace: Trace) -> str:
    """State how the engine's numbers compare with the document's and with NumPy's, as computed now."""
    engine, source = say(f"engine.{trace.backend}"), source_of(example)
    lines = [say("result.call", call=call_of(example))]
    for known, right, otherwise in (
        (example.printed, "result.equal", "result.differs"),
        (example.expected, "result.expected", "result.unexpected"),
    ):
        if known is not None:
            wrong = int((trace.output != known).sum())
            key = otherwise if wrong else right
            lines.append(say(key, engine=engine, source=source, count=known.size, wrong=wrong))
    if example.printed is None and example.expected is None:
        lines.append(say("result.changed" if example.changes else "result.not_printed"))
    if trace.disagreement is None:
        lines.append(say("result.checking"))
    else:
        rounds = 0 < trace.disagreement <= rounding_bound(example.layer)
        key = "result.rounding" if rounds else "result.reference"
        lines.append(say(key, difference=number(trace.disagreement)))
    lines.append(say("result.large" if is_large(example) else "result.hover"))
    return "\n\n".join(lines)


def source_of(example: Example) -> str:
    """Name the document an example comes from, or this project, where the weights are its own."""
    source = say(f"document.{example.document or 'own'}")
    return say("document.after", source=source) if example.own and example.document else source


def shape_text(shape: tuple[int, ...]) -> str:
    """Write a shape with the multiplication sign.

    Examples
    --------
    >>> shape_text((2, 3, 3))
    '2 × 3 × 3'
    """
    return " × ".join(map(str, shape))
