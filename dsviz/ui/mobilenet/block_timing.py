"""MobileNet's block against the full convolution, by the clock."""

from __future__ import annotations

import streamlit as st

from dsviz.conv.errors import ConvError
from dsviz.cost.setting import MOST, MOST_SECONDS, Setting
from dsviz.ui.inputs.fields import Fields, field_row
from dsviz.ui.parts.timing import most_threads, show_timing
from dsviz.ui.shell.words import begun, passage, say

# Name of the field, default, largest; the first two are one of the middle blocks of MobileNet.
FIELDS = (
    ("C", 256, MOST["channels"]),
    ("N", 256, MOST["channels"]),
    ("places", 28, MOST["size"]),
    ("batch", 1, MOST["batch"]),
    ("seconds", 4, int(MOST_SECONDS)),
)


def show_block_timing() -> None:
    """Put the fields of a measurement and the measurement itself."""
    st.markdown(passage("mobilenet-time"))
    fields = Fields("mobilenet")
    columns = field_row("time", len(FIELDS) + 1)
    numbers = {}
    for column, (name, default, most) in zip(columns, FIELDS, strict=False):
        with column:
            numbers[name] = fields.whole(name, default, 1, most)
    with columns[-1]:
        threads = fields.whole("threads", 1, 1, most_threads())
    fields.show_refusals()
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
    except ConvError as error:
        st.warning(say("mobilenet.time.refused", sentence=begun(str(error))))
        return
    show_timing(setting)
