"""The socket of the server: what asyncio accepts on it has no delay for small answers."""

import asyncio
import socket

from dsviz.server.listening import bind
from tests.server.loops import run


def test_what_is_accepted_sends_small_answers_at_once():
    async def no_delay() -> int:
        seen: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def connected(_, writer):
            accepted = writer.get_extra_info("socket")
            seen.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        bound = bind("127.0.0.1", 0, 8)
        server = await asyncio.start_server(connected, sock=bound)
        async with server:
            _, writer = await asyncio.open_connection(*bound.getsockname())
            found = await asyncio.wait_for(seen, 10)
            writer.close()
        return found

    assert run(no_delay()) != 0
