"""What came out: the engine's numbers beside the document's, as maps, as tensors, as code."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dsviz.course.results import maps_alt, source_of, verdict
from dsviz.examples import Chain, Example
from dsviz.ui.parts.cache import (
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
from dsviz.ui.parts.own_picture import held
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import language, say


def show_result(example: Example) -> None:
    """Render the result beside what the document prints, with equality stated, and its maps."""
    st.header(say("result.heading"), anchor=False)
    maps, words = st.columns([11, 10])
    with maps:
        show_maps(example)
        if example.printed is not None:
            _show_printed(example)
    with words:
        st.markdown(told_verdict(example))
        show_note(example)


def told_verdict(example: Example) -> str:
    """State how the numbers compare, and how the maps below it are read."""
    read = say("result.large" if is_large(example) else "result.hover")
    return "\n\n".join([*verdict(example, trace_of(example, backend()), say), read])


def show_note(example: Example | Chain) -> None:
    """Render what is to be said of an example; it speaks of the numbers that came with it."""
    note = say(f"example.{example.id}.note")
    layers = example.layers if isinstance(example, Chain) else (example,)
    is_changed = any(layer.changes for layer in layers)
    is_own = any(map(is_large, layers)) and held() is not None
    kind = "own_picture.note" if is_own else "result.note_before" if is_changed else ""
    st.markdown(say(kind, note=note) if kind else note)
    if any(map(is_large, layers)):
        link(page_of("playground"), say("result.own_picture"))
    if example.document[:3].isdigit():
        link(page_of("errata"), say("result.documents"))


def _show_printed(example: Example) -> None:
    ours, theirs = st.columns(2)
    with ours:
        gives = say("result.gives", engine=say(f"engine.{backend()}"))
        st.code(f"{gives}\n{output_text_of(example, backend())}", language=None, wrap_lines=True)
    with theirs:
        prints = say("result.prints", source=source_of(example, say))
        st.code(f"{prints}\n{printed_text_of(example)}", language=None, wrap_lines=True)


def show_maps(example: Example, name: str = "y") -> None:
    """Draw an output's channels as heatmaps; pointing at a cell gives its sum."""
    engine = backend()
    show_chart(
        partial(figure_of, example, engine, name),
        alt=maps_alt(name, trace_of(example, engine).output, language()),
        key=f"maps-{example.id}-{name}",
        width="stretch" if is_large(example) else "content",
    )


def show_input(example: Example) -> None:
    """Draw an example's input channels as heatmaps."""
    show_chart(
        partial(input_figure_of, example),
        alt=maps_alt("x", example.layer.x, language()),
        key=f"maps-{example.id}-x",
        width="content",
    )


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
            st.code(code_of(example, backend(), language()), language="python")
        with tensors:
            source = say("document.own") if example.own else source_of(example, say)
            st.markdown(say(f"tensors.{example.layout}", source=source))
            st.code(layout_of(example, backend(), example.layout), language=None)
