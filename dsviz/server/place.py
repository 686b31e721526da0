"""Where a request stands under the app's own address."""

from __future__ import annotations

from starlette.types import Scope
from streamlit import config


def prefix_of(base: str | None) -> str:
    """Return what every address of the app begins with: "/", or "/lessons/" under a base path.

    Parameters
    ----------
    base : str or None
        The path the app is served under; None for ``server.baseUrlPath``.

    Examples
    --------
    >>> prefix_of(""), prefix_of("lessons/")
    ('/', '/lessons/')
    """
    base = config.get_option("server.baseUrlPath") if base is None else base
    return f"/{base.strip('/')}/".replace("//", "/")


def name_under(prefix: str, scope: Scope) -> str | None:
    """Return what follows the prefix in a request's path; None elsewhere."""
    path: str = scope.get("path", "").removeprefix(scope.get("root_path", ""))
    return path.removeprefix(prefix) if path.startswith(prefix) else None
