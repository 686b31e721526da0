"""The page answers beforehand what Streamlit's script asks before it opens its socket."""

import json
import shutil
import subprocess

import pytest
from streamlit import config

from dsviz.server.connecting import AnsweredBeforehand
from tests.javascript.node import tools
from tests.server.loops import run

PAGE = b"<!DOCTYPE html><html><head><title>App</title></head><body></body></html>"
HTML = "text/html; charset=utf-8"


def answered(path, body=PAGE, kind=HTML, status=200, base="", method="GET", root="", request=()):
    """Headers and body of a page sent in two pieces, and whether its sender may pack it."""

    async def behind(scope, receive, send):
        # Streamlit compresses a page for whoever takes it; what is compressed cannot be written into.
        told.append((b"accept-encoding", b"gzip") in scope["headers"])
        headers = {"content-type": kind, "content-length": str(len(body))}
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        await send({"type": "http.response.body", "body": body[:20], "more_body": True})
        await send({"type": "http.response.body", "body": body[20:]})

    sent, told = [], []

    async def send(message):
        sent.append(message)

    asking = {"accept": "text/html,*/*", "accept-encoding": "gzip", **dict(request)}
    headers = [(name.encode(), value.encode()) for name, value in asking.items()]
    scope = {"type": "http", "method": method, "path": path, "root_path": root, "headers": headers}
    run(AnsweredBeforehand(behind, base)(scope, None, send))
    got = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return got, b"".join(each["body"] for each in sent[1:]), told == [True]


def asked(page, address):
    """What the script of a page at an address leaves for Streamlit, run by node."""
    script = page.decode().split("<script>")[1].split("</script>")[0]
    globals_ = f"globalThis.window = globalThis; globalThis.location = new URL({json.dumps(address)});"
    code = f"{globals_}{script};console.log(JSON.stringify(window.__streamlit))"
    node = shutil.which("node", path=tools()[1])
    done = subprocess.run([node, "-e", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("path", "base", "root", "address", "server"),
    [
        ("/", "", "", "http://here:8501/?step=5", "http://here:8501"),
        ("/Standard_convolution", "", "", "http://here/Standard_convolution?a=/b/", "http://here"),
        # A proxy's path, of which the server knows nothing.
        (
            "/Standard_convolution",
            "",
            "",
            "https://school/dsviz/Standard_convolution",
            "https://school/dsviz",
        ),
        ("/lessons/Errata", "lessons", "", "http://here/lessons/Errata", "http://here/lessons"),
        ("/app/Errata", "", "/app", "http://here/app/Errata", "http://here/app"),
        ("/no/such/page", "", "", "http://here/no/such/page", "http://here"),
    ],
)
def test_a_page_tells_where_its_server_is(path, base, root, address, server):
    headers, page, may_pack = answered(path, base=base, root=root)
    told = asked(page, address)
    assert told["BACKEND_BASE_URL"] == server
    # Streamlit opens its socket at once only where all three are there, the list not empty.
    origins = config.get_option("client.allowedOrigins")
    assert told["HOST_CONFIG"] == {"allowedOrigins": origins, "useExternalAuthToken": False}
    assert origins
    assert headers["content-length"] == str(len(page))
    assert not may_pack
    assert page.startswith(b"<!DOCTYPE html><html><head><script>")
    assert page.endswith(PAGE.removeprefix(b"<!DOCTYPE html><html><head>"))


def test_other_files_may_be_packed_by_streamlit():
    assert answered("/_stcore/health", request=(("accept", "*/*"),))[2]


def test_a_host_that_has_answered_already_is_left_alone():
    _, page, _ = answered("/")
    spoken = b"<script>window.__streamlit = 7;" + page.split(b"<script>")[1]
    assert asked(spoken, "http://here/") == 7


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "application/json"},
        {"status": 404},
        {"method": "HEAD"},
        {"base": "lessons"},
        {"request": (("range", "bytes=0-99"),)},
        {"request": (("accept", "*/*"),)},
    ],
    ids=str,
)
def test_everything_else_goes_through_as_it_is(other):
    headers, page, _ = answered("/", **other)
    assert page == PAGE
    assert headers["content-length"] == str(len(PAGE))
