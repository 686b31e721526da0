"""Streamlit's files, compressed once: the right bytes in the encoding taken, all else untouched."""

import asyncio
import gzip
import json
import threading

import brotli
import pytest

from dsviz.server import packing, static
from dsviz.server.static import PackedStatics
from dsviz.stage.bundles import bundle, fetched, served
from tests.server.loops import run

SCRIPT = b"export const answer = 42;\n" * 100
OWN = b"export default () => {};\n" * 100
STYLE = b"body { margin: 0 }\n" * 100
FONT = b"wOF2 font"
HIGHLIGHTER = b"function a(e){e.q=1}var b=t((()=>{a.displayName=`q`,a.aliases=[]}));r.register(a)"
INDEX = '<html><script type="module" src="./static/js/index.a1.js"></script></html>'
MANIFEST = {
    "index.html": {"file": "static/js/index.a1.js"},
    "../lib/src/components/widgets/BidiComponent/BidiComponent.tsx": {
        "file": "static/js/Bidi.b2.js",
        "imports": ["_shared.c3.js", "index.html"],
    },
    "_shared.c3.js": {"file": "static/js/shared.c3.js"},
}


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A folder of the test's own for what is compressed."""
    monkeypatch.setattr(packing, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path):
    contents = {
        "static/js/index.a1.js": SCRIPT,
        "static/css/index.d4.css": STYLE,
        "static/js/StreamlitSyntaxHighlighter.g7.js": HIGHLIGHTER,
        "static/media/font.e5.woff2": FONT,
        "index.html": INDEX.encode(),
        "manifest.json": json.dumps(MANIFEST).encode(),
    }
    for name, content in contents.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


async def behind(scope, receive, send):
    """Stand in for Streamlit: a page for every address, and say that it was asked."""
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"x-behind", b"yes")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"<html>behind</html>"})


@pytest.fixture
def ask(folder):
    """Ask the middleware for a path: status, headers, body."""

    own = {"dsviz/stage.f6.js": folder / "stage.js"}
    own["dsviz/stage.f6.js"].write_bytes(OWN)

    def asking(path, accepted="gzip, deflate, br", method="GET", base="", **more):
        headers = {"accept-encoding": accepted, **{name.replace("_", "-"): it for name, it in more.items()}}
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        sent = []

        async def send(message):
            sent.append(message)

        run(PackedStatics(behind, folder, base, own)(scope, None, send))
        got = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        return sent[0]["status"], got, b"".join(each.get("body", b"") for each in sent[1:])

    return asking


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("br;q=0.1, gzip", "br", brotli.decompress),
        ("*", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("GZIP, br;q=0", "gzip", gzip.decompress),
    ],
)
def test_a_script_comes_in_the_encoding_the_browser_takes(ask, accepted, encoding, unpack):
    status, headers, body = ask("/static/js/index.a1.js", accepted)
    assert status == 200
    assert headers["content-encoding"] == encoding
    assert unpack(body) == SCRIPT
    assert headers["content-length"] == str(len(body))
    assert len(body) < len(SCRIPT) / 10


def test_it_keeps_its_kind_and_the_year_in_the_browsers_cache(ask):
    _, headers, _ = ask("/static/js/index.a1.js")
    assert headers["content-type"].startswith("text/javascript")
    assert headers["cache-control"] == "public, immutable, max-age=31536000"
    assert headers["vary"] == "Accept-Encoding"
    assert ask("/static/css/index.d4.css")[1]["content-type"].startswith("text/css")


def test_the_highlighter_comes_without_its_grammars_and_is_asked_for_again(ask):
    _, headers, body = ask("/static/js/StreamlitSyntaxHighlighter.g7.js")
    assert brotli.decompress(body) == b"function a(e){}var b=t((()=>{a.displayName=`q`,a.aliases=[]}));0"
    assert headers["cache-control"] == "public, no-cache"


@pytest.mark.parametrize("accepted", ["", "identity", "zstd", "gzip;q=0, br;q=0.0"])
def test_who_takes_no_encoding_gets_streamlits_own_answer_marked_as_one_of_several(ask, accepted):
    _, headers, body = ask("/static/js/index.a1.js", accepted)
    assert (headers["x-behind"], body) == ("yes", b"<html>behind</html>")
    assert headers["vary"] == "Accept-Encoding"


def test_each_encoding_has_its_tag_and_a_known_tag_is_answered_without_the_file(ask):
    tags = [ask("/static/js/index.a1.js", accepted)[1]["etag"] for accepted in ("br", "gzip")]
    assert tags[0] != tags[1]
    status, headers, body = ask("/static/js/index.a1.js", "br", if_none_match=tags[0])
    assert (status, body) == (304, b"")
    assert headers["etag"] == tags[0]
    assert headers["cache-control"].startswith("public, immutable")
    assert ask("/static/js/index.a1.js", "gzip", if_none_match=tags[0])[0] == 200


def test_a_question_about_a_file_gets_its_headers_alone(ask):
    _, asked, body = ask("/static/js/index.a1.js", method="HEAD")
    assert body == b""
    assert asked == ask("/static/js/index.a1.js")[1]


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/static/js/index.a1.js", {"range": "bytes=0-9"}),
        ("/static/js/index.a1.js", {"method": "POST"}),
        ("/static/js/missing.js", {}),
        ("/static/media/font.e5.woff2", {}),
        ("/static/../index.html", {}),
        ("/static/js/../js/index.a1.js", {}),
        ("/Standard_convolution", {}),
        ("/other/static/js/index.a1.js", {}),
    ],
    ids=lambda each: str(each),
)
def test_everything_else_is_passed_on(ask, path, more):
    assert ask(path, **more)[1]["x-behind"] == "yes"


def test_under_a_base_path_the_files_lie_there(ask):
    assert ask("/lessons/static/js/index.a1.js", base="/lessons/")[1]["content-encoding"] == "br"
    assert ask("/static/js/index.a1.js", base="lessons")[1]["x-behind"] == "yes"


def test_the_stages_script_is_sent_beside_streamlits_files_to_every_browser(ask):
    status, headers, body = ask("/static/dsviz/stage.f6.js")
    assert (status, headers["content-encoding"], brotli.decompress(body)) == (200, "br", OWN)
    assert headers["cache-control"].startswith("public, immutable")
    # Streamlit knows nothing of it: there is nobody to pass this on to.
    status, headers, body = ask("/static/dsviz/stage.f6.js", "identity", range="bytes=0-9")
    assert (status, headers.get("content-encoding"), body) == (200, None, OWN)


def test_a_cut_font_comes_as_it_is_and_is_asked_for_again(ask, folder, monkeypatch):
    (folder / "cut.woff2").write_bytes(b"wOF2 cut")
    monkeypatch.setattr(static, "cut_fonts", lambda _: {"static/media/font.e5.woff2": folder / "cut.woff2"})
    status, headers, body = ask("/static/media/font.e5.woff2")
    assert (status, body, headers.get("content-encoding")) == (200, b"wOF2 cut", None)
    # Under one name there may be other letters tomorrow.
    assert headers["cache-control"] == "public, no-cache"
    assert ask("/static/media/font.e5.woff2", if_none_match=headers["etag"])[0] == 304


def test_a_file_is_compressed_once_for_all_who_ask_at_the_same_time(folder, monkeypatch):
    times = []
    monkeypatch.setattr(static, "packed", lambda content, encoding: times.append(encoding) or b"packed")
    middleware = PackedStatics(behind, folder, "")

    async def crowd():
        await asyncio.gather(*(middleware._answer("static/js/index.a1.js", "br") for _ in range(20)))

    run(crowd())
    assert times == ["br"]


def test_a_reader_who_leaves_early_takes_nothing_from_the_others(folder, monkeypatch):
    leaving = threading.Event()
    monkeypatch.setattr(static, "packed", lambda content, encoding: leaving.wait(20) and b"packed")
    middleware = PackedStatics(behind, folder, "")
    headers = [(b"accept-encoding", b"br")]
    scope = {"type": "http", "method": "GET", "path": "/static/js/index.a1.js", "headers": headers}
    sent = []

    async def send(message):
        sent.append(message)

    async def two_readers():
        early = asyncio.create_task(middleware(scope, None, send))
        await asyncio.sleep(0)
        early.cancel()
        leaving.set()
        await middleware(scope, None, send)

    run(two_readers())
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert sent[1]["body"] == b"packed"


def test_what_is_compressed_serves_the_next_server(cache, monkeypatch):
    first = packing.packed(SCRIPT, "br")
    assert [file.read_bytes() for file in cache.iterdir()] == [first]
    monkeypatch.setattr(packing.brotli, "compress", None)
    assert packing.packed(SCRIPT, "br") == first
    assert packing.packed(SCRIPT, "gzip") != first


def test_where_nothing_can_be_kept_it_is_compressed_all_the_same(tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(packing, "cache_folder", lambda: tmp_path / "file" / "cache")
    assert brotli.decompress(packing.packed(SCRIPT, "br")) == SCRIPT


def test_streamlits_own_files_are_found():
    middleware = PackedStatics(behind)
    (stage,) = served()
    assert f'"../{stage}"' in fetched()
    assert middleware._files[f"static/{stage}"].read_text(encoding="utf-8") == bundle("component.js")
    assert len(middleware._first & set(middleware._files)) > 50
