"""Servers to measure: the app as the `dsviz` command serves it, and a bare page as Streamlit does."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browsers import launched
from tests.serving import await_health, free_port, stop

ROOT = Path(__file__).parents[2]
BARE = "import streamlit as st\n\nst.title('bare')\nst.write('first text')\n"
# The settings of the app, given to the bare page too, so that a ratio compares the pages.
SAME_SETTINGS = ("--server.fileWatcherType=none", "--runner.postScriptGC=false")


@dataclass(frozen=True)
class Served:
    """A running server."""

    address: str
    pid: int

    def memory(self) -> float:
        """Megabytes it holds; 0 where the system does not tell."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.is_file():
            return 0.0
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return int(lines["VmRSS"].split()[0]) / 1024


@contextmanager
def _serving(*command: str) -> Iterator[Served]:
    port = free_port()
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    with subprocess.Popen(
        [sys.executable, "-m", *command, *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            await_health(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield Served(f"http://127.0.0.1:{port}", server.pid)
        finally:
            stop(server)


@contextmanager
def bare_page() -> Iterator[Served]:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE, encoding="utf-8")
        with _serving("streamlit", "run", str(script), *SAME_SETTINGS) as served:
            yield served


@contextmanager
def page_of_as_many() -> Iterator[Served]:
    """Serve a page of as many elements as a lesson's, without this project's work."""
    with _serving("streamlit", "run", "tests/benchmarks/as_many.py", *SAME_SETTINGS) as served:
        yield served


@contextmanager
def the_app(browser: Browser | None = None, *, by_streamlit: bool = False) -> Iterator[Served]:
    """Serve the app with the command, or as ``streamlit run`` does, whose socket holds small answers back.

    With a browser the server has torch when it is handed over.
    """
    with _serving(*(("streamlit", "run", "app.py") if by_streamlit else ("dsviz.server",))) as served:
        if browser is not None:
            await_torch(browser, served.address)
        yield served


def await_torch(browser: Browser, address: str) -> None:
    """Have a drawn page ask for torch, and wait until it has confirmed the numbers."""
    page = browser.new_page()
    page.goto(f"{address}/Standard_convolution")
    page.get_by_text("torch and NumPy").first.wait_for(timeout=120_000)
    page.close()


@contextmanager
def warm_app() -> Iterator[Served]:
    """Serve the app with torch to what drives no browser."""
    with the_app() as served:
        with sync_playwright() as playwright:
            await_torch(launched(playwright), served.address)
        yield served
