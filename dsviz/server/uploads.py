"""Bounds on uploads, so that nobody takes a public server's memory or time: how often, how slow, how much.

Streamlit itself refuses a file larger than ``server.maxUploadSize``, and one of no session.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime, exists

from dsviz.server.place import name_under, prefix_of

PLACE = "_stcore/upload_file/"


@dataclass(frozen=True)
class Bounds:
    """What is allowed.

    Attributes
    ----------
    per_minute : int, uploads of one session
    at_once : int, uploads that arrive at the same time; others wait for their turn
    patience : float, seconds that one waits for its turn
    pause : float, seconds without a byte
    whole : float, seconds that an upload takes in all
    held : int, bytes that the files of all sessions take in memory
    """

    per_minute: int = 30
    at_once: int = 8
    patience: float = 20.0
    pause: float = 15.0
    whole: float = 180.0
    held: int = 1_500_000_000


class TooSlow(Exception):
    """Raised to whoever reads an upload that does not arrive in time."""


def held_bytes() -> int:
    """Return how many bytes of uploaded files this server holds."""
    if not exists():
        return 0
    stats = Runtime.instance().uploaded_file_mgr.get_stats()
    return sum(getattr(each, "byte_length", 0) for kind in stats.values() for each in kind)


class BoundedUploads:
    """Middleware that answers for uploads beyond the bounds, and passes on the rest.

    A refusal is one sentence in plain text: 429 for too many, 503 for no turn, 507 for no room, 408 for too
    slow an upload.

    Parameters
    ----------
    app : ASGI application
        What takes the uploads.
    bounds : Bounds, optional
    base : str, optional
        The path the app is served under; ``server.baseUrlPath`` by default.
    held : callable, optional
        Returns how many bytes are held.
    """

    def __init__(
        self,
        app: ASGIApp,
        bounds: Bounds | None = None,
        base: str | None = None,
        held: Callable[[], int] = held_bytes,
    ) -> None:
        self.app = app
        self._bounds = bounds or Bounds()
        self._prefix = prefix_of(base) + PLACE
        self._held = held
        self._turns = asyncio.Semaphore(self._bounds.at_once)
        self._times: dict[str, deque[float]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        name = name_under(self._prefix, scope) if scope["type"] == "http" else None
        if name is None or scope["method"] != "PUT":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(name.partition("/")[0])
        if refusal is None:
            await self._in_turn(scope, receive, send)
        else:
            await refusal(scope, receive, send)

    def _refusal(self, session: str) -> Response | None:
        if self._is_too_often(session):
            most = f"at most {self._bounds.per_minute} files a minute are taken"
            return _said(429, f"{most}; wait a minute, then choose the file again.")
        if self._held() >= self._bounds.held:
            return _said(507, "This server holds as many files as it can; try again in some minutes.")
        return None

    def _is_too_often(self, session: str) -> bool:
        now = monotonic()
        for each in [each for each, times in self._times.items() if times[-1] < now - 60]:
            del self._times[each]
        times = self._times.setdefault(session, deque(maxlen=self._bounds.per_minute))
        if len(times) == self._bounds.per_minute and times[0] > now - 60:
            return True
        times.append(now)
        return False

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await asyncio.wait_for(self._turns.acquire(), self._bounds.patience)
        except TimeoutError:
            busy = _said(503, "Too many files arrive at once; wait a little, then choose the file again.")
            await busy(scope, receive, send)
            return
        try:
            await self.app(scope, self._timely(receive), send)
        except TooSlow:  # nothing has been answered: Streamlit reads all of a file first
            await _said(408, "The file arrived too slowly; choose it again, or a smaller one.")(
                scope, receive, send
            )
        finally:
            self._turns.release()

    def _timely(self, receive: Receive) -> Receive:
        end = monotonic() + self._bounds.whole

        async def receiving() -> Message:
            try:
                return await asyncio.wait_for(receive(), min(self._bounds.pause, end - monotonic()))
            except TimeoutError:
                raise TooSlow from None

        return receiving


def _said(status: int, sentence: str) -> Response:
    # What is left of the file is not read: the connection ends with this answer.
    headers = {"Connection": "close"} | ({"Retry-After": "60"} if status in (429, 503, 507) else {})
    return PlainTextResponse(sentence[0].upper() + sentence[1:], status, headers)
