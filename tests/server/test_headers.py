"""What every answer tells a browser, and which sites may frame the app."""

import pytest

from dsviz.server import middleware
from dsviz.server.headers import FRAMED_BY, SafeHeaders, headers
from tests.server.loops import run


def answered(framed_by=None, own=(), kind="http"):
    async def behind(scope, receive, send):
        start = "http.response.start" if kind == "http" else "websocket.accept"
        await send({"type": start, "status": 200, "headers": list(own)})

    sent = []

    async def send(message):
        sent.append(message)

    run(SafeHeaders(behind, framed_by)({"type": kind}, None, send))
    return {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}


def test_every_answer_has_them():
    got = answered("")
    assert got["x-content-type-options"] == "nosniff"
    assert got["referrer-policy"] == "same-origin"
    assert "camera=()" in got["permissions-policy"]
    policy = dict(each.split(" ", 1) for each in got["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    # No source names another machine, and no text is run as a script that was not there.
    assert not any("http" in value or "*" in value or "unsafe-eval" in value for value in policy.values())


def test_any_site_may_frame_the_app_unless_some_are_named(monkeypatch):
    assert "frame-ancestors" not in answered("")["content-security-policy"]
    monkeypatch.setenv(FRAMED_BY, "'self' https://*.example.edu:8443")
    policy = answered()["content-security-policy"]
    assert policy.endswith("; frame-ancestors 'self' https://*.example.edu:8443")


@pytest.mark.parametrize("wrong", ["*", "moodle.example.edu", "https://a;script-src", "https://a/b", "none"])
def test_what_is_no_site_is_answered_with_a_sentence(wrong):
    with pytest.raises(SystemExit, match="must name sites such as https://") as refused:
        headers(f"'self' {wrong}")
    assert str(refused.value).endswith(f"got {wrong}")


def test_an_answers_own_header_stands_and_a_socket_is_left_alone():
    own = [(b"referrer-policy", b"no-referrer")]
    assert answered("", own)["referrer-policy"] == "no-referrer"
    assert answered("", kind="websocket") == {}


def test_it_stands_before_everything_else():
    assert middleware()[0].cls is SafeHeaders
