"""A class of a thousand: one server and several behind HAProxy, with a bare page's server beside them.

Most of a class only has a page open; some do something now and then. A server is killed in the middle, and
each is stopped and started anew in turn: what readers see of it is counted.
"""

import asyncio
import random
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from websockets.exceptions import WebSocketException

from tests.benchmarks.opening import LESSONS
from tests.benchmarks.reader import Reader
from tests.benchmarks.readers import percentile
from tests.benchmarks.servers import BARE
from tests.benchmarks.table import row
from tests.replicas import Class, behind_haproxy

OPEN, ACTIVE = 1_000, 200
THOUGHT = 6.0  # seconds between two reruns of one who is active
SECONDS = 30.0  # for which the active ones go on
WARMING = 8.0  # seconds that a server has for loading torch
OPENING_AT_ONCE = 20
PATIENCE = 40.0  # seconds, after which a reader who has no server is lost


@dataclass
class Seen:
    """What readers met."""

    openings: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    returns: list[float] = field(default_factory=list)
    errors: int = 0
    lost: int = 0


async def come(reader: Reader, seen: Seen, gate: asyncio.Semaphore) -> bool:
    async with gate:
        try:
            seen.openings.append((await reader.opening())[0])
            return True
        except (OSError, WebSocketException) as error:
            print(f"  a reader could not come: {error!r}")
            seen.lost += 1
            return False


async def come_back(reader: Reader, seen: Seen) -> bool:
    """Do as a browser does whose socket was closed: try again until there is a server."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < PATIENCE:
        try:
            await reader.opening()
            seen.returns.append(time.perf_counter() - begun)
            return True
        except (OSError, WebSocketException):
            await asyncio.sleep(random.uniform(0.5, 1.5))
    seen.lost += 1
    return False


async def act(reader: Reader, seen: Seen, end: float) -> None:
    """Think, change something, look; come back where the server has gone."""
    await asyncio.sleep(random.uniform(0, THOUGHT))
    while time.perf_counter() < end:
        try:
            seen.reruns.append(await asyncio.wait_for(reader.rerun(), PATIENCE))
        except (OSError, WebSocketException, TimeoutError):
            if not await come_back(reader, seen):
                return
        await asyncio.sleep(random.uniform(0.5, 1.5) * THOUGHT)


async def rest(reader: Reader, seen: Seen, end: float) -> None:
    """Have the page open: nothing is asked for until the server goes."""
    while time.perf_counter() < end:
        try:
            await asyncio.wait_for(reader.closed(), max(0.1, end - time.perf_counter()))
        except TimeoutError:
            return
        if not await come_back(reader, seen):
            return


async def lesson(them: Class, pages: list[str], meanwhile=None) -> Seen:
    seen, gate = Seen(), asyncio.Semaphore(OPENING_AT_ONCE)
    readers = [Reader(them.address, pages[i % len(pages)]) for i in range(OPEN)]
    there = await asyncio.gather(*(come(each, seen, gate) for each in readers))
    readers = [each for each, is_there in zip(readers, there, strict=True) if is_there]
    end = time.perf_counter() + SECONDS
    active = min(ACTIVE, len(readers))
    at = [act(each, seen, end) for each in readers[:active]]
    at += [rest(each, seen, end) for each in readers[active:]]
    also = [asyncio.to_thread(meanwhile)] if meanwhile else []
    await asyncio.gather(*at, *also)
    seen.errors = sum(each.errors for each in readers)
    await asyncio.gather(*(each.close() for each in readers), return_exceptions=True)
    return seen


def tell(what: str, seen: Seen, usual: Seen | None = None) -> None:
    for name in ("openings", "reruns", "returns"):
        numbers = getattr(seen, name)
        if numbers:
            shown = " / ".join(f"{percentile(numbers, part):.2f}" for part in (50, 95, 99))
            before = getattr(usual, name) if usual else []
            ratio = statistics.median(numbers) / statistics.median(before) if before else None
            row(f"{what}: {name}, {len(numbers)}, p50 / p95 / p99", f"{shown} s", "", ratio)
    row(f"{what}: errors, readers lost", f"{seen.errors}, {seen.lost}", "none")


async def warm(them: Class, pages: list[str]) -> None:
    """Open every page once at each server, so that torch and what all readers share is there."""
    for each in them.replicas:
        for page in pages:
            reader = Reader(f"http://127.0.0.1:{each.port}", page)
            await reader.opening()
            await reader.close()
    await asyncio.sleep(WARMING)


def memory(them: Class) -> float:
    """Megabytes of all replicas."""
    total = 0
    for each in them.replicas:
        lines = Path(f"/proc/{each.process.pid}/status").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    return total / 1024


def kill_one(them: Class) -> None:
    time.sleep(SECONDS / 3)
    them.replicas[0].kill()
    time.sleep(2)
    them.replicas[0].start()


def restart_all(them: Class) -> None:
    """Stop and start each in turn, as an upgrade does."""
    for each in them.replicas:
        time.sleep(2)
        each.stop()
        each.start()
        each.await_health()


def measure_class(count: int, script: str | None, pages: list[str], meanwhile=None) -> Seen:
    with behind_haproxy(count, script) as them:
        asyncio.run(warm(them, pages))
        before = memory(them)
        seen = asyncio.run(lesson(them, pages, meanwhile and (lambda: meanwhile(them))))
        after = memory(them)
    what = "bare" if script else "lessons"
    row(f"memory of {count} ({what}): before, after", f"{before:.0f}, {after:.0f} MB")
    row(f"memory a reader ({what})", f"{(after - before) / OPEN:.2f} MB")
    return seen


def measure() -> None:
    print(f"\n{OPEN:,} pages open, {ACTIVE} of them active, {THOUGHT:g} s of thought, {SECONDS:g} s")
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        usual = measure_class(1, str(bare), [""])
    tell("a bare page, one server", usual)
    pages = list(LESSONS)
    tell("lessons, one server", measure_class(1, None, pages), usual)
    tell("lessons, two servers", measure_class(2, None, pages), usual)
    tell("two servers, one killed", measure_class(2, None, pages, kill_one), usual)
    tell("two servers, each restarted", measure_class(2, None, pages, restart_all), usual)
