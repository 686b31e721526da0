"""Does the server keep what it should let go: thousands of sessions of all pages, then idle minutes."""

import asyncio
import random
import time

import numpy as np

from dsviz.saved.link import state_to_text
from dsviz.saved.state import State
from dsviz.ui.shell.page import SECTIONS
from tests.benchmarks.reader import Reader
from tests.benchmarks.servers import Served, warm_app
from tests.benchmarks.table import row

SESSIONS = 2_000
EVERY = 200
AT_ONCE = 8
PAGES = [page.address for pages in SECTIONS.values() for page in pages]
OWN = ("Playground", "Check_my_work")


def own_tensors(seed: int) -> str:
    """A link with a layer that no reader before had."""
    numbers = np.random.default_rng(seed)
    size = int(numbers.integers(6, 16))
    x, weight = numbers.integers(-9, 10, (3, size, size)), numbers.integers(-3, 4, (2, 3, 3, 3))
    return f"s={state_to_text(State(x, weight))}"


async def session(address: str, number: int) -> int:
    page = PAGES[number % len(PAGES)]
    reader = Reader(address, page, own_tensors(number) if page in OWN else "")
    await reader.opening()
    for _ in range(random.randrange(3)):
        await reader.rerun()
    await reader.close()
    return reader.errors


async def sessions(address: str, first: int) -> int:
    errors = 0
    for start in range(first, first + EVERY, AT_ONCE):
        errors += sum(await asyncio.gather(*(session(address, start + i) for i in range(AT_ONCE))))
    return errors


def soak(served: Served, idle_minutes: float) -> None:
    row("memory at first", f"{served.memory():.0f} MB")
    errors = 0
    for first in range(0, SESSIONS, EVERY):
        errors += asyncio.run(sessions(served.address, first))
        row(f"memory after {first + EVERY:,} sessions of {len(PAGES)} pages", f"{served.memory():.0f} MB")
    row("errors", str(errors), "none")
    time.sleep(idle_minutes * 60)
    row(f"memory after {idle_minutes:g} idle minutes", f"{served.memory():.0f} MB")


def measure(idle_minutes: float = 10.0) -> None:
    with warm_app() as served:
        soak(served, idle_minutes)
