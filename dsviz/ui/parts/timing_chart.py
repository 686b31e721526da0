"""MACs beside measured time, as a chart: the first thing to see of a finished measurement."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dsviz.content import joined
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.shell.words import language, say

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from dsviz.cost.latency import Comparison

ORDER = ("standard", "separable", "depthwise", "pointwise")


def show_timing_chart(done: Comparison) -> None:
    """Render each contestant's share of the full convolution's MACs and of its time."""
    shares = joined([_said(done, name) for name in ORDER], language(), "clause")
    show_chart(partial(_chart, done), alt=say("cost.time.alt", shares=shares), key="latency")


def _said(done: Comparison, name: str) -> str:
    macs, time = (f"{100 * _share(done, name, what):.3g} %" for what in ("macs", "time"))
    return joined([say(f"timing.{name}"), f"{macs} / {time}"], language(), "colon")


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
