"""MobileNet's block against the full convolution, by the clock."""

from __future__ import annotations

import streamlit as st

from dsviz.conv.errors import Refusal
from dsviz.cost.setting import MOST, MOST_SECONDS, Setting
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import BATCH, SECONDS, THREADS, TIME_IN, TIME_OUT, TIME_PLACES
from dsviz.ui.parts.timing import most_threads, show_timing
from dsviz.ui.shell.words import begun, passage, refused, say

# Field, largest; the defaults of the first three are one of the middle blocks of MobileNet.
FIELDS = (
    (TIME_IN, MOST["channels"]),
    (TIME_OUT, MOST["channels"]),
    (TIME_PLACES, MOST["size"]),
    (BATCH, MOST["batch"]),
    (SECONDS, int(MOST_SECONDS)),
)


def show_block_timing() -> None:
    """Render the fields of a measurement and the measurement itself."""
    st.markdown(passage("mobilenet-time"))
    with Ask("mobilenet") as ask:
        columns = field_row("time", len(FIELDS) + 1)
        numbers = {}
        for column, (param, most) in zip(columns, FIELDS, strict=False):
            with column:
                numbers[param.name] = ask.whole(param, 1, most)
        with columns[-1]:
            threads = ask.whole(THREADS, 1, most_threads())
    try:
        setting = Setting(
            numbers["C"],
            numbers["N"],
            numbers["places"],
            batch=numbers["batch"],
            threads=threads,
            seconds=numbers["seconds"],
            norm_and_relu=True,
        )
    except Refusal as error:
        st.warning(say("mobilenet.time.refused", sentence=begun(refused(error))))
        return
    show_timing(setting)
