"""The scripts and styles that go to the browser, as esbuild has joined them (``npm run build``)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def bundle(name: str, package: str = "dsviz.stage") -> str:
    """Read one of a package's bundles.

    Parameters
    ----------
    name : str
        Such as ``"component.js"``.
    package : str
        Whose ``dist`` folder holds it.

    Examples
    --------
    >>> bundle("stage.css").startswith("/* sha256 ")
    True
    """
    return files(package).joinpath("dist", name).read_text(encoding="utf-8")
