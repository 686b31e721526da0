"""What is written into the head of Streamlit's page, so that a picture comes sooner on a slow line.

A browser asks Streamlit where it lies and what it allows (two places, two answers, one after the other) and
opens its socket only then. Streamlit lets whoever hosts an app answer both in the page itself; it asks
beside the open socket then, so that what it learns is the same. And the page names the scripts of the stage,
which it would ask for last.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, file_util

from dsviz.server.needed import font_preloads, preloads
from dsviz.server.packing import chosen_encoding, packed
from dsviz.server.place import name_under, prefix_of
from dsviz.stage.bundles import served

# A host that embeds the app may have said more already. The page's own address tells where the server is:
# a proxy may have put a path before it that the server does not know.
ANSWERS = """<script>
window.__streamlit ??= {
  BACKEND_BASE_URL: location.origin + location.pathname.split("/").slice(0, -%d).join("/"),
  HOST_CONFIG: { allowedOrigins: %s, useExternalAuthToken: false }
};
</script>
"""
# Before the scripts, and behind what says how the page is written.
PLACE = b"<title>"
# Fonts are asked for behind all scripts, of which none draws before all are there.
FONT = re.compile(rb'<link\b[^>]*\bas="font"[^>]*>\s*')
END = b"</head>"


class WrittenHead:
    """Middleware that writes into Streamlit's page what its script would ask for before it connects.

    Parameters
    ----------
    app : ASGI application
        What answers; every answer but a whole page goes through as it is.
    folder : Path, optional
        Where Streamlit's ``index.html`` and ``manifest.json`` lie; Streamlit's own by default.
    base : str, optional
        The path the app is served under; ``server.baseUrlPath`` by default.
    own : iterable of str, optional
        Scripts to announce beside Streamlit's, by their names under ``static/``; the stage's by default.
    """

    def __init__(
        self,
        app: ASGIApp,
        folder: Path | None = None,
        base: str | None = None,
        own: Iterable[str] | None = None,
    ) -> None:
        self.app = app
        self._prefix = prefix_of(base)
        scripts = [f"static/{name}" for name in (served() if own is None else own)]
        folder = folder or Path(file_util.get_static_dir())
        self._links = preloads(folder, scripts).encode() + b"\n"
        self._late = font_preloads(folder).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        name = name_under(self._prefix, scope)
        if name is not None and _asks_for_page(scope):
            depth = name.count("/") + 1
            accepted = Headers(scope=scope).get("accept-encoding", "")
            addition = answers(depth) + self._links
            send = _Written(send, addition, self._late, chosen_encoding(accepted)).send
            scope = {**scope, "headers": [each for each in scope["headers"] if each[0] != b"accept-encoding"]}
        await self.app(scope, receive, send)


class _Written:
    """One answer on its way; where it is a page, its head is added to before and behind, and it is packed."""

    def __init__(self, send: Send, addition: bytes, late: bytes, encoding: str | None) -> None:
        self._send = send
        self._addition = addition
        self._late = late
        self._encoding = encoding
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
        late = b"".join(FONT.findall(self._body)) + self._late
        body = FONT.sub(b"", self._body).replace(PLACE, self._addition + PLACE, 1)
        body = body.replace(END, late + END, 1)
        headers = MutableHeaders(scope=start)
        headers.add_vary_header("Accept-Encoding")
        if self._encoding:
            headers["Content-Encoding"] = self._encoding
            body = _packed(body, self._encoding)
        headers["Content-Length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


@lru_cache(maxsize=16)
def _packed(page: bytes, encoding: str) -> bytes:
    return packed(page, encoding)


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
