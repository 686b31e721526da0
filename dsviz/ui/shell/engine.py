"""Which engine answers now, and how torch is brought in without standing in front of the first paint."""

from __future__ import annotations

import gc
import os
import threading
from dataclasses import dataclass, field
from typing import Literal

import streamlit as st

from dsviz.ui.shell.returning import is_returning
from dsviz.ui.shell.words import say

ASK_AGAIN = 1.0  # seconds
# The same where torch is there and only the first picture is waited for: on a quiet machine it takes half.
SHOW_THE_REST = 0.3
# How often a page has asked since it was sent. Only a browser that has drawn the page asks again.
ASKED = "engine.asked"
# Whether this reader's browser has drawn a page yet.
PAINTED = "engine.drawn"


@dataclass(eq=False)
class Engine:
    """The engine of one server: NumPy's reference, then torch once it is loaded.

    Attributes
    ----------
    is_holding_back : bool
        Whether first pictures come before the rest: so on a server that browsers ask for pages.
    failure : str or None
        Why torch cannot be loaded.
    """

    is_holding_back: bool = False
    failure: str | None = None
    _settled: threading.Event = field(default_factory=threading.Event)
    _loader: threading.Thread | None = None
    _loading: threading.Lock = field(default_factory=threading.Lock)
    _starting: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_settled(self) -> bool:
        """Whether torch is there, or known not to be."""
        return self._settled.is_set()

    @property
    def backend(self) -> Literal["torch", "numpy"]:
        """The backend whose numbers pages show: torch, or NumPy's reference until torch is there."""
        return "torch" if self.is_settled and self.failure is None else "numpy"

    def load(self) -> None:
        """Load torch, convolve once for its lazy parts, and take the imports out of collection.

        One thread a layer, if nobody has asked for more: the examples are so small that two threads take
        4 times as long, and with many readers wait for each other. Measurements ask for theirs by number.

        Where Streamlit collects garbage after every run of a script, looking through torch's objects
        costs 150 ms a rerun; frozen, they are not looked through.
        """
        with self._loading:
            if self.is_settled:
                return
            os.environ.setdefault("OMP_NUM_THREADS", "1")
            try:
                from dsviz.conv.convolve import convolve

                convolve([[[1.0]]], [[[[1.0]]]], backend="torch")
            except (ImportError, OSError) as error:
                self.failure = str(error)
            gc.collect()
            gc.freeze()
            self._settled.set()

    def load_in_background(self) -> None:
        """Have a thread load torch; the first of several calls starts it."""
        with self._starting:
            if self._loader is None:
                self._loader = threading.Thread(target=self.load, daemon=True)
                self._loader.start()


# The one engine of this process. Tests put another in its place.
ENGINE = Engine()


def backend() -> Literal["torch", "numpy"]:
    """Return the name of the backend whose numbers the page shows."""
    return ENGINE.backend


def painted() -> bool:
    """Return whether what stands around the stage may be rendered: choices, charts, code, downloads.

    When a reader comes, they wait for the first picture: the browser would fetch and build them first,
    Plotly's four megabytes among them, and the stage would move much later. Pages this reader goes on to
    come whole, and so do those that another server had drawn: what is left out would lose what was typed.
    """
    return not ENGINE.is_holding_back or bool(st.session_state.get(PAINTED)) or is_returning()


def await_torch() -> None:
    """Have torch loaded once the page is drawn, and rerun it when torch is ready; say so where it cannot be.

    An import in a thread still takes the interpreter's lock, and the browser fetches the stage's parts
    from this process. So the loading starts when the drawn page asks for the first time; then the page
    also gets what `painted` held back.
    """
    if not (ENGINE.is_settled and painted()):
        st.session_state[ASKED] = 0
        st.fragment(_watch, run_every=SHOW_THE_REST if ENGINE.is_settled else ASK_AGAIN)()
    elif ENGINE.failure is not None:
        st.warning(say("engine.failed", reason=ENGINE.failure))


def the_rest_waits() -> None:
    """End the page's run here, until the browser has drawn it so far."""
    if not painted():
        await_torch()
        st.stop()


def _watch() -> None:
    st.session_state[ASKED] += 1
    if st.session_state[ASKED] == 1:  # a part of the page's own run
        return
    ENGINE.load_in_background()
    if ENGINE.is_settled or not painted():
        st.session_state[PAINTED] = True
        st.rerun(scope="app")
