"""Streamlit's scripts and styles and the stage's own, sent compressed and announced with the page.

Streamlit sends them as they are, because Starlette would compress them anew for every reader: 2.6 MB for a
page with one line of text. Their names hold a hash of what is in them, so compressing each once is enough.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import mimetypes
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, file_util
from streamlit.web.server.starlette.starlette_server_config import STATIC_ASSET_CACHE_MAX_AGE_SECONDS

from dsviz.server.icons import cut_icons
from dsviz.server.packing import packed
from dsviz.stage.bundles import served

# Pictures and fonts are compressed already.
PACKED = (".css", ".js", ".json", ".svg")
# In the order in which one is taken where the browser takes several.
ENCODINGS = ("br", "gzip")
PLAIN = "identity"
FOR_A_YEAR = f"public, immutable, max-age={STATIC_ASSET_CACHE_MAX_AGE_SECONDS}"
ASKED_AGAIN = "public, no-cache"
# Streamlit's name of what draws a component such as the stage; browsers ask for it last, and wait for it.
STAGE_PART = "/BidiComponent.tsx"


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
        base = config.get_option("server.baseUrlPath") if base is None else base
        self._prefix = f"/{base.strip('/')}/".replace("//", "/")
        self._files = {
            file.relative_to(folder).as_posix(): file
            for file in folder.glob("static/**/*")
            if file.suffix in PACKED
        }
        # In the font's place under its own name, whose hash does not tell which icons were left.
        self._cut = cut_icons(folder)
        self._files |= self._own | self._cut
        self._answers: dict[tuple[str, str], asyncio.Future[Response]] = {}
        self._link = ", ".join(filter(None, (announced(folder), *map(_preloading, self._own))))
        self._first = first_needed(folder) | set(self._own)

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
            await self.app(scope, receive, self._amended(send, varies=name is not None))

    def _encoding(self, name: str | None, accepted: str) -> str | None:
        if name in self._cut:
            return PLAIN  # a font is packed as it is
        return chosen_encoding(accepted) or (PLAIN if name in self._own else None)

    def _name(self, scope: Scope) -> str | None:
        path: str = scope["path"].removeprefix(scope.get("root_path", ""))
        name = path.removeprefix(self._prefix)
        return name if path.startswith(self._prefix) and name in self._files else None

    def _answer(self, name: str, encoding: str) -> asyncio.Future[Response]:
        """Compress a file for the first reader who asks; whoever asks meanwhile waits for the same."""
        key = name, encoding
        if key not in self._answers:
            kept = ASKED_AGAIN if name in self._cut else FOR_A_YEAR
            self._answers[key] = asyncio.ensure_future(
                asyncio.to_thread(packed_answer, self._files[name], encoding, kept)
            )
        return self._answers[key]

    def _amended(self, send: Send, *, varies: bool) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if varies:
                    headers.add_vary_header("Accept-Encoding")
                if self._link and headers.get("content-type", "").startswith("text/html"):
                    headers["Link"] = self._link
            await send(message)

        return sending


def chosen_encoding(accepted: str) -> str | None:
    """Return the encoding to use for a browser's Accept-Encoding header, or None.

    Examples
    --------
    >>> chosen_encoding("gzip, deflate, br"), chosen_encoding("gzip;q=0.5, br;q=0"), chosen_encoding("")
    ('br', 'gzip', None)
    """
    taken = set()
    for each in accepted.lower().split(","):
        name, _, quality = each.partition(";")
        if not re.fullmatch(r"\s*q=0(\.0*)?\s*", quality):
            taken.add(name.strip())
    return next((name for name in ENCODINGS if name in taken or "*" in taken), None)


def packed_answer(file: Path, encoding: str, kept: str) -> Response:
    """Return the answer that sends a file compressed; it may be sent any number of times."""
    content = file.read_bytes()
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


def first_needed(folder: Path) -> frozenset[str]:
    """Return the files that every page fetches at once: those its index and our announcement name."""
    index = (folder / "index.html").read_text(encoding="utf-8") + announced(folder)
    return frozenset(re.findall(r'[">]?\./(static/[^">]+)', index))


def announced(folder: Path) -> str:
    """Return the Link header that has a browser fetch the stage's parts along with the page's own."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    entries = [name for name in manifest if name.endswith(STAGE_PART)]
    index = (folder / "index.html").read_text(encoding="utf-8")
    files: dict[str, None] = {}
    while entries:
        entry = manifest[entries.pop()]
        if entry["file"] not in index and entry["file"] not in files:
            files[entry["file"]] = None
            entries += entry.get("imports", [])
    return ", ".join(map(_preloading, files))


def _preloading(file: str) -> str:
    return f'<./{file}>; rel="modulepreload"; crossorigin'
