"""The lesson on groups: choosing shape and grouping, the wiring map, the counts, depthwise at g = C."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dsviz.cost.formulas import nearest_legal_groups
from dsviz.course.boxes import STREAMS
from dsviz.course.drawings import COLUMN, Boxes
from dsviz.course.grouped import Shape, bars_told, facts, row, title_of
from dsviz.course.results import shape_text
from dsviz.course.scenes import guided
from dsviz.examples.grouped import SEED as USUAL_SEED
from dsviz.examples.grouped import SIZE
from dsviz.export.pytorch_code import pytorch_code
from dsviz.export.remarks import remarked
from dsviz.figures.boxes import LayerShape
from dsviz.reading.whole import read_whole
from dsviz.ui.grouped.layers import (
    alone_of,
    bars_of,
    maps_of,
    scene_of,
    trace_of,
)
from dsviz.ui.grouped.wiring import wiring_map
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.edits import refusal_of_changes
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import GROUPS, GUIDE, IN_CHANNELS, KERNEL_SIDE, OUT_CHANNELS, SEED, STEP
from dsviz.ui.parts.boxes import show_boxes
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.groupings import legal_grouping
from dsviz.ui.parts.guides import guides_of
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.address import write_query
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say

MOST_CHANNELS = 16
MOST_SEED = 9999
SLIDER = "legal"
# A step of another shape is another number, or none.
DROPS = (STEP.name, GUIDE.name)
C = IN_CHANNELS.here(default="4", drops=DROPS)
N = OUT_CHANNELS.here(default="8", drops=DROPS)
K = KERNEL_SIDE.here(drops=DROPS)
SHAPE_SEED = SEED.here(default=str(USUAL_SEED), drops=DROPS)
G = GROUPS.here(default="2")


def ask_shape() -> tuple[Shape, int]:
    """Ask for the shape; return it with a legal number of groups."""
    with Ask("grouped") as ask:
        first, second, third, fourth, fifth, wide = field_row("grouped", [2, 2, 2, 2, 2, 5])
        with first:
            in_channels = ask.whole(C, 1, MOST_CHANNELS)
        with second:
            out_channels = ask.whole(N, 1, MOST_CHANNELS)
        with third:
            kernel = ask.whole(K, 1, SIZE)
        with fourth:
            seed = ask.whole(SHAPE_SEED, 0, MOST_SEED)
        shape = Shape(in_channels, out_channels, kernel, seed)
        with fifth:
            typed = ask.text(G)
        ask.refuse(refusal_of_changes())
        groups, refusal = legal_grouping(typed, in_channels, out_channels, int(G.default))
        with wide:
            _slide(shape, groups)
    if refusal:
        _offer_nearest(refusal, typed, shape)
    return shape, groups


def show_layer(shape: Shape, groups: int) -> None:
    """Render the wiring map beside the moving stage, so that one look sees what the slider changes."""
    picture, moving = st.columns([3, 10])
    with picture:
        with st.container(key="own-layer"):
            show_boxes(Boxes((LayerShape.of(shape.example(groups).layer),), COLUMN))
        st.markdown(f"**{say('grouped.wiring')}**")
        map_comes_here = st.container()
    with moving:
        scene = scene_of(shape, groups, backend(), language())
        guides = guides_of("grouped", None, backend(), language())
        stage_view(guided(scene, guides, language()), key="stage")
        title = title_of(shape, groups, language())
        show_takeaway(shape.example(groups), title=title, key="takeaway-grouped", page="grouped")
    with map_comes_here:
        wiring_map(shape.in_channels, shape.out_channels, groups, language())


def show_streams() -> None:
    """Render AlexNet's second layer, whose two groups ran on two graphics cards."""
    show_boxes(STREAMS)


def show_facts(shape: Shape, groups: int) -> None:
    """Say in numbers what the wiring map shows, with what document 003 prints."""
    st.caption(say("grouped.numbers", seed=shape.seed))
    st.header(say("grouped.in_numbers"), anchor=False)
    st.markdown(facts(shape, groups, say))


def show_counts(shape: Shape, groups: int) -> None:
    """Render how the parameters fall as 1/g, as bars and as a table."""
    st.header(say("grouped.counts"), anchor=False)
    bars, table = st.columns([2, 3])
    with bars:
        show_chart(
            partial(bars_of, shape, groups, language()),
            alt=bars_told(shape, language()),
            key="falling",
        )
    with table:
        show_table("grouped", [row(shape, each) for each in shape.legal], topic="grouped.table")
        st.caption(say("grouped.table.note"))


def show_depthwise(shape: Shape) -> None:
    """Show that g = C is depthwise: both computed, compared number by number."""
    st.header(say("grouped.depthwise"), anchor=False)
    groups = shape.in_channels
    if groups not in shape.legal:
        st.markdown(
            say("grouped.depthwise.not", in_channels=shape.in_channels, out_channels=shape.out_channels)
        )
        return
    one, alone = trace_of(shape, groups, backend()).output, alone_of(shape, backend())
    for column, which in zip(st.columns(2), ("one", "alone"), strict=True):
        with column:
            st.markdown(say(f"grouped.depthwise.{which}", groups=groups))
            show_chart(
                partial(maps_of, shape, backend(), which),
                alt=say(f"grouped.depthwise.{which}.alt", groups=groups, shape=shape_text(one.shape)),
                key=f"depthwise-{which}",
                width="content",
            )
    wrong = int((one != alone).sum())
    verdict = "grouped.depthwise.differ" if wrong else "grouped.depthwise.agree"
    st.markdown(say(verdict, count=one.size, wrong=wrong, multiplier=shape.out_channels // groups))


def show_code(shape: Shape, groups: int) -> None:
    """Render the PyTorch lines that print the stage's numbers."""
    layer = shape.example(groups).layer
    st.header(say("tensors.heading"), anchor=False)
    with st.expander(say("tensors.code")):
        st.code(remarked(pytorch_code(layer), language()), language="python")


def _slide(shape: Shape, groups: int) -> None:
    if len(shape.legal) == 1:
        values = {"in_channels": shape.in_channels, "out_channels": shape.out_channels}
        st.markdown(say("grouped.only", **values))
        return
    st.session_state[SLIDER] = groups
    st.select_slider(say("grouped.slider"), shape.legal, key=SLIDER, on_change=_take_from_slider)


def _take_from_slider() -> None:
    _take(str(st.session_state[SLIDER]))


def _take(groups: str) -> None:
    write_query(G.change(groups))


def _offer_nearest(refusal: str, typed: str, shape: Shape) -> None:
    st.warning(refusal)
    asked = read_whole(typed)
    if asked is not None:
        with st.container(horizontal=True):
            for each in nearest_legal_groups(asked, shape.in_channels, shape.out_channels):
                st.button(f"g = {each}", key=f"take-{each}", on_click=_take, args=(str(each),))
