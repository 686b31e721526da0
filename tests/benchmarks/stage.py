"""What the stage weighs, and what a step of it costs the browser."""

import json
import math
import statistics
import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from dsviz.conv.rewritten import input_gradient, scatter_of, transposed
from dsviz.conv.rewritten_weights import weight_gradient
from dsviz.conv.trace import trace
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.examples.backward import BACKWARD
from dsviz.examples.transposed import TRANSPOSED
from dsviz.stage import scene, stage_html
from dsviz.stage.bundles import bundle
from dsviz.ui.parts.sums_taken import Taken, moving_page
from tests.benchmarks.servers import the_app
from tests.benchmarks.table import row
from tests.browsers import launched

SECONDS = 3
# Of the largest maps that are stamped with numbers to be read.
LARGEST = TransposedLayer.from_tensors(
    np.arange(4 * 8 * 8).reshape(4, 8, 8) % 7 - 3,
    np.arange(4 * 4 * 9).reshape(4, 4, 3, 3) % 5 - 2,
    stride=2,
    padding=1,
    output_padding=1,
)
LIMIT_OF_ONE_RUN = 2  # ms of script a step, on Separable, where two stages move
STEPS = """(stage, count) => {
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


def large_layer(outputs: int, filters: int = 1):
    random = np.random.default_rng(0)
    x = random.integers(-9, 10, (3, outputs + 2, outputs + 2))
    return x, random.integers(-3, 4, (filters, 3 if filters == 1 else 1, 3, 3))


def measure_bytes() -> None:
    code = len((bundle("component.js") + bundle("stage.css")).encode())
    row("script and style of the stage", f"{code:,} B", "at most 61,440 B")
    for outputs in (3, 28, 62, 222):
        data = scene(trace(*large_layer(outputs)))
        elements = sum(math.prod(data[name]["shape"]) for name in "xwy")
        size = len(json.dumps(data, separators=(",", ":")))
        allowed = 2048 + 12 * elements
        row(
            f"scene of {outputs}x{outputs} outputs, {elements:,} numbers",
            f"{size:,} B",
            f"at most {allowed:,} B",
            size / allowed,
        )


def measure_steps(browser, folder: Path) -> None:
    blank = browser.new_page(viewport={"width": 1280, "height": 720})
    rate, _ = blank.evaluate(FRAMES, SECONDS)
    row("frames a second of an empty page", f"{rate:.1f}")
    for outputs, filters, limit in ((28, 1, 2), (62, 1, 2), (62, 3, 2), (222, 3, 4)):
        layer, groups = large_layer(outputs, filters), {"groups": filters}
        what = f"{outputs}x{outputs}x{filters}"
        file = folder / "stage.html"
        file.write_text(stage_html(*layer, **groups), encoding="utf-8")
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"{file.as_uri()}#step=0")
        page.wait_for_selector("[data-ready=true]")
        times = page.get_by_test_id("stage").first.evaluate(STEPS, 700)
        middle, worst = statistics.median(times), statistics.quantiles(times, n=100)[-1]
        row(f"script a step at {what}: median", f"{middle:.2f} ms", f"at most {limit} ms", middle / limit)
        row(f"script a step at {what}: 99th percentile", f"{worst:.2f} ms")
        page.get_by_role("slider", name="Speed").fill("7")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="First step").click()
        page.get_by_role("button", name="Play").click()
        frames, steps = page.evaluate(FRAMES, SECONDS)
        row(
            f"frames a second while playing {what}",
            f"{frames:.1f}",
            "the empty page's rate",
            frames / rate,
        )
        row(f"pictures a second while playing {what}", f"{steps:.1f}", "", steps / rate)
        page.close()


def measure_copies(browser, folder: Path) -> None:
    """Step through gradients and a transposed layer, whose numbers are called by other tensors' names."""
    known = BACKWARD["standard"]
    strided = TRANSPOSED["strided"]
    shown = {
        "dx": (input_gradient(known.layer, known.dy), None),
        "dw": (weight_gradient(known.layer, known.dy), None),
        "transposed": (transposed(strided), None),
        "dx, stamped": (input_gradient(known.layer, known.dy), scatter_of(known.layer, known.dy)),
        "transposed, stamped": (transposed(strided), strided),
        "transposed, 4 to 4 channels of 16x16": (transposed(LARGEST), None),
        "transposed, 4 to 4 channels of 16x16, stamped": (transposed(LARGEST), LARGEST),
    }
    for name, (found, stamps) in shown.items():
        file = folder / f"{name}.html"
        taken = Taken(name, name, name.partition(",")[0], found, lambda: None, {}, scatter=stamps)
        file.write_text(moving_page(taken, "en"), encoding="utf-8")
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"{file.as_uri()}#step=0")
        page.wait_for_selector("[data-ready=true]")
        shape = stamps.x.shape if stamps else found.layer.output_shape
        stage, steps = page.get_by_test_id("stage").first, math.prod(shape) - 1
        times = [time for _ in range(-(-700 // steps)) for time in stage.evaluate(STEPS, steps)]
        middle, worst = statistics.median(times), statistics.quantiles(times, n=100)[-1]
        row(
            f"script a step of {name}: median",
            f"{middle:.2f} ms",
            f"at most {LIMIT_OF_ONE_RUN} ms",
            middle / LIMIT_OF_ONE_RUN,
        )
        row(f"script a step of {name}: 99th percentile", f"{worst:.2f} ms")
        page.close()


def measure_one_run(browser, app: str) -> None:
    """Step through Separable's two layers, filter by filter and place by place."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    for example, steps, rounds in (("separable-tensorflow", 19, 40), ("separable-64", 700, 1)):
        for order in ("filter", "place"):
            page.goto(f"{app}/Depthwise_separable?example={example}&order={order}&step=0")
            page.locator("[data-testid=stage][data-ready=true]").nth(1).wait_for()
            page.wait_for_timeout(SECONDS * 1000)
            stage = page.get_by_test_id("stage").first
            times = [time for _ in range(rounds) for time in stage.evaluate(STEPS, steps)]
            middle, worst = statistics.median(times), statistics.quantiles(times, n=100)[-1]
            what = f"script a step of one run, {example}, by {order}"
            row(
                f"{what}: median",
                f"{middle:.2f} ms",
                f"at most {LIMIT_OF_ONE_RUN} ms",
                middle / LIMIT_OF_ONE_RUN,
            )
            row(f"{what}: 99th percentile", f"{worst:.2f} ms")
    page.close()


def measure() -> None:
    measure_bytes()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = launched(playwright)
        measure_steps(browser, Path(name))
        measure_copies(browser, Path(name))
        with the_app() as app:
            measure_one_run(browser, app.address)
        browser.close()
