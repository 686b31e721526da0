"""Streamlit's scripts and styles and the stage's own, sent compressed.

Streamlit sends them as they are, because Starlette would compress them anew for every reader: 2.6 MB for a
page with one line of text. Their names hold a hash of what is in them, so compressing each once is enough.
"""

from __future__ import annotations

import asyncio
import hashlib
import mimetypes
from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util
from streamlit.web.server.starlette.starlette_server_config import STATIC_ASSET_CACHE_MAX_AGE_SECONDS

from dsviz.server.fonts import cut_fonts
from dsviz.server.grammars import cut_grammars, is_highlighter
from dsviz.server.needed import first_needed
from dsviz.server.packing import chosen_encoding, packed
from dsviz.server.place import name_under, prefix_of
from dsviz.stage.bundles import served

# Pictures and fonts are compressed already.
PACKED = (".css", ".js", ".json", ".svg")
PLAIN = "identity"
FOR_A_YEAR = f"public, immutable, max-age={STATIC_ASSET_CACHE_MAX_AGE_SECONDS}"
ASKED_AGAIN = "public, no-cache"


class PackedStatics:
    """Middleware that answers for Streamlit's static files, each compressed once, and passes on the rest.

    Parameters
    ----------
    app : ASGI application
        What answers everything else: other paths, other methods, ranges, readers without an encoding.
    folder : Path, optional
        Where the files and their ``index.html`` and ``manifest.json`` lie; Streamlit's own by default.
    base : str, optional
        The path the app is served under; ``server.baseUrlPath`` by default.
    own : mapping of str to Path, optional
        What is sent beside Streamlit's files, by its name under ``static/``; the stage's by default.
    """

    def __init__(
        self,
        app: ASGIApp,
        folder: Path | None = None,
        base: str | None = None,
        own: Mapping[str, Path] | None = None,
    ) -> None:
        self.app = app
        self._own = {f"static/{name}": file for name, file in (served() if own is None else own).items()}
        folder = folder or Path(file_util.get_static_dir())
        self._prefix = prefix_of(base)
        self._files = {
            file.relative_to(folder).as_posix(): file
            for file in folder.glob("static/**/*")
            if file.suffix in PACKED
        }
        # In a font's place under its own name, whose hash does not tell what was left of it.
        self._cut = cut_fonts(folder)
        self._files |= self._own | self._cut
        self._answers: dict[tuple[str, str], asyncio.Future[Response]] = {}
        self._first = {*first_needed(folder), *self._own}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            for each in self._first & set(self._files):
                self._answer(each, "br")
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        name = self._name(scope)
        encoding = self._encoding(name, headers.get("accept-encoding", ""))
        is_whole = name in self._own or "range" not in headers
        if name and encoding and scope["method"] in ("GET", "HEAD") and is_whole:
            # Whoever leaves early takes nothing from the others.
            answer = await asyncio.shield(self._answer(name, encoding))
            if answer.headers["etag"] in headers.get("if-none-match", ""):
                answer = _headers_alone(answer, 304, ("cache-control", "etag", "vary"))
            elif scope["method"] == "HEAD":
                answer = _headers_alone(answer, 200, answer.headers.keys())
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, self._varied(send) if name else send)

    def _encoding(self, name: str | None, accepted: str) -> str | None:
        if name in self._cut:
            return PLAIN  # a font is packed as it is
        return chosen_encoding(accepted) or (PLAIN if name in self._own else None)

    def _name(self, scope: Scope) -> str | None:
        name = name_under(self._prefix, scope)
        return name if name in self._files else None

    def _answer(self, name: str, encoding: str) -> asyncio.Future[Response]:
        """Compress a file for the first reader who asks; whoever asks meanwhile waits for the same."""
        key = name, encoding
        if key not in self._answers:
            is_cut = name in self._cut or is_highlighter(name)
            kept = ASKED_AGAIN if is_cut else FOR_A_YEAR
            self._answers[key] = asyncio.ensure_future(
                asyncio.to_thread(packed_answer, self._files[name], encoding, kept)
            )
        return self._answers[key]

    @staticmethod
    def _varied(send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
            await send(message)

        return sending


def packed_answer(file: Path, encoding: str, kept: str) -> Response:
    """Return the answer that sends a file compressed; it may be sent any number of times."""
    content = file.read_bytes()
    if is_highlighter(file.name):
        content = cut_grammars(content.decode()).encode()
    if encoding != PLAIN:
        content = packed(content, encoding)
    return Response(
        content,
        media_type=mimetypes.guess_type(file.name)[0],
        headers={
            **({} if encoding == PLAIN else {"Content-Encoding": encoding}),
            "Cache-Control": kept,
            "ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"',
            "Vary": "Accept-Encoding",
        },
    )


def _headers_alone(answer: Response, status: int, names: Iterable[str]) -> Response:
    return Response(status_code=status, headers={name: answer.headers[name] for name in names})
