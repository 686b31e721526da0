"""What every answer tells a browser not to do: ask another machine, guess a file's kind, pass on a link."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAMED_BY = "DSVIZ_FRAMED_BY"
# 'unsafe-inline': the pages bring their own style sheets and short scripts in their text, and Streamlit
# styles every element. blob: is where Streamlit puts the scripts of components, and files to be saved.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "media-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
# A site that may hold the app in a frame, as the policy names it: no wildcard of everything, no separator.
_SITE = re.compile(r"'self'|'none'|https?://(\*\.)?[\w-]+(\.[\w-]+)*(:\d+)?")


def headers(framed_by: str = "") -> dict[str, str]:
    """Return the headers of every answer.

    Parameters
    ----------
    framed_by : str
        The sites that may show the app in a frame, with spaces between; "" for all, as course pages do.

    Raises
    ------
    SystemExit
        With a sentence, where one of them is no site.

    Examples
    --------
    >>> headers("'self' https://moodle.example.edu")["Content-Security-Policy"].partition("frame-")[2]
    "ancestors 'self' https://moodle.example.edu"
    """
    sites = framed_by.split()
    wrong = next((each for each in sites if not _SITE.fullmatch(each)), None)
    if wrong is not None:
        raise SystemExit(
            f"{FRAMED_BY} must name sites such as https://moodle.example.edu, 'self' or 'none', with spaces "
            f"between them; got {wrong}"
        )
    policy = POLICY | ({"frame-ancestors": " ".join(sites)} if sites else {})
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


class SafeHeaders:
    """Middleware that adds `headers` to every answer which does not have its own.

    Parameters
    ----------
    app : ASGI application
        What answers.
    framed_by : str, optional
        As `headers` takes it; the environment's ``DSVIZ_FRAMED_BY`` by default.
    """

    def __init__(self, app: ASGIApp, framed_by: str | None = None) -> None:
        self.app = app
        asked = os.environ.get(FRAMED_BY, "") if framed_by is None else framed_by
        self._headers: Mapping[str, str] = headers(asked)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    answer.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)
