"""MACs beside measured time, for the layer chosen on the cost page."""

from __future__ import annotations

import streamlit as st

from dsviz.conv.errors import Refusal
from dsviz.cost.setting import MOST, MOST_SECONDS, Setting
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import BATCH, NORM, SECONDS, THREADS
from dsviz.ui.parts.timing import most_threads, show_timing
from dsviz.ui.shell.words import passage, say
from dsviz.wording.three_ways import ThreeWays, kernel_text, time_told


def show_time(chosen: ThreeWays) -> None:
    """Render the settings of a measurement, the measurement, its chart, and why time does not follow MACs."""
    st.header(say("cost.time"), anchor=False)
    st.markdown(time_told(chosen, say))
    if any(side % 2 == 0 for side in chosen.kernel):
        st.caption(say("cost.time.even"))
    setting = _setting(chosen)
    if setting is not None:
        show_timing(setting)
    st.markdown(passage("cost-time"))


def _setting(chosen: ThreeWays) -> Setting | None:
    with Ask("cost.time") as ask:
        columns = field_row("time", 4)
        with columns[0]:
            batch = ask.whole(BATCH, 1, MOST["batch"])
        with columns[1]:
            threads = ask.whole(THREADS, 1, most_threads())
        with columns[2]:
            seconds = ask.whole(SECONDS, 1, int(MOST_SECONDS))
        with columns[3]:
            dressed = ask.flag(NORM)
    high, wide = chosen.kernel
    if high != wide:
        st.info(say("cost.time.square", K=kernel_text(chosen.kernel)))
        return None
    try:
        return Setting(
            chosen.in_channels,
            chosen.out_channels,
            chosen.size,
            high,
            batch=batch,
            threads=threads,
            seconds=float(seconds),
            norm_and_relu=dressed,
        )
    except Refusal as refused:
        st.warning(say("cost.time.refused", sentence=refused))
        return None
