"""Uploads beyond the bounds: each is answered with its number and a sentence, all else is passed on."""

import asyncio

import pytest

from dsviz.server import uploads
from dsviz.server.uploads import BoundedUploads, Bounds
from tests.server.loops import run

FILE = "/_stcore/upload_file/session/file"


async def behind(scope, receive, send):
    """Stand in for Streamlit: read the body whole, then answer with its length."""
    length, more = 0, True
    while more:
        message = await receive()
        length, more = length + len(message.get("body", b"")), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b"%d" % length})


def body(*pieces, pause=0.0):
    left = list(pieces)

    async def receive():
        await asyncio.sleep(pause)
        piece = left.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(left)}

    return receive


async def put(middleware, path=FILE, receive=None, method="PUT"):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": []}
    await middleware(scope, receive or body(b"abc", b"de"), send)
    return sent[0]["status"], b"".join(each.get("body", b"") for each in sent[1:]).decode()


def bounded(held=0, base="", **bounds):
    return BoundedUploads(behind, Bounds(**bounds), base, lambda: held)


def test_a_file_goes_through_whole():
    assert run(put(bounded())) == (204, "5")


def test_one_session_has_its_number_a_minute_and_others_theirs(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(uploads, "monotonic", lambda: now[0])
    middleware = bounded(per_minute=3)

    async def several():
        found = [(await put(middleware))[0] for _ in range(4)]
        found.append((await put(middleware, "/_stcore/upload_file/another/file"))[0])
        now[0] += 61
        found.append((await put(middleware))[0])
        return found

    assert run(several()) == [204, 204, 204, 429, 204, 204]
    assert list(middleware._times) == ["session"]  # who has gone is forgotten


def test_no_more_is_held_than_there_is_room_for():
    assert run(put(bounded(held=1_499_999_999)))[0] == 204
    status, said = run(put(bounded(held=1_500_000_000)))
    assert (status, said) == (507, "This server holds as many files as it can; try again in some minutes.")


@pytest.mark.parametrize("bounds", [{"pause": 0.02}, {"whole": 0.02}], ids=str)
def test_an_upload_that_drips_is_ended(bounds):
    middleware = bounded(**bounds)
    status, said = run(put(middleware, receive=body(b"a", b"b", b"c", pause=0.05)))
    assert status == 408
    assert said.startswith("The file arrived too slowly")
    assert not middleware._turns.locked()


def test_one_that_comes_bit_by_bit_in_time_is_taken():
    assert run(put(bounded(pause=0.5, whole=5), receive=body(b"a", b"b", b"c", pause=0.01))) == (204, "3")


def test_so_many_arrive_at_once_and_the_next_waits_for_its_turn():
    async def two(pause):
        middleware = bounded(at_once=1, patience=0.05)
        slow = asyncio.ensure_future(put(middleware, receive=body(b"a", pause=pause)))
        await asyncio.sleep(0)
        status, _ = await put(middleware)
        await slow
        return status

    assert run(two(0.2)) == 503
    assert run(two(0.01)) == 204


@pytest.mark.parametrize(
    ("path", "method", "base"),
    [
        (FILE, "DELETE", ""),
        ("/_stcore/health", "PUT", ""),
        (FILE, "PUT", "lessons"),
    ],
)
def test_everything_else_is_passed_on(path, method, base):
    middleware = bounded(held=2_000_000_000, base=base)
    assert run(put(middleware, path, method=method))[0] == 204


def test_under_a_base_path_uploads_lie_there():
    middleware = bounded(held=2_000_000_000, base="lessons")
    assert run(put(middleware, f"/lessons{FILE}"))[0] == 507
