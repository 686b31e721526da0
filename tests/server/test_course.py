"""The course beside the app: its files, packed and kept, and everything else untouched."""

import asyncio
import gzip

import pytest

from dsviz.server import packing
from dsviz.server.course import CourseFiles
from tests.server.loops import run

FILES = {
    "index.html": "<p>first 卷积</p>" * 50,
    "en/standard.html": "<p>lesson</p>",
    "assets/stage.a1.js": "1",
}
written: list[int] = []


def write():
    written.append(1)
    return FILES


async def behind(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-behind", b"yes")]})
    await send({"type": "http.response.body", "body": b"app"})


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "cache_folder", lambda: tmp_path / "cache")
    written.clear()


async def asked(app, path, method="GET", **headers):
    """Status, headers and body of an answer."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": given, "query_string": b""}
    await app(scope, receive, send)
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(each.get("body", b"") for each in sent[1:])


def all_asked(app, *paths, **headers):
    async def together():
        return await asyncio.gather(*(asked(app, path, **headers) for path in paths))

    return run(together())


def test_the_course_is_written_once_for_all_who_ask():
    app = CourseFiles(behind, "", write)
    first, lesson, script = all_asked(
        app, "/course/", "/course/en/standard.html", "/course/assets/stage.a1.js"
    )
    assert first[2].decode() == FILES["index.html"]
    assert first[1]["content-type"] == "text/html; charset=utf-8"
    assert lesson[2] == b"<p>lesson</p>"
    assert "no-cache" in lesson[1]["cache-control"]
    assert "immutable" in script[1]["cache-control"]
    assert "javascript" in script[1]["content-type"]
    assert written == [1]


def test_it_is_sent_packed_and_not_twice():
    app = CourseFiles(behind, "lessons", write)
    ((status, headers, body),) = all_asked(app, "/lessons/course/", accept_encoding="gzip")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert gzip.decompress(body).decode() == FILES["index.html"]
    ((status, _, body),) = all_asked(
        app, "/lessons/course/", accept_encoding="gzip", if_none_match=headers["etag"]
    )
    assert (status, body) == (304, b"")


def test_a_missing_page_is_missing_and_the_bare_name_leads_on():
    app = CourseFiles(behind, "", write)
    missing, bare = all_asked(app, "/course/en/poetry.html", "/course")
    assert missing[0] == 404
    assert (bare[0], bare[1]["location"]) == (308, "course/")


def test_a_course_that_could_not_be_written_is_tried_again():
    def fails_once():
        if not write() or len(written) == 1:
            raise RuntimeError("no torch yet")
        return FILES

    app = CourseFiles(behind, "", fails_once)
    with pytest.raises(RuntimeError):
        all_asked(app, "/course/")
    assert all_asked(app, "/course/")[0][0] == 200


def test_everything_else_is_the_apps():
    app = CourseFiles(behind, "", write)
    for path in ("/", "/Standard_convolution", "/courses/", "/static/course/x.js"):
        ((_, headers, body),) = all_asked(app, path)
        assert (headers["x-behind"], body) == ("yes", b"app")
    ((_, headers, _),) = all_asked(app, "/course/", method="POST")
    assert headers["x-behind"] == "yes"
    assert written == []
