"""The scripts and styles that go to the browser, as esbuild has joined them (``npm run build``)."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

# What Streamlit mounts in the place of a script: it fetches the script itself, beside Streamlit's own.
_FETCHED = """\
const own = document.querySelector('script[src*="/static/js/"]').src;
export default (await import(new URL("../{name}", own).href)).default;
"""


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


def bare(name: str) -> str:
    """Read a bundle without its banner, which is for those who have its sources.

    Examples
    --------
    >>> bare("stage.css").startswith(".dsviz-stage{")
    True
    """
    return bundle(name).partition("\n")[2]


@cache
def served() -> dict[str, Path]:
    """Return what a server has to send under ``static/``: its name there, which holds a hash, and the file.

    The stage's script is fetched once by each browser. Within a page's messages, as Streamlit sends the
    script of a component, it came uncompressed, with every opening of a page.
    """
    file = Path(str(files("dsviz.stage").joinpath("dist", "component.js")))
    mark = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    return {f"dsviz/component.{mark}.js": file}


def fetched() -> str:
    """Return the script that has a browser fetch the stage's own."""
    (name,) = served()
    return _FETCHED.format(name=name)
