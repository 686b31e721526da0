"""A real Chromium, and the app on a server of its own. A console error or a traceback fails the test."""

import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.serving import await_health, free_port, stop

ROOT = Path(__file__).parents[2]
DESK: ViewportSize = {"width": 1280, "height": 720}

# A page whose server a test has stopped looks for it here.
STREAMLITS_OWN = "/_stcore/"
# What Streamlit's page says when something is left while there is no server.
WITHOUT_SERVER = "when disconnected from server"
OURS = ("127.0.0.1", "localhost")
FETCHED = ("http", "https", "ws", "wss")

expect.set_options(timeout=40_000)


def pytest_collection_modifyitems(items):
    """Have each browser test tried once more: what its machine does beside it is no fault of the app.

    The end of a run names those that needed it (R); one that does so often is a fault to be found.
    """
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def empty_page():
    """The address of a page of this machine with nothing on it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Empty) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Empty(BaseHTTPRequestHandler):
    """Answers with a page that has nothing on it."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def reader(browser, empty_page):
    """Readers with the settings asked for; all pages of one share what its browser has fetched before."""
    readers: dict[str, BrowserContext] = {}

    def with_settings(**options) -> BrowserContext:
        key = repr(sorted(options.items()))
        if key not in readers:
            readers[key] = browser.new_context(**options)
            # As long as this page is open, its process and what it has compiled are there for the others.
            readers[key].new_page().goto(empty_page)
        return readers[key]

    yield with_settings
    for each in readers.values():
        each.close()


@contextmanager
def watched(context: BrowserContext, viewport: ViewportSize):
    """A page whose errors fail the test when it closes, and so does a request to any other machine."""
    errors: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: errors.append(request.url) if is_foreign(request.url) else None)
    page.on("websocket", lambda socket: errors.append(socket.url) if is_foreign(socket.url) else None)
    page.set_viewport_size(viewport)
    page.on("pageerror", lambda error: errors.append(f"{error}\n{error.stack}"))
    page.on("console", lambda message: errors.append(message.text) if _counts(message) else None)
    try:
        yield page
        shown = page.locator("[data-testid=stException]")
        errors.extend(shown.all_inner_texts())
    finally:
        page.close()
    assert not errors, "\n".join(errors)


def is_foreign(url: str) -> bool:
    """Whether a browser would ask another machine for it; all servers of tests are on this one."""
    parts = urlsplit(url)
    return parts.scheme in FETCHED and parts.hostname not in OURS


def _counts(message) -> bool:
    asks_for_server = STREAMLITS_OWN in (message.location or {}).get("url", "")
    is_of_server = WITHOUT_SERVER in message.text or (asks_for_server and "404" not in message.text)
    return message.type == "error" and not is_of_server


@pytest.fixture
def open_page(reader, browser):
    """Open watched pages; they are all closed, and their errors counted, at the end of the test.

    So every test of this folder also sees that no page asks anything of another machine.

    A page that is given a clock of its own is opened `apart`: Playwright gives the clock to all pages
    of its reader, and in those of later tests no time would pass.
    """
    with ExitStack() as opened:

        def opening(viewport: ViewportSize = DESK, apart: bool = False, **options) -> Page:
            context = opened.enter_context(browser.new_context(**options)) if apart else reader(**options)
            return opened.enter_context(watched(context, viewport))

        yield opening


@contextmanager
def running_app(script: str = "app.py", port: int | None = None):
    """The app, or another script, on a fresh server: its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"]
    options = ["--server.headless=true", "--server.fileWatcherType=none", "--server.address=127.0.0.1"]
    with subprocess.Popen(
        command + options,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            await_health(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            stop(server)


@pytest.fixture(scope="session")
def fresh_port():
    """One port for all fresh servers: at another one a browser would have all scripts to fetch anew."""
    return free_port()


@pytest.fixture
def fresh_app(fresh_port):
    with running_app(port=fresh_port) as address:
        yield address


@pytest.fixture(scope="session")
def app(browser):
    """The app on a server that has torch; tests of a server's first seconds ask for `fresh_app`."""
    with running_app() as address:
        page = browser.new_page()
        page.goto(address)
        expect(page.get_by_test_id("badge")).to_contain_text("torch and NumPy", timeout=180_000)
        page.close()
        yield address
