"""Events of a run are handed over together: none lost, none out of order, an error keeps to itself."""

import asyncio
from threading import Thread

import pytest
from streamlit.runtime.app_session import AppSession

from dsviz.server import gathering
from dsviz.server.gathering import Waiting, gather_events
from tests.server.loops import run


class Loop:
    """Stand in for a loop that is busy: what it is told waits to be looked at."""

    def __init__(self):
        self.woken, self.next = [], []

    def call_soon_threadsafe(self, callback):
        self.woken.append(callback)

    def call_soon(self, callback):
        self.next.append(callback)


def test_what_comes_while_the_loop_is_busy_wakes_it_once():
    loop, seen = Loop(), []
    waiting = Waiting(loop)
    for at in range(3):
        waiting.add(lambda at=at: seen.append(at))
    (wake,) = loop.woken
    wake()
    for callback in loop.next:
        callback()
    assert seen == [0, 1, 2]
    waiting.add(lambda: None)
    assert len(loop.woken) == 2


def test_every_event_of_another_thread_arrives_in_order_past_an_error():
    async def all_of_them():
        loop, seen, failures = asyncio.get_running_loop(), [], []
        loop.set_exception_handler(lambda _, context: failures.append(context["exception"]))
        waiting, done = Waiting(loop), asyncio.Event()

        def tell():
            for at in range(2_000):
                waiting.add(lambda at=at: seen.append(1 / (at - 1_000) and at))
            waiting.add(done.set)

        Thread(target=tell).start()
        await done.wait()
        return seen, failures

    seen, failures = run(all_of_them())
    assert seen == [at for at in range(2_000) if at != 1_000]
    assert [type(failure) for failure in failures] == [ZeroDivisionError]


@pytest.fixture
def session(monkeypatch):
    """A session with nothing but its loop, on a server that gathers."""
    monkeypatch.setattr(AppSession, "_call_soon_on_event_loop", AppSession._call_soon_on_event_loop)
    gather_events()
    return AppSession.__new__(AppSession)


def test_a_session_gathers_and_one_whose_loop_is_closed_says_nothing(session):
    async def two():
        session._event_loop, seen = asyncio.get_running_loop(), []
        for at in range(2):
            session._call_soon_on_event_loop(lambda at=at: seen.append(at))
        await asyncio.sleep(0.01)
        return seen

    assert run(two()) == [0, 1]
    assert gathering.WAITING in vars(session)
    session._call_soon_on_event_loop(lambda: None)
