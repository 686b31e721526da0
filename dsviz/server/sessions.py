"""A bound on the open pages of a server: who comes beyond it reads why, and finds the lessons without one.

Health stays what it is. A proxy that took a full server for dead would cut off all who are at work there.
"""

from __future__ import annotations

import os
from html import escape

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from dsviz import content
from dsviz.server.place import name_under, prefix_of

SOCKET = "_stcore/stream"
MOST = "DSVIZ_SESSIONS"
USUAL = 1500
SPARE = 1.1  # who has the page already gets a session: pages are refused first, sockets beyond this share
WAIT = 30  # seconds until the page asks again by itself
CLOSE_CODE = 1013  # "try again later"
PAGE = """<!doctype html>
<html lang="{tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="{wait}">
<title>dsviz</title>
<style>
:root {{ color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }}
main {{ max-width: 34rem; margin: 15vh auto 0; padding: 0 16px; }}
</style>
</head>
<body><main>{words}</main></body>
</html>
"""


class BoundedSessions:
    """Middleware that lets no more pages be opened than the server can hold.

    A page beyond the bound is answered with 503 and a page of a few sentences, in every language; a socket
    beyond it and a tenth more is refused. The course is served all the same: it needs no session.

    Parameters
    ----------
    app : ASGI application
        What answers everything else.
    most : int, optional
        The environment's ``DSVIZ_SESSIONS`` by default, else 1,500.
    base : str, optional
        The path the app is served under; ``server.baseUrlPath`` by default.

    Raises
    ------
    SystemExit
        With a sentence, where the environment holds no whole number from 1.
    """

    def __init__(self, app: ASGIApp, most: int | None = None, base: str | None = None) -> None:
        self.app = app
        self._most = asked_most(os.environ.get(MOST, "")) if most is None else most
        self._prefix = prefix_of(base)
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        name = name_under(self._prefix, scope)
        if scope["type"] == "websocket" and name == SOCKET:
            await self._socket(scope, receive, send)
        elif name is not None and self._open >= self._most and _asks_for_page(scope):
            await busy_page(name.count("/"))(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._open >= self._most * SPARE:
            await _refuse(WebSocket(scope, receive, send))
            return
        self._open += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._open -= 1


def asked_most(text: str) -> int:
    """Read how many pages may be open.

    Examples
    --------
    >>> asked_most(""), asked_most("300")
    (1500, 300)
    """
    if not text.strip():
        return USUAL
    if not text.strip().isdecimal() or int(text) < 1:
        raise SystemExit(f"{MOST} must be a whole number from 1, such as {USUAL}; got {text}")
    return int(text)


def busy_page(depth: int) -> Response:
    """Write the page that says the server is full.

    Parameters
    ----------
    depth : int
        How many parts below the app's own address it was asked for: a proxy may have put a path before that.
    """
    languages = content.languages()
    parts = "".join(_said(each, "../" * depth) for each in languages)
    page = PAGE.format(tag=content.label("language.tag", languages[0]), wait=WAIT, words=parts)
    return HTMLResponse(page, 503, {"Retry-After": str(WAIT), "Cache-Control": "no-store"})


def _said(language: str, way: str) -> str:
    full, course = (escape(content.label(f"shell.{each}", language)) for each in ("full", "full.course"))
    tag = content.label("language.tag", language)
    return f'<section lang="{tag}"><p>{full}</p><p><a href="{way}course/">{course}</a></p></section>'


def _asks_for_page(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and "text/html" in Headers(scope=scope).get("accept", "")
    )


async def _refuse(socket: WebSocket) -> None:
    if "websocket.http.response" in socket.scope.get("extensions", {}):
        await socket.send_denial_response(PlainTextResponse("Too many pages are open.", 503))
    else:
        await socket.close(CLOSE_CODE)
