"""How the app is served: the `dsviz` command, its socket, and the static files it sends compressed.

This room knows Streamlit's server, Starlette and uvicorn, and nothing of the pages. It stands beside
`dsviz.ui`: ``app.py`` joins the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.middleware import Middleware


def middleware() -> list[Middleware]:
    """Return what stands between a browser and Streamlit's own answers."""
    from starlette.middleware import Middleware

    from dsviz.server.course import CourseFiles
    from dsviz.server.head import WrittenHead
    from dsviz.server.headers import SafeHeaders
    from dsviz.server.sessions import BoundedSessions
    from dsviz.server.static import PackedStatics
    from dsviz.server.uploads import BoundedUploads

    each = (SafeHeaders, CourseFiles, BoundedSessions, PackedStatics, WrittenHead, BoundedUploads)
    return [Middleware(one) for one in each]
