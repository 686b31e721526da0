"""The published course: bytes on the wire with gzip, the first moving picture in a new browser."""

import gzip
import mimetypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from playwright.sync_api import sync_playwright

from dsviz.course.lessons import LESSONS
from dsviz.course.publish import course
from tests.benchmarks.opening import MOVING, TIMES, middle, visit
from tests.benchmarks.table import row
from tests.browsers import launched

MOST = 150_000  # bytes of a lesson with all it needs
BLANK = "blank.html"
STILL = ("backward", "transposed")  # lessons that wait for the reader: their first picture does not move
PAINTED = "[data-testid=stage][data-ready=true]"


@contextmanager
def site(packed: dict[str, bytes]) -> Iterator[str]:
    """Serve files that are packed already, as a web server does that keeps them so."""

    class Packed(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            content = packed[self.path.partition("?")[0].lstrip("/")]
            kind = mimetypes.guess_type(self.path)[0] or "text/html"
            self.send_response(200)
            for name, value in (("Type", kind), ("Encoding", "gzip"), ("Length", str(len(content)))):
                self.send_header(f"Content-{name}", value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Packed) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def weight(files: dict[str, str], packed: dict[str, bytes], name: str) -> int:
    """Bytes of a page and of all that it brings."""
    brought = re.findall(r"assets/[\w.]+", files[name])
    return sum(len(packed[each]) for each in {name, *brought})


def measure() -> None:
    files = course()
    packed = {name: gzip.compress(text.encode(), 9) for name, text in files.items()}
    packed[BLANK] = gzip.compress(b"<!doctype html><p>first text")
    with sync_playwright() as playwright, site(packed) as address:
        browser = launched(playwright)
        blank = middle([visit(browser, f"{address}/{BLANK}", "p") for _ in range(TIMES)])
        row("loopback, new browser: first text of a page with no more", f"{blank:,.0f} ms")
        for lesson in LESSONS:
            name = f"en/{lesson}.html"
            count = weight(files, packed, name)
            row(f"course, gzip: {lesson}", f"{count / 1000:,.0f} KB", "at most 150 KB", count / MOST)
            kind, shown = ("picture", PAINTED) if lesson in STILL else ("moving picture", MOVING)
            took = middle([visit(browser, f"{address}/{name}", shown) for _ in range(TIMES)])
            row(f"loopback, new browser: its first {kind}", f"{took:,.0f} ms", "", took / blank)
        browser.close()
