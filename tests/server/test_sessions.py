"""Pages beyond the bound are told so and the rest is served; a socket that ends makes room."""

import asyncio

import pytest

from dsviz.content import label
from dsviz.server import middleware
from dsviz.server.sessions import BoundedSessions, asked_most
from tests.server.loops import run

HTML = [(b"accept", b"text/html,*/*")]


class Behind:
    """Stands in for Streamlit: pages at once, sockets until they are let go."""

    def __init__(self):
        self.reached, self.end = [], asyncio.Event()

    async def __call__(self, scope, receive, send):
        self.reached.append(scope["path"])
        if scope["type"] == "websocket":
            await self.end.wait()
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"page"})


async def asked(app, path, headers=HTML, kind="http", extensions=()):
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": f"{kind}.connect" if kind == "websocket" else "http.request", "body": b""}

    scope = {"type": kind, "method": "GET", "path": path, "headers": headers, "query_string": b""}
    await app({**scope, "extensions": {name: {} for name in extensions}}, receive, send)
    return sent


async def opened(app, count):
    sockets = [asyncio.ensure_future(asked(app, "/_stcore/stream", kind="websocket")) for _ in range(count)]
    await asyncio.sleep(0)
    return sockets


def test_a_page_beyond_the_bound_is_told_so_and_gets_in_when_one_has_left():
    async def play():
        behind = Behind()
        app = BoundedSessions(behind, most=2, base="")
        sockets = await opened(app, 2)
        start, body = await asked(app, "/Standard_convolution")
        assert start["status"] == 503
        assert (b"retry-after", b"30") in start["headers"]
        page = body["body"].decode()
        for language in ("en", "zh"):
            assert label("shell.full", language) in page
        assert 'href="course/"' in page
        # What an open page asks for goes on, and so does the health that a proxy looks at.
        for path in ("/_stcore/health", "/static/js/index.js"):
            assert (await asked(app, path, headers=[]))[0]["status"] == 200
        behind.end.set()
        await asyncio.gather(*sockets)
        assert (await asked(app, "/Standard_convolution"))[0]["status"] == 200

    run(play())


@pytest.mark.parametrize("extensions", [(), ("websocket.http.response",)])
def test_who_has_the_page_gets_a_session_but_no_flood_of_them(extensions):
    async def play():
        behind = Behind()
        app = BoundedSessions(behind, most=10, base="lessons")
        for _ in range(11):
            socket = asyncio.ensure_future(asked(app, "/lessons/_stcore/stream", kind="websocket"))
            await asyncio.sleep(0)
            assert not socket.done()
        first, *_ = await asked(app, "/lessons/_stcore/stream", kind="websocket", extensions=extensions)
        if extensions:
            assert (first["type"], first["status"]) == ("websocket.http.response.start", 503)
        else:
            assert (first["type"], first["code"]) == ("websocket.close", 1013)
        assert len(behind.reached) == 11

    run(play())


def test_a_socket_that_breaks_makes_room_too():
    async def broken(scope, receive, send):
        raise OSError("hung up")

    async def play():
        app = BoundedSessions(broken, most=1, base="")
        for _ in range(3):
            with pytest.raises(OSError, match="hung up"):
                await asked(app, "/_stcore/stream", kind="websocket")

    run(play())


def test_the_course_needs_no_session_and_is_before_the_bound():
    names = [each.cls.__name__ for each in middleware()]
    assert names.index("CourseFiles") < names.index("BoundedSessions") < names.index("WrittenHead")


@pytest.mark.parametrize("text", ["0", "many", "-3", "1.5"])
def test_a_bound_that_is_no_number_ends_the_start_with_a_sentence(text):
    with pytest.raises(SystemExit, match=rf"DSVIZ_SESSIONS must be a whole number from 1.*got {text}"):
        asked_most(text)
