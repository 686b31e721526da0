"""Which engine answers now, and how torch is brought in without standing in front of the first paint."""

from __future__ import annotations

import gc
import threading
from typing import Literal

import streamlit as st

from dsviz.ui.shell.words import say

ASK_AGAIN = 1.0  # seconds
# How often a page has asked since it was sent. Only a browser that has drawn the page asks again.
ASKED = "engine.asked"
# Whether this reader's browser has drawn a page yet.
DRAWN = "engine.drawn"

_loading = threading.Lock()
_starting = threading.Lock()
_loader: threading.Thread | None = None
_settled = threading.Event()
_holding_back = False
_failure: str | None = None


def backend() -> Literal["torch", "numpy"]:
    """Name the engine whose numbers the page shows: torch, or NumPy's reference until torch is there."""
    return "torch" if _settled.is_set() and _failure is None else "numpy"


def settled() -> bool:
    """Whether torch is there, or known not to be."""
    return _settled.is_set()


def drawn() -> bool:
    """Whether what stands around the stage may be put: choices, charts, code, downloads.

    On a server that was just started they wait for the first picture: the browser would fetch their
    parts first, from a server that is still busy with them, and the stage would move half as late again.
    """
    return not _holding_back or _settled.is_set() or bool(st.session_state.get(DRAWN))


def hold_back() -> None:
    """Have first pictures come before the rest, from now on: for a server that browsers ask for pages."""
    global _holding_back
    _holding_back = True


def load_now() -> None:
    """Load torch, convolve once for its lazy parts, and take the imports out of collection.

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
    """Have torch loaded once the page is drawn, and rerun it when torch is ready; say so where it cannot be.

    An import in a thread still takes the interpreter's lock, and the browser fetches the stage's parts
    from this process. So the loading starts when the drawn page asks for the first time; then the page
    also gets what `drawn` held back.
    """
    if not _settled.is_set():
        st.session_state[ASKED] = 0
        _watch()
    elif _failure is not None:
        st.warning(say("engine.failed", reason=_failure))


def the_rest_waits() -> None:
    """End the page's run here, until the browser has drawn it so far."""
    if not drawn():
        await_torch()
        st.stop()


@st.fragment(run_every=ASK_AGAIN)
def _watch() -> None:
    st.session_state[ASKED] += 1
    if _settled.is_set():
        st.rerun(scope="app")
    elif st.session_state[ASKED] > 1:
        _load_in_background()
        if not drawn():
            st.session_state[DRAWN] = True
            st.rerun(scope="app")


def _load_in_background() -> None:
    global _loader
    with _starting:
        if _loader is None:
            _loader = threading.Thread(target=load_now, daemon=True)
            _loader.start()
