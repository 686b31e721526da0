"""Many readers at once: how long an opening and a rerun take, and what the server holds."""

import asyncio
import random
import statistics
import time
from dataclasses import dataclass, field

from websockets.exceptions import WebSocketException

from tests.benchmarks.opening import LESSONS
from tests.benchmarks.reader import Reader
from tests.benchmarks.servers import Served, bare_page, page_of_as_many, warm_app
from tests.benchmarks.table import row

# Readers, and seconds of thought between two reruns of each.
CROWDS = ((1, 0.2), (50, 1.0), (200, 6.0))
RERUNS = 6


@dataclass
class Crowd:
    """What N readers met."""

    openings: list[float] = field(default_factory=list)
    rests: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    errors: int = 0


async def read(address: str, page: str, thought: float, crowd: Crowd, reruns: int) -> None:
    """Be one reader: arrive, look, change something, look again."""
    reader = Reader(address, page)
    await asyncio.sleep(random.uniform(0, 2 * thought))
    try:
        first, rest = await reader.opening()
        crowd.openings.append(first)
        crowd.rests.append(rest)
        for _ in range(reruns):
            await asyncio.sleep(random.uniform(0.5, 1.5) * thought)
            crowd.reruns.append(await reader.rerun())
        await reader.close()
    except (OSError, WebSocketException) as error:
        print(f"  a reader was lost: {error!r}")
        crowd.errors += 1
    crowd.errors += reader.errors


async def gather(address: str, pages: list[str], count: int, thought: float) -> Crowd:
    crowd = Crowd()
    # A single reader reads on, so that there are enough numbers for a 95th percentile.
    reruns = RERUNS if count > 1 else 60
    at = [read(address, pages[i % len(pages)], thought, crowd, reruns) for i in range(count)]
    await asyncio.gather(*at)
    return crowd


def percentile(numbers: list[float], part: int) -> float:
    return statistics.quantiles(numbers, n=100)[part - 1] if len(numbers) > 1 else sum(numbers)


def tell(what: str, numbers: list[float], usual: list[float] | None = None, limit: str = "") -> None:
    shown = " / ".join(f"{percentile(numbers, part) * 1000:.0f}" for part in (50, 95, 99))
    ratio = percentile(numbers, 50) / percentile(usual, 50) if usual else None
    row(what, f"{shown} ms", limit, ratio)


def measure_crowd(app: Served, bare: Served, as_many: Served, count: int, thought: float) -> None:
    usual = asyncio.run(gather(bare.address, [""], count, thought))
    least = asyncio.run(gather(as_many.address, [""], count, thought))
    got = asyncio.run(gather(app.address, list(LESSONS), count, thought))
    print(f"\n{count} readers, {thought:g} s of thought: p50 / p95 / p99")
    tell("opening a bare page", usual.openings)
    tell(
        "opening a lesson, to its first picture",
        got.openings,
        usual.openings,
        "at most 2x, p95 at most 500 ms",
    )
    tell("the rest of it, asked for by the browser", got.rests, usual.openings)
    tell("rerun of a bare page", usual.reruns)
    tell("rerun of a lesson, torch loaded", got.reruns, usual.reruns, "at most 1.5x, p95 at most 500 ms")
    tell("rerun of a page of Streamlit's with as many elements", least.reruns, usual.reruns)
    row("errors: bare page, lessons", f"{usual.errors}, {got.errors}", "none")
    row("memory of the app's server", f"{app.memory():.0f} MB")


def measure() -> None:
    with bare_page() as bare, page_of_as_many() as as_many, warm_app() as app:
        for count, thought in CROWDS:
            measure_crowd(app, bare, as_many, count, thought)
            time.sleep(2)
