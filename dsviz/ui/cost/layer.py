"""The layer a reader chose on the cost page: standard, grouped and separable side by side."""

from __future__ import annotations

from fractions import Fraction

import streamlit as st

from dsviz.ui.cost.bars import show_bars
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import (
    BIAS,
    GROUPS,
    IN_CHANNELS,
    KERNEL_SIDE,
    MULTIPLIER,
    OUT_CHANNELS,
    OUTPUT_SIDE,
)
from dsviz.ui.parts.groupings import legal_grouping
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import say
from dsviz.wording.three_ways import (
    ThreeWays,
    document_003_told,
    factors_told,
    formula_told,
    ratio_told,
    side_row,
    times_text,
)

# Field -> the most it takes.
MOST_KERNEL = 31
# Channels in and out, and the side of the map, of a 3x3 layer in the middle of YOLO's backbone.
YOLO = (128, 256, 52)
MOST = {
    IN_CHANNELS.here(default="64"): 8192,
    OUT_CHANNELS.here(default="128"): 8192,
    OUTPUT_SIDE: 512,
    MULTIPLIER: 64,
}
G = GROUPS.here(default="4")


def ask_layer() -> ThreeWays:
    """Ask for the layer; return what was chosen, a legal grouping among it."""
    with Ask("cost") as ask:
        columns = field_row("cost", 7)
        with columns[0]:
            kernel = ask.pair(KERNEL_SIDE, 1, MOST_KERNEL)
        numbers = []
        for column, (param, most) in zip(columns[1:], MOST.items(), strict=False):
            with column:
                numbers.append(ask.whole(param, 1, most))
        in_channels, out_channels, size, multiplier = numbers
        with columns[5]:
            typed = ask.text(G)
        with columns[6]:
            bias = ask.flag(BIAS)
        groups, refusal = legal_grouping(typed, in_channels, out_channels, int(G.default))
        ask.refuse(refusal)
    return ThreeWays(kernel, in_channels, out_channels, size, groups, multiplier, bias)


def show_formulas(chosen: ThreeWays) -> None:
    """Render the formulas, numbers under letters, their bars, and what each factor is there for."""
    st.header(say("cost.formulas"), anchor=False)
    formulas, bars = st.columns([4, 3])
    with formulas:
        for name, counted in chosen.counts().items():
            if name != "separable":
                st.markdown(formula_told(name, counted.layers[0], chosen, say))
    with bars:
        show_bars(chosen.counts())
    st.markdown(factors_told(chosen, say))


def show_yolo() -> None:
    """Count one layer of a size as YOLO's have, and lead to where it is counted in full and timed."""
    counts = ThreeWays((3, 3), *YOLO, groups=1).counts()
    pair, one = counts["separable"], counts["standard"]
    values = {"c": YOLO[0], "n": YOLO[1], "out": YOLO[2], "pair": f"{pair.macs:,}", "one": f"{one.macs:,}"}
    st.markdown(say("cost.yolo", **values, times=times_text(Fraction(one.macs, pair.macs))))
    query = {IN_CHANNELS.name: YOLO[0], OUT_CHANNELS.name: YOLO[1], OUTPUT_SIDE.name: YOLO[2]}
    link(page_of("cost"), say("cost.yolo.open"), {name: str(value) for name, value in query.items()})


def show_side_by_side(chosen: ThreeWays) -> None:
    """Render standard, grouped and separable in one table, and the ratio with the numbers in it."""
    st.header(say("cost.side"), anchor=False)
    counts = chosen.counts()
    whole = counts["standard"]
    show_table(
        "cost",
        [side_row(name, counted, whole, say) for name, counted in counts.items()],
        topic="cost.table",
        formats={"of_parameters": "%.2f", "of_macs": "%.2f"},
    )
    st.caption(say("cost.table.note"))
    st.markdown(ratio_told(chosen, say))
    st.markdown(document_003_told(chosen, say))
