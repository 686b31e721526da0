"""The published course under ``course/``, beside the app: plain files, and no session for who reads them."""

from __future__ import annotations

import asyncio
import hashlib
import mimetypes
from collections.abc import Callable, Mapping

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dsviz.course.publish import ASSETS, course
from dsviz.server.packing import chosen_encoding, packed
from dsviz.server.place import name_under, prefix_of
from dsviz.server.static import ASKED_AGAIN, FOR_A_YEAR

PLACE = "course"


class CourseFiles:
    """Middleware that answers for the course and passes on the rest.

    The files are written when the first reader asks for one, and kept.

    Parameters
    ----------
    app : ASGI application
        What answers everything else.
    base : str, optional
        The path the app is served under; ``server.baseUrlPath`` by default.
    write : callable, optional
        Gives each file's text by its path; `dsviz.course.publish.course` by default.
    """

    def __init__(
        self, app: ASGIApp, base: str | None = None, write: Callable[[], Mapping[str, str]] = course
    ) -> None:
        self.app = app
        self._prefix = prefix_of(base)
        self._write = write
        self._files: asyncio.Future[Mapping[str, str]] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        name = name_under(self._prefix, scope) if scope["type"] == "http" else None
        if name is None or name.partition("/")[0] != PLACE or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        answer = await self._answer(name, Headers(scope=scope))
        await answer(scope, receive, send)

    async def _answer(self, name: str, asked: Headers) -> Response:
        if name == PLACE:
            return RedirectResponse(
                f"{PLACE}/", 308
            )  # from where it was asked for, whatever a proxy took off
        file = name.removeprefix(f"{PLACE}/") or "index.html"
        if self._files is None or (self._files.done() and self._files.exception()):
            self._files = asyncio.ensure_future(asyncio.to_thread(self._write))
        # Whoever leaves early takes nothing from the others.
        text = (await asyncio.shield(self._files)).get(file)
        if text is None:
            return PlainTextResponse("There is no such page in this course.", 404)
        encoding = chosen_encoding(asked.get("accept-encoding", ""))
        return await asyncio.to_thread(_sent, file, text.encode(), encoding, asked.get("if-none-match", ""))


def _sent(name: str, content: bytes, encoding: str | None, known: str) -> Response:
    mark = f'"{hashlib.sha256(content).hexdigest()[:24]}{encoding or ""}"'
    headers = {
        "Cache-Control": FOR_A_YEAR if name.startswith(ASSETS) else ASKED_AGAIN,
        "ETag": mark,
        "Vary": "Accept-Encoding",
    }
    if mark in known:
        return Response(status_code=304, headers=headers)
    if encoding:
        headers["Content-Encoding"] = encoding
        content = packed(content, encoding)
    return Response(content, media_type=mimetypes.guess_type(name)[0], headers=headers)
