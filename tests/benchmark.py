"""What the stage and the pages cost, as a table with ratios: ``python tests/benchmark.py``.

Every ratio compares two things measured in this one run, on this machine. Nothing here is a test.
"""

import asyncio
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import websockets
from playwright.sync_api import sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dsviz.stage import scene, stage_html
from dsviz.stage.page import asset
from tests.browser.conftest import FLAGS, chromium, running_app

BARE = "import streamlit as st\n\nst.title('bare')\nst.write('first text')\n"
LESSONS = (
    "",
    "Standard_convolution",
    "Depthwise_convolution",
    "Pointwise_convolution",
    "Depthwise_separable",
)
SECONDS = 3
STEPS = """(count) => {
  const stage = document.querySelector("[data-testid=stage]");
  const how = { bubbles: true, composed: true };
  const press = (key) => stage.dispatchEvent(new KeyboardEvent("keydown", { key, ...how }));
  press("Home");
  return Array.from({ length: count }, () => {
    const start = performance.now();
    press("ArrowRight");
    return performance.now() - start;
  });
}"""
FRAMES = """(seconds) => new Promise((done) => {
  const stage = document.querySelector("[data-testid=stage]");
  const [frames, steps, start] = [[], new Set(), performance.now()];
  const frame = (now) => {
    frames.push(now);
    if (stage) steps.add(stage.dataset.step);
    if (performance.now() - start < seconds * 1000) requestAnimationFrame(frame);
    else done([frames.length / seconds, steps.size / seconds]);
  };
  requestAnimationFrame(frame);
})"""

FIRST_SEEN = """
  const inside = (root) => root.querySelector(%s)
    ?? [...root.querySelectorAll("*")].some((each) => each.shadowRoot && inside(each.shadowRoot));
  const look = () => {
    const there = document.documentElement && inside(document);
    requestAnimationFrame(there ? () => { window.firstSeen = Date.now(); } : look);
  };
  requestAnimationFrame(look);
"""


def row(name: str, value: str, limit: str = "", ratio: float | None = None) -> None:
    print(f"{name:<58} {value:>18} {'' if ratio is None else f'{ratio:.2f}x':>8}  {limit}")


def large_layer(outputs: int):
    random = np.random.default_rng(0)
    return random.integers(-9, 10, (3, outputs + 2, outputs + 2)), random.integers(-3, 4, (1, 3, 3, 3))


def measure_bytes() -> None:
    code = len((asset("stage.js") + asset("stage.css")).encode())
    row("script and style of the stage", f"{code:,} B", "at most 61,440 B")
    for outputs in (3, 28, 62):
        data = scene(*large_layer(outputs))
        elements = sum(math.prod(data[name]["shape"]) for name in "xwy")
        size = len(json.dumps(data, separators=(",", ":")))
        allowed = 2048 + 12 * elements
        row(
            f"scene of {outputs}x{outputs} outputs, {elements:,} numbers",
            f"{size:,} B",
            f"at most {allowed:,} B",
            size / allowed,
        )


def measure_stage(browser, folder: Path) -> None:
    blank = browser.new_page(viewport={"width": 1280, "height": 720})
    rate, _ = blank.evaluate(FRAMES, SECONDS)
    row("frames a second of an empty page", f"{rate:.1f}")
    for outputs in (28, 62):
        file = folder / "stage.html"
        file.write_text(stage_html(*large_layer(outputs)), encoding="utf-8")
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"{file.as_uri()}#step=0")
        page.wait_for_selector("[data-ready=true]")
        times = page.evaluate(STEPS, 700)
        middle, worst = statistics.median(times), statistics.quantiles(times, n=100)[-1]
        row(f"script a step at {outputs}x{outputs}, 3 channels: median", f"{middle:.2f} ms", "at most 2 ms")
        row(f"script a step at {outputs}x{outputs}, 3 channels: 99th percentile", f"{worst:.2f} ms")
        page.get_by_role("slider", name="Speed").fill("7")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="First step").click()
        page.get_by_role("button", name="Play").click()
        frames, steps = page.evaluate(FRAMES, SECONDS)
        row(
            f"frames a second while playing {outputs}x{outputs}",
            f"{frames:.1f}",
            "the empty page's rate",
            frames / rate,
        )
        row(f"steps a second while playing {outputs}x{outputs}", f"{steps:.1f}", "", steps / rate)
        page.close()


def first_seen(browser, address: str, selector: str) -> float:
    """Milliseconds from asking for an address to the frame after the one that first has something on it.

    The page's own frames tell: a driver that asks from outside asks twice a second only, in the end.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.add_init_script(FIRST_SEEN % json.dumps(selector))
    page = context.new_page()
    start = time.time() * 1000
    page.goto(address, wait_until="commit")
    page.wait_for_function("window.firstSeen !== undefined", timeout=60_000)
    seen = page.evaluate("window.firstSeen")
    context.close()
    return seen - start


@contextmanager
def bare_app(folder: Path):
    (folder / "bare.py").write_text(BARE, encoding="utf-8")
    with running_app(str(folder / "bare.py")) as address:
        yield address


def measure_first_picture(browser, folder: Path) -> None:
    """Each page on servers of its own, in turns, so that all meet the same noise."""
    moving = "[data-testid=stage][data-playing=true]"
    bare, lessons = [], {page: [] for page in LESSONS}
    for _ in range(5):
        with bare_app(folder) as address:
            bare.append(first_seen(browser, address, "[data-testid=stMarkdown] p"))
        for page, took in lessons.items():
            with running_app() as address:
                took.append(first_seen(browser, f"{address}/{page}", moving))
    usual = statistics.median(bare)
    row("fresh server: first text of a bare page", f"{usual:,.0f} ms")
    for page, took in lessons.items():
        middle = statistics.median(took)
        row(f"first moving picture of {named(page)}", f"{middle:,.0f} ms", "at most 1.5x", middle / usual)


def named(page: str) -> str:
    return page or "the front door"


async def reruns(address: str, page: str, count: int) -> list[float]:
    """Milliseconds of each of `count` reruns, as a client of the server sees them."""
    stream = address.replace("http", "ws") + "/_stcore/stream"
    took = []
    async with websockets.connect(stream, max_size=None, subprotocols=["streamlit"]) as socket:
        for _ in range(count):
            message = BackMsg()
            message.rerun_script.query_string = ""
            message.rerun_script.page_name = page
            start = time.perf_counter()
            await socket.send(message.SerializeToString())
            await _finished(socket)
            took.append((time.perf_counter() - start) * 1000)
    return took


async def _finished(socket) -> None:
    while True:
        message = ForwardMsg.FromString(await socket.recv())
        if message.WhichOneof("type") == "script_finished":
            return


def await_torch(address: str) -> None:
    """Have a drawn page ask for torch, and wait until it has confirmed the numbers."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page()
        page.goto(f"{address}/Standard_convolution")
        page.get_by_text("torch − NumPy").wait_for(timeout=60_000)
        browser.close()


def measure_reruns(folder: Path) -> None:
    with bare_app(folder) as address:
        bare = statistics.median(asyncio.run(reruns(address, "", 60))[10:])
    row("rerun of a bare page", f"{bare:.1f} ms")
    with running_app() as address:
        await_torch(address)
        for page in LESSONS:
            cost = statistics.median(asyncio.run(reruns(address, page, 60))[10:])
            row(
                f"rerun of {named(page)}, torch loaded",
                f"{cost:.1f} ms",
                "at most 3x",
                cost / bare,
            )


def measure_elsewhere() -> None:
    """Counting against torchinfo, and the diagnosis of wrong answers; each can be run by itself."""
    for script in ("tests/cost/bench_count.py", "tests/check/bench_diagnosis.py"):
        print(f"\n{script}", flush=True)
        subprocess.run([sys.executable, script], cwd=Path(__file__).resolve().parents[1], check=True)


def main() -> None:
    row("what", "measured", "wanted", None)
    measure_bytes()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        measure_stage(browser, Path(name))
        measure_first_picture(browser, Path(name))
        browser.close()
    with tempfile.TemporaryDirectory() as name:
        measure_reruns(Path(name))
    measure_elsewhere()


if __name__ == "__main__":
    main()
