"""Turns at what takes a processor for seconds: a few at a time for the whole server, the others in line.

A diagnosis of a large layer, a photo or a file that is read, a network that is run: two hundred readers who
ask for one at the same moment would all wait for the last of them. So they come one after another, and a
page says how many are before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition
from time import monotonic

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dsviz.conv.errors import Refusal
from dsviz.ui.shell.words import begun, refused, say

AT_ONCE = 2
PATIENCE = 20.0  # seconds until a reader is told to come back
LOOK = 0.5  # seconds between two looks: whoever has left the page leaves the line then


class Busy(Refusal):
    """A refusal to wait any longer for a turn."""

    room = "turns"


class Turns:
    """A line of those who want something done, the first few of them at work; safe from any thread.

    Parameters
    ----------
    at_once : int
        How many are at work at the same time.
    patience : float
        Seconds after which one in line gives up.
    """

    def __init__(self, at_once: int = AT_ONCE, patience: float = PATIENCE) -> None:
        self.at_once, self.patience = at_once, patience
        self._line: list[object] = []
        self._changed = Condition()

    @contextmanager
    def turn(self, tell: Callable[[int], None]) -> Iterator[None]:
        """Wait for a turn, and hold it while the ``with`` lasts.

        Parameters
        ----------
        tell : callable
            Called with how many must end before, again and again while that is any. It may raise: the
            place in line is then given up.

        Raises
        ------
        Busy, rule ``server``
        """
        ticket = object()
        with self._changed:
            self._line.append(ticket)
        try:
            self._wait(ticket, tell)
            yield
        finally:
            with self._changed:
                self._line.remove(ticket)
                self._changed.notify_all()

    def _wait(self, ticket: object, tell: Callable[[int], None]) -> None:
        end = monotonic() + self.patience
        while (before := self._before(ticket)) > 0:
            if monotonic() >= end:
                raise Busy("server", before=before, seconds=f"{self.patience:g}")
            tell(before)
            with self._changed:
                self._changed.wait(min(LOOK, self.patience))

    def _before(self, ticket: object) -> int:
        with self._changed:
            return self._line.index(ticket) - self.at_once + 1


# The one line of this server.
TURNS = Turns()


@contextmanager
def in_turn(*, is_long: bool = True) -> Iterator[None]:
    """Wait for a turn, and say meanwhile how many are before; what is not long has none to wait for.

    Raises
    ------
    Busy
    """
    if not is_long:
        yield
        return
    place = st.empty()
    try:
        with TURNS.turn(lambda before: _say_before(place, before)):
            place.empty()
            yield
    except Busy:
        place.empty()  # the turn that was promised does not come
        raise


def _say_before(place: DeltaGenerator, before: int) -> None:
    place.info(say("turns.before", count=before))


def show_busy(busy: Busy) -> None:
    """Say that a page ends here because its turn did not come, and offer to try again."""
    st.warning(say("turns.ended", sentence=begun(refused(busy))))
    st.button(say("turns.again"), key="turns-again")
