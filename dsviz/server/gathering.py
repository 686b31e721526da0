"""What a page's run tells the server's loop, handed over in handfuls and not piece by piece.

Streamlit's script thread wakes the loop for each element of a page; the loop then takes the interpreter's
lock from the script to send that one. Forty times a run, this was a third of its time. Pieces that come
while the loop has not yet looked wait for each other here; their order and their errors stay the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Lock

from streamlit.runtime.app_session import AppSession

WAITING = "_dsviz_waiting"
TELLING = "_call_soon_on_event_loop"  # how a session of Streamlit's tells the loop


class Waiting:
    """What waits for one loop; safe to be called from any thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._lock = Lock()
        self._callbacks: list[Callable[[], None]] = []

    def add(self, callback: Callable[[], None]) -> None:
        """Have it called in the loop, after what was added before.

        Raises
        ------
        RuntimeError
            If the loop is closed.
        """
        with self._lock:
            self._callbacks.append(callback)
            is_first = len(self._callbacks) == 1
        if is_first:
            self._loop.call_soon_threadsafe(self._hand_over)

    def _hand_over(self) -> None:
        with self._lock:
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._loop.call_soon(callback)


def gather_events() -> None:
    """Have all sessions of this server hand over what waits together, from now on."""
    one_by_one = AppSession._call_soon_on_event_loop

    def together(session: AppSession, callback: Callable[[], None]) -> None:
        if session._event_loop.is_closed():
            one_by_one(session, callback)  # it is dropped, with a word for the log
            return
        waiting = session.__dict__.setdefault(WAITING, Waiting(session._event_loop))
        waiting.add(callback)

    setattr(AppSession, TELLING, together)
