"""A reader without a browser: Streamlit's own protocol over a real WebSocket."""

import time

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SELDOM = 60.0  # seconds: what is asked for no more often is no part of an opening


class Reader:
    """One connection. A page's opening is whatever a browser would see of it until it has come whole."""

    def __init__(self, address: str, page: str, link: str = "") -> None:
        self.stream = address.replace("http", "ws") + "/_stcore/stream"
        self.page, self.link = page, link
        self.errors = 0
        self._kept: set[str] = set()  # of the large messages, as a browser does
        self._again: tuple[str, float] | None = None

    async def open(self) -> None:
        self.socket = await websockets.connect(
            # A browser sends no pings of its own, and closes no socket for want of an answer to them.
            self.stream,
            max_size=None,
            subprotocols=["streamlit"],
            open_timeout=60,
            ping_interval=None,
        )

    async def close(self) -> None:
        await self.socket.close()

    async def closed(self) -> None:
        """Wait until the server or what stands before it has closed the connection."""
        await self.socket.wait_closed()

    async def opening(self) -> tuple[float, float]:
        """Seconds until the first picture's run is over, and of the run that brings the rest (0 if none)."""
        start = time.perf_counter()
        await self.open()
        first = await self.rerun() and time.perf_counter() - start
        if self._again is None:
            return first, 0.0
        return first, await self._ask_again()

    async def rerun(self) -> float:
        """Seconds of a run of the whole page."""
        return await self._run(self._asking())

    async def _ask_again(self) -> float:
        assert self._again is not None
        message = self._asking()
        message.rerun_script.fragment_id, self._again = self._again[0], None
        message.rerun_script.is_auto_rerun = True
        return await self._run(message)

    def _asking(self) -> BackMsg:
        message = BackMsg()
        message.rerun_script.query_string = self.link
        message.rerun_script.page_name = self.page
        message.rerun_script.cached_message_hashes.extend(self._kept)
        return message

    async def _run(self, message: BackMsg) -> float:
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            got = ForwardMsg.FromString(await self.socket.recv())
            kind = got.WhichOneof("type")
            if got.metadata.cacheable:
                self._kept.add(got.hash)
            if kind == "auto_rerun" and got.auto_rerun.interval < SELDOM:
                self._again = got.auto_rerun.fragment_id, got.auto_rerun.interval
            elif kind == "delta" and got.delta.new_element.WhichOneof("type") == "exception":
                self.errors += 1
            elif kind == "script_finished" and got.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return time.perf_counter() - start
