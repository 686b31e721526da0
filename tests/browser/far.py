"""A server some way off: what goes to it and comes from it arrives later."""

import asyncio
import threading
from contextlib import contextmanager, suppress


@contextmanager
def far_away(address: str, seconds: float):
    """Stand in front of a server; every byte takes this long, in both directions. The new address."""
    loop, begun, port = asyncio.new_event_loop(), threading.Event(), 0

    async def pass_on(writer, arriving):
        while True:
            at, data = await arriving.get()
            await asyncio.sleep(at - loop.time())
            with suppress(OSError):
                writer.write(data) if data else writer.close()
                await writer.drain()
            if not data:
                return

    async def carry(reader, writer):
        arriving = asyncio.Queue()
        passing = loop.create_task(pass_on(writer, arriving))
        data = b"begin"
        while data:
            try:
                data = await reader.read(65_536)
            except OSError:
                data = b""
            arriving.put_nowait((loop.time() + seconds, data))
        await passing

    async def meet(reader, writer):
        host, _, there = address.removeprefix("http://").rpartition(":")
        theirs = await asyncio.open_connection(host, int(there))
        with suppress(asyncio.CancelledError):
            await asyncio.gather(carry(reader, theirs[1]), carry(theirs[0], writer))

    async def serve():
        nonlocal port
        server = await asyncio.start_server(meet, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        begun.set()

    def run():
        asyncio.set_event_loop(loop)
        serving = loop.create_task(serve())
        loop.run_forever()
        left = asyncio.all_tasks(loop) | {serving}
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    begun.wait(10)
    yield f"http://127.0.0.1:{port}"
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
