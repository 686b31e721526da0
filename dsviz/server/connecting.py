"""The page's socket opened at once, without the questions Streamlit asks before it.

A browser asks Streamlit where it lies and what it allows (two places, two answers, one after the other) and
opens its socket only then. Streamlit lets whoever hosts an app answer both in the page itself; it asks
beside the open socket then, so that what it learns is the same.
"""

from __future__ import annotations

import json

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

# A host that embeds the app may have said more already. The page's own address tells where the server is:
# a proxy may have put a path before it that the server does not know.
ANSWERS = """<script>
window.__streamlit ??= {
  BACKEND_BASE_URL: location.origin + location.pathname.split("/").slice(0, -%d).join("/"),
  HOST_CONFIG: { allowedOrigins: %s, useExternalAuthToken: false }
};
</script>
"""
HEAD = b"<head>"


class AnsweredBeforehand:
    """Middleware that writes into Streamlit's page what its script would ask for before it connects.

    Parameters
    ----------
    app : ASGI application
        What answers; every answer but a whole page goes through as it is.
    base : str, optional
        The path the app is served under; ``server.baseUrlPath`` by default.
    """

    def __init__(self, app: ASGIApp, base: str | None = None) -> None:
        self.app = app
        base = config.get_option("server.baseUrlPath") if base is None else base
        self._prefix = f"/{base.strip('/')}/".replace("//", "/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if path.startswith(self._prefix) and _asks_for_page(scope):
            depth = path.removeprefix(self._prefix).count("/") + 1
            send = _Written(send, answers(depth)).send
            scope = {**scope, "headers": [each for each in scope["headers"] if each[0] != b"accept-encoding"]}
        await self.app(scope, receive, send)


class _Written:
    """One answer on its way; where it is a page, some text follows the opening of its head."""

    def __init__(self, send: Send, addition: bytes) -> None:
        self._send = send
        self._addition = addition
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_page(self._start)

    async def _send_page(self, start: Message) -> None:
        body = self._body.replace(HEAD, HEAD + self._addition, 1)
        MutableHeaders(scope=start)["Content-Length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _asks_for_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    return "text/html" in headers.get("accept", "") and "range" not in headers


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return start["status"] == 200 and headers.get("content-type", "").startswith("text/html")


def answers(depth: int) -> bytes:
    """Return the script that answers for a page so many parts below the server's own address.

    Examples
    --------
    >>> b'split("/").slice(0, -1)' in answers(1)
    True
    """
    origins = json.dumps(list(config.get_option("client.allowedOrigins"))).replace("<", r"\u003c")
    return (ANSWERS % (depth, origins)).encode()
