"""The first picture in a browser that has never been here: loopback, warm and cold, and a class's line."""

import json
import statistics
import time
from dataclasses import dataclass, field

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.servers import bare_page, the_app
from tests.benchmarks.table import row
from tests.browsers import launched

TEXT = "[data-testid=stMarkdown] p"
MOVING = "[data-testid=stage][data-playing=true]"
LESSONS = {
    "": "the front door",
    "Standard_convolution": "Standard convolution",
    "Depthwise_convolution": "Depthwise convolution",
    "Pointwise_convolution": "Pointwise convolution",
    "Depthwise_separable": "Depthwise separable convolution",
}
STANDARD = "Standard_convolution"
TIMES = 5
# 10 Mbit/s and 40 ms.
LINE = {"offline": False, "latency": 40, "downloadThroughput": 1.25e6, "uploadThroughput": 1.25e6}
QUIET = 2.0  # seconds without a byte, after which a page has come whole
FIRST_SEEN = """
  const inside = (root) => root.querySelector(%s)
    ?? [...root.querySelectorAll("*")].some((each) => each.shadowRoot && inside(each.shadowRoot));
  const look = () => {
    const there = document.documentElement && inside(document);
    requestAnimationFrame(there ? () => { window.firstSeen = Date.now(); } : look);
  };
  requestAnimationFrame(look);
"""


@dataclass
class Visit:
    """One visit of a new browser: milliseconds to the first picture, bytes by then and in all."""

    start: float = field(default_factory=time.time)
    first: float = 0.0
    received: list[tuple[float, float]] = field(default_factory=list)

    def note(self, count: float) -> None:
        self.received.append((time.time(), count))

    def is_whole(self) -> bool:
        return time.time() - max((at for at, _ in self.received), default=time.time()) > QUIET

    def bytes_by(self, moment: float) -> float:
        return sum(count for at, count in self.received if (at - self.start) * 1000 <= moment)


def visit(browser: Browser, address: str, selector: str, *, line: bool = False) -> Visit:
    """Open an address and wait for the frame after the one that first has something on it.

    The page's own frames tell: a driver that asks from outside asks twice a second only, in the end.
    """
    # The measuring script is not the page's own, which its Content-Security-Policy would refuse.
    context = browser.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=True)
    context.add_init_script(FIRST_SEEN % json.dumps(selector))
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    if line:
        devtools.send("Network.emulateNetworkConditions", LINE)
    seen = Visit()
    devtools.on("Network.loadingFinished", lambda event: seen.note(event["encodedDataLength"]))
    devtools.on(
        "Network.webSocketFrameReceived",
        lambda event: seen.note(len(event["response"]["payloadData"]) * 3 / 4),
    )
    page.goto(address, wait_until="commit")
    page.wait_for_function("window.firstSeen !== undefined", timeout=120_000)
    seen.first = page.evaluate("window.firstSeen") - seen.start * 1000
    while line and not seen.is_whole():
        page.wait_for_timeout(100)
    context.close()
    return seen


def middle(visits: list[Visit]) -> float:
    return statistics.median(each.first for each in visits)


def measure_cold(browser: Browser) -> None:
    """Each page on servers of its own, in turns, so that all meet the same noise."""
    bare: list[Visit] = []
    lessons: dict[str, list[Visit]] = {page: [] for page in LESSONS}
    for _ in range(TIMES):
        with bare_page() as served:
            bare.append(visit(browser, served.address, TEXT))
        for page, visits in lessons.items():
            with the_app() as served:
                visits.append(visit(browser, f"{served.address}/{page}", MOVING))
    row("loopback, fresh server: first text of a bare page", f"{middle(bare):,.0f} ms")
    for page, visits in lessons.items():
        took = middle(visits)
        row(
            f"first moving picture of {LESSONS[page]}", f"{took:,.0f} ms", "at most 1.3x", took / middle(bare)
        )


def measure_warm(browser: Browser) -> None:
    """Loopback on servers that have had readers, with and without Nagle's algorithm; then the line."""
    with bare_page() as bare, the_app(browser) as app, the_app(browser, by_streamlit=True) as delayed:
        for line, what, limit in ((False, "loopback", "at most 1.3x"), (True, "line", "at most 0.6x")):
            texts, pictures, late = [], [], []
            for _ in range(TIMES):
                texts.append(visit(browser, bare.address, TEXT, line=line))
                pictures.append(visit(browser, f"{app.address}/{STANDARD}", MOVING, line=line))
                late.append(visit(browser, f"{delayed.address}/{STANDARD}", MOVING, line=line))
            usual = middle(texts)
            row(f"{what}, warm server: first text of a bare page", f"{usual:,.0f} ms")
            for visits, name in ((pictures, "Standard convolution"), (late, "the same by `streamlit run`")):
                row(f"first picture of {name}", f"{middle(visits):,.0f} ms", limit, middle(visits) / usual)
    for visits, name, most in ((texts, "a bare page", ""), (pictures, LESSONS[STANDARD], "at most 3,000 KB")):
        first = statistics.median(each.bytes_by(each.first) for each in visits)
        whole = statistics.median(each.bytes_by(float("inf")) for each in visits)
        row(f"line: sent for {name} by the first picture", f"{first / 1000:,.0f} KB")
        row(f"line: sent for {name} in all", f"{whole / 1000:,.0f} KB", most)


def measure() -> None:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        measure_warm(browser)
        measure_cold(browser)
        browser.close()
