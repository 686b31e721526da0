"""A measurement of time on this server: started, watched, cancelled, shown; one at a time for all readers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import streamlit as st

from dsviz.content import joined
from dsviz.conv.errors import Refusal
from dsviz.cost import CostError
from dsviz.cost.machine import machine
from dsviz.cost.runner import Job
from dsviz.cost.setting import Setting
from dsviz.ui.parts.tables import show_table
from dsviz.ui.parts.timing_chart import ORDER, show_timing_chart
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import begun, language, refused, say

if TYPE_CHECKING:
    from dsviz.cost.latency import Comparison

JOB, REFUSAL = "timing-job", "timing-refusal"
WATCH = 0.5  # seconds


def show_timing(setting: Setting) -> None:
    """Render the button, the progress or the result of a measurement.

    Parameters
    ----------
    setting : Setting
        What is measured when the reader starts.
    """
    if backend() != "torch":
        st.info(say("picture.waiting"))
        return
    job: Job[Comparison] | None = st.session_state.get(JOB)
    running = _under_way()
    st.button(
        say("timing.start", seconds=f"{setting.seconds:g}"),
        on_click=_start,
        args=(setting,),
        disabled=running is not None,
    )
    refusal = st.session_state.pop(REFUSAL, None)
    if running is not None and running is not job:
        _wait()
    elif refusal:
        st.warning(say("timing.refused", sentence=begun(refused(refusal))))
    if job is None:
        st.caption(say("timing.none"))
    elif job.state == "running":
        _watch()
    elif job.state == "cancelled":
        st.info(say("timing.cancelled"))
    elif isinstance(job.error, Refusal):
        st.warning(say("timing.too_slow", sentence=begun(refused(job.error))))
    elif job.error is not None:
        st.error(say("timing.failed", reason=str(job.error)))
    elif job.result is not None:
        _show(job.result)


def _under_way() -> Job[Any] | None:
    # Where the module is not loaded, or is just being loaded by another reader's click, nothing can be
    # running yet, and asking must not load torch.
    runner = getattr(sys.modules.get("dsviz.cost.latency"), "RUNNER", None)
    current: Job[Any] | None = runner.current if runner else None
    return current if current is not None and current.state == "running" else None


def _start(setting: Setting) -> None:
    from dsviz.cost.latency import start

    try:
        st.session_state[JOB] = start(setting)
    except Refusal as error:
        st.session_state[REFUSAL] = error


@st.fragment(run_every=WATCH)
def _watch() -> None:
    job: Job[Any] = st.session_state[JOB]
    if job.state != "running":
        st.rerun(scope="app")
    st.progress(job.fraction, say("timing.progress", percent=round(100 * job.fraction)))
    st.button(say("timing.cancel"), on_click=job.cancel)


@st.fragment(run_every=WATCH)
def _wait() -> None:
    """Tell a second reader to wait, for as long as somebody else's measurement runs."""
    others = _under_way()
    if others is None:
        st.rerun(scope="app")
    else:
        percent = round(100 * others.fraction)
        st.warning(
            say("timing.refused", sentence=begun(refused(CostError("one-run-at-a-time", percent=percent))))
        )


def _show(measured: Comparison) -> None:
    setting = measured.setting
    values = {"K": setting.kernel, "C": setting.in_channels, "N": setting.out_channels, "size": setting.size}
    values |= {"stride": setting.stride, "batch": setting.batch, "threads": setting.threads}
    dressed = [say("timing.dressed")] if setting.norm_and_relu else []
    st.markdown(joined([say("timing.of", **values), *dressed], language(), "sentence"))
    st.markdown(say("timing.gain", time=f"{measured.gain:.2f}", macs=f"{measured.mac_gain:.2f}"))
    show_timing_chart(measured)
    show_table(
        "block-latency",
        [_line(name, measured) for name in ORDER],
        topic="timing",
        formats={"median": "%.3f", "q1": "%.3f", "q3": "%.3f", "intensity": "%.1f", "rate": "%.2f"},
    )
    st.markdown(say(why(measured)))
    here = measured.machine
    st.caption(say("timing.machine", system=here.system, cpu=here.cpu, cores=here.cores, torch=here.torch))


def why(measured: Comparison) -> str:
    """Name the sentence on memory that the measured numbers bear out."""
    return "timing.why" if measured.gain < measured.mac_gain else "timing.why.not"


def _line(name: str, measured: Comparison) -> dict[str, Any]:
    timing = measured.timings[name]
    return {
        "contestant": say(f"timing.{name}"),
        "median": 1000 * timing.median,
        "q1": 1000 * timing.q1,
        "q3": 1000 * timing.q3,
        "macs": timing.load.macs,
        "rate": timing.load.macs / timing.median / 1e9,
        "intensity": timing.load.macs_per_number,
        "rounds": timing.rounds,
    }


def most_threads() -> int:
    """Say how many threads this machine can give."""
    return machine().cores
