"""MACs beside measured time, for the layer chosen on the cost page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from dsviz.conv.errors import ConvError
from dsviz.cost.setting import MOST, MOST_SECONDS, Setting
from dsviz.ui.charts import show_chart
from dsviz.ui.choices import Choices
from dsviz.ui.cost_layer import Chosen
from dsviz.ui.fields import Fields
from dsviz.ui.timing import ORDER, measured, most_threads, show_timing
from dsviz.ui.words import passage, say

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from dsviz.cost.latency import Comparison


def show_time(chosen: Chosen) -> None:
    """Put the settings of a measurement, the measurement, its chart, and why time does not follow MACs."""
    st.subheader(say("cost.time"), anchor=False)
    st.markdown(say("cost.time.text", **chosen.values))
    if chosen.kernel % 2 == 0:
        st.caption(say("cost.time.even"))
    setting = _setting(chosen)
    if setting is not None:
        show_timing(setting)
    done = measured()
    if done is not None:
        _show_chart(done)
    st.markdown(passage("cost-time"))


def _setting(chosen: Chosen) -> Setting | None:
    fields, choices = Fields("cost.time"), Choices("cost.time")
    columns = st.columns(4, vertical_alignment="bottom")
    with columns[0]:
        batch = fields.whole("batch", 1, 1, MOST["batch"])
    with columns[1]:
        threads = fields.whole("threads", 1, 1, most_threads())
    with columns[2]:
        seconds = fields.whole("seconds", 4, 1, int(MOST_SECONDS))
    with columns[3]:
        dressed = choices.flag("norm")
    fields.refusals += choices.refusals
    fields.show_refusals()
    try:
        return Setting(
            chosen.in_channels,
            chosen.out_channels,
            chosen.size,
            chosen.kernel,
            batch=batch,
            threads=threads,
            seconds=float(seconds),
            norm_and_relu=dressed,
        )
    except ConvError as refused:
        st.warning(say("cost.time.refused", sentence=refused))
        return None


def _show_chart(done: Comparison) -> None:
    shares = ", ".join(
        f"{say(f'timing.{name}')}: {100 * _share(done, name, 'macs'):.3g} % / "
        f"{100 * _share(done, name, 'time'):.3g} %"
        for name in ORDER
    )
    show_chart(partial(_chart, done), alt=say("cost.time.alt", shares=shares), key="latency")


def _share(done: Comparison, name: str, what: str) -> float:
    one, whole = done.timings[name], done.timings["standard"]
    return one.load.macs / whole.load.macs if what == "macs" else one.median / whole.median


def _chart(done: Comparison) -> Figure:
    from dsviz.figures.latency import macs_and_time

    timings = [done.timings[name] for name in ORDER]
    return macs_and_time(
        [say(f"timing.{name}") for name in ORDER],
        [timing.load.macs for timing in timings],
        [(timing.q1, timing.median, timing.q3) for timing in timings],
        x_title=say("cost.time.x"),
        macs_name=say("cost.time.macs"),
        time_name=say("cost.time.time"),
    )
