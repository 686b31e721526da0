"""Faults while a server works: sockets dropped in the middle, readers that do not read, uploads torn or slow.

Between them honest readers go on, and each of their runs is timed: they should notice nothing.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import websockets
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException

from tests.benchmarks.reader import Reader
from tests.benchmarks.readers import percentile
from tests.benchmarks.servers import Served, warm_app
from tests.benchmarks.soak import PAGES, session
from tests.benchmarks.table import row

HONEST = 6  # readers at a time
SHARE = 0.5  # of a second between two faults
TOLD_EVERY = 300.0  # seconds


@dataclass
class Run:
    """What came about, and the seconds of the honest readers' sessions."""

    end: float
    done: Counter = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    errors: int = 0


async def honest(address: str, run: Run) -> None:
    number = 0
    while time.monotonic() < run.end:
        begun = time.perf_counter()
        try:
            run.errors += await asyncio.wait_for(session(address, number + random.randrange(10_000)), 60)
            run.took.append(time.perf_counter() - begun)
        except (OSError, WebSocketException, TimeoutError) as error:
            print(f"  an honest reader was lost: {error!r}")
            run.errors += 1
        number += 1
        await asyncio.sleep(random.uniform(0, 2))


async def dropped_socket(address: str) -> None:
    """Ask for a page and hang up while it is being written."""
    reader = Reader(address, random.choice(PAGES))
    await reader.open()
    await reader.socket.send(reader._asking().SerializeToString())
    await asyncio.sleep(random.uniform(0, 0.1))
    reader.socket.transport.abort()


async def slow_reader(address: str) -> None:
    """Ask for pages and read nothing of them for a while."""
    reader = Reader(address, random.choice(PAGES))
    await reader.open()
    reader.socket.transport.pause_reading()
    for _ in range(5):
        await reader.socket.send(reader._asking().SerializeToString())
    await asyncio.sleep(random.uniform(1, 5))
    reader.socket.transport.abort()


async def garbage(address: str) -> None:
    """Send what is no message of the protocol."""
    stream = address.replace("http", "ws") + "/_stcore/stream"
    async with websockets.connect(stream, subprotocols=["streamlit"]) as socket:
        await socket.send(random.randbytes(random.randrange(1, 5_000)))
        await asyncio.sleep(0.2)


async def torn_upload(address: str) -> None:
    """Send half a file and hang up."""
    await _upload(address, promised=100_000, sent=random.randrange(50_000), pause=0.05)


async def slow_upload(address: str) -> None:
    """Send a file a byte at a time, and hang up after some seconds."""
    await _upload(address, promised=100_000, sent=20, pause=random.uniform(0.1, 0.4), piece=1)


async def _upload(address: str, promised: int, sent: int, pause: float, piece: int = 8_192) -> None:
    reader = Reader(address, "Playground")
    await reader.open()
    await reader.socket.send(reader._asking().SerializeToString())
    first = ForwardMsg.FromString(await reader.socket.recv())
    of = first.new_session.initialize.session_id or str(uuid.uuid4())
    place = urlsplit(address)
    _, writer = await asyncio.open_connection(place.hostname, place.port)
    head = (
        f"PUT /_stcore/upload_file/{of}/{uuid.uuid4()} HTTP/1.1\r\nHost: {place.netloc}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {promised}\r\n\r\n--x\r\n"
    )
    writer.write(head.encode())
    for _ in range(0, sent, piece):
        writer.write(b"a" * piece)
        await writer.drain()
        await asyncio.sleep(pause)
    writer.transport.abort()
    await reader.close()


FAULTS = (dropped_socket, slow_reader, garbage, torn_upload, slow_upload)


async def faults(address: str, run: Run) -> None:
    under_way: set[asyncio.Task] = set()
    while time.monotonic() < run.end:
        fault = random.choice(FAULTS)
        under_way.add(asyncio.create_task(_one(fault, address, run)))
        under_way = {each for each in under_way if not each.done()}
        await asyncio.sleep(random.uniform(0, 2 * SHARE))
    await asyncio.gather(*under_way)


async def _one(fault, address: str, run: Run) -> None:
    try:
        await asyncio.wait_for(fault(address), 30)
        run.done[fault.__name__] += 1
    except (OSError, WebSocketException, TimeoutError):
        run.done[f"{fault.__name__}, refused or ended by the server"] += 1


async def tell(served: Served, run: Run) -> None:
    begun = time.monotonic()
    while (left := run.end - time.monotonic()) > 0:
        await asyncio.sleep(min(TOLD_EVERY, left))
        row(f"memory after {(time.monotonic() - begun) / 60:.0f} minutes", f"{served.memory():.0f} MB")


async def under_faults(served: Served, minutes: float) -> Run:
    run = Run(time.monotonic() + 60 * minutes)
    at = [honest(served.address, run) for _ in range(HONEST)]
    await asyncio.gather(*at, faults(served.address, run), tell(served, run))
    return run


def measure(minutes: float = 60.0) -> None:
    with warm_app() as served:
        row("memory at first", f"{served.memory():.0f} MB")
        run = asyncio.run(under_faults(served, minutes))
        for name, count in sorted(run.done.items()):
            row(re.sub("_", " ", name), f"{count:,}")
        shown = " / ".join(f"{percentile(run.took, part):.2f}" for part in (50, 95, 99))
        row(f"{len(run.took):,} honest readers' visits, p50 / p95 / p99", f"{shown} s")
        row("errors they met", str(run.errors), "none")
        time.sleep(min(120.0, 60 * minutes / 5))  # sessions that hung up are kept for two minutes
        row("memory after a rest", f"{served.memory():.0f} MB")
