"""The page answers what Streamlit's script asks before it connects, and names the stage's scripts."""

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import brotli
import pytest
from streamlit import config, file_util

from dsviz.server import packing
from dsviz.server.head import WrittenHead
from dsviz.server.needed import first_needed, preloads
from dsviz.stage.bundles import served
from tests.javascript.node import tools
from tests.server.loops import run

STREAMLIT = Path(file_util.get_static_dir())
PAGE = b'<!DOCTYPE html><html><head><meta charset="UTF-8" /><title>App</title></head><body></body></html>'
BEFORE, AFTER = PAGE.split(b"<title>")
HTML = "text/html; charset=utf-8"
INDEX = """<link rel="shortcut icon" href="./favicon.png" />
<script type="module" crossorigin src="./static/js/index.a1.js"></script>
<link rel="modulepreload" crossorigin href="./static/js/react.b2.js">
<link rel="stylesheet" crossorigin href="./static/css/index.d4.css">"""
MANIFEST = {
    "index.html": {"file": "static/js/index.a1.js"},
    "../lib/src/components/widgets/BidiComponent/BidiComponent.tsx": {
        "file": "static/js/Bidi.c3.js",
        "imports": ["_shared.e5.js", "index.html"],
    },
    "_shared.e5.js": {"file": "static/js/shared.e5.js"},
    "Table.tsx": {"file": "static/js/Table.f6.js"},
}


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A folder of the test's own for what is compressed."""
    monkeypatch.setattr(packing, "cache_folder", lambda: tmp_path / "cache")


@pytest.fixture
def folder(tmp_path):
    """Streamlit's folder, as far as it says what a page needs."""
    (tmp_path / "index.html").write_text(INDEX, encoding="utf-8")
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    return tmp_path


def answered(path, body=PAGE, kind=HTML, status=200, base="", method="GET", root="", **asking):
    """Headers and body of a page sent in two pieces, and whether its sender was allowed to pack it."""

    async def behind(scope, receive, send):
        told.append(any(name == b"accept-encoding" for name, _ in scope["headers"]))
        headers = [(b"content-type", kind.encode()), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body[:20], "more_body": True})
        await send({"type": "http.response.body", "body": body[20:]})

    sent, told = [], []

    async def send(message):
        sent.append(message)

    asking = {"accept": "text/html,*/*", "accept-encoding": "identity"} | {
        name.replace("_", "-"): value for name, value in asking.items()
    }
    headers = [(name.encode(), value.encode()) for name, value in asking.items()]
    scope = {"type": "http", "method": method, "path": path, "root_path": root, "headers": headers}
    run(WrittenHead(behind, base=base)(scope, None, send))
    got = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return got, b"".join(each["body"] for each in sent[1:]), told == [True]


def asked(page, address):
    """What the script of a page at an address leaves for Streamlit, run by node."""
    script = page.decode().split("<script>")[1].split("</script>")[0]
    there = f"globalThis.window = globalThis; globalThis.location = new URL({json.dumps(address)});"
    code = f"{there}{script};console.log(JSON.stringify(window.__streamlit))"
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
    # How the page is written stands in its first 1,024 bytes; the scripts are named before it asks for one.
    assert page.startswith(BEFORE + b"<script>")
    assert AFTER.split(b"</head>")[0] in page.partition(b"\n<title>")[2]
    assert page.endswith(b"</head><body></body></html>")
    assert not may_pack


def test_the_fonts_are_asked_for_behind_all_scripts():
    """Streamlit names its font of text first; every byte of it would come before a script."""
    index = (STREAMLIT / "index.html").read_bytes()
    _, page, _ = answered("/", body=index)
    fonts = [found.start() for found in re.finditer(rb'as="font"', page)]
    named = [found[1] for found in re.finditer(rb'href="\./([^"]+\.woff2)"', page)]
    scripts = [found.start() for found in re.finditer(rb"\.js\"", page)]
    assert len(fonts) == len(named) == 2
    assert min(fonts) > max(scripts) > 0
    assert all((STREAMLIT / name.decode()).is_file() for name in named)
    assert page.index(b"</head>") > max(fonts)


def test_a_host_that_has_answered_already_is_left_alone():
    _, page, _ = answered("/")
    spoken = b"<script>window.__streamlit = 7;" + page.split(b"<script>")[1]
    assert asked(spoken, "http://here/") == 7


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"), [("gzip", "gzip", gzip.decompress), ("br", "br", brotli.decompress)]
)
def test_a_page_is_packed_after_it_was_written(accepted, encoding, unpack):
    _, plain, _ = answered("/")
    for _ in range(2):
        headers, page, _ = answered("/", accept_encoding=accepted)
        assert unpack(page) == plain
        assert headers["content-encoding"] == encoding
        assert headers["content-length"] == str(len(page))
        assert headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "application/json"},
        {"status": 404},
        {"method": "HEAD"},
        {"base": "lessons"},
        {"range": "bytes=0-99"},
        {"accept": "*/*"},
    ],
    ids=str,
)
def test_everything_else_goes_through_as_it_is(other):
    headers, page, _ = answered("/", **other)
    assert page == PAGE
    assert headers["content-length"] == str(len(PAGE))


def test_other_files_may_be_packed_by_streamlit():
    assert answered("/_stcore/health", accept="*/*")[2]


def test_the_scripts_of_the_stage_are_named_with_the_pages_own(folder):
    assert first_needed(folder) == (
        "static/js/index.a1.js",
        "static/js/react.b2.js",
        "static/css/index.d4.css",
        "static/js/Bidi.c3.js",
        "static/js/shared.e5.js",
    )
    assert preloads(folder, ["static/dsviz/stage.g7.js"]).splitlines() == [
        f'<link rel="modulepreload" crossorigin href="./static/{name}">'
        for name in ("dsviz/stage.g7.js", "js/Bidi.c3.js", "js/shared.e5.js")
    ]


def test_streamlits_own_page_names_the_stage_before_its_scripts():
    (stage,) = served()
    _, page, _ = answered("/Standard_convolution", body=(STREAMLIT / "index.html").read_bytes())
    named = re.findall(r'(?:src|href)="\./(static/\S+\.js)"', page.decode())
    assert named[0] == f"static/{stage}"
    assert len(named) == len(set(named)) > 50
    assert any("BidiComponent" in name for name in named)
    assert page.index(stage.encode()) < page.index(b'<script type="module"')
