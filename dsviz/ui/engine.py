"""Which engine answers now, and how torch is brought in without standing in front of the first paint."""

from __future__ import annotations

import gc
import threading
from typing import Literal

import streamlit as st

from dsviz.content import label

# An import in a thread still takes the interpreter's lock, so it waits until the first page is on its way.
HEAD_START = 1.5  # seconds
ASK_AGAIN = 0.7  # seconds

_loading = threading.Lock()
_starting = threading.Lock()
_timer: threading.Timer | None = None
_settled = threading.Event()
_failure: str | None = None


def backend() -> Literal["torch", "numpy"]:
    """Name the engine whose numbers the page shows: torch, or NumPy's reference until torch is there.

    The first call of a server's life starts loading torch a little later, once for all readers.
    """
    _load_later()
    return "torch" if _settled.is_set() and _failure is None else "numpy"


def load_now() -> None:
    """Load torch, convolve once so that its lazy parts are ready, and take the imports out of collection.

    Streamlit collects garbage after every run of a script. With torch's objects among what is looked
    through that costs 150 ms a rerun; frozen, they are not looked through.
    """
    global _failure
    with _loading:
        if _settled.is_set():
            return
        try:
            from dsviz.conv.convolve import convolve

            convolve([[[1.0]]], [[[[1.0]]]], backend="torch")
        except (ImportError, OSError) as error:
            _failure = str(error)
        gc.collect()
        gc.freeze()
        _settled.set()


def await_torch() -> None:
    """Rerun the page once when torch has become ready; say so where it cannot be loaded."""
    if not _settled.is_set():
        _watch()
    elif _failure is not None:
        st.warning(label("engine.failed", reason=_failure))


@st.fragment(run_every=ASK_AGAIN)
def _watch() -> None:
    if _settled.is_set():
        st.rerun(scope="app")


def _load_later() -> None:
    global _timer
    with _starting:
        if _timer is None:
            _timer = threading.Timer(HEAD_START, load_now)
            _timer.daemon = True
            _timer.start()
