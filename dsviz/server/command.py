"""The `dsviz` command: serve the app from whatever folder one stands in."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

from dsviz import __version__

PACKAGE = Path(__file__).resolve().parent.parent
# In a wheel the app's pages travel inside the package; in the project's folder they lie beside it.
INSTALLED = PACKAGE / "_app" / "app.py"
APP = INSTALLED if INSTALLED.is_file() else PACKAGE.parent / "app.py"
PUBLISH, SLIDES = "publish", "slides"
NEEDED = ("streamlit", "plotly", "PIL", "brotli", "torch")


def main() -> None:
    """Serve the app until it is stopped, publish the course, or write slides: the console command.

    Raises
    ------
    SystemExit
        With a sentence, where the extras of the app are not installed or the port is taken.
    """
    if sys.argv[1:2] == [PUBLISH]:
        from dsviz.course.command import publish

        return publish(sys.argv[2:])
    if sys.argv[1:2] == [SLIDES]:
        from dsviz.slides.command import write_slides

        return write_slides(sys.argv[2:])
    options = streamlit_options(sys.argv[1:])
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise SystemExit(
            f"The app needs more than is installed; missing: {', '.join(missing)}. "
            'Install it with: pip install "dsviz[app]"'
        )
    from dsviz.server.listening import listen_without_delay

    listen_without_delay()
    from streamlit.web.cli import main as streamlit

    streamlit(["run", str(APP), *options], prog_name="dsviz")


def streamlit_options(arguments: list[str]) -> list[str]:
    """Return the command's arguments as options of ``streamlit run``; answer ``--help`` and ``--version``.

    Examples
    --------
    >>> streamlit_options(["--port", "8600", "--server.address", "127.0.0.1"])
    ['--server.port=8600', '--server.address', '127.0.0.1']
    """
    parser = argparse.ArgumentParser(
        prog="dsviz",
        description="Serve dsviz, which shows exactly what a convolution computes, at http://localhost:8501.",
        epilog="Every other option goes to Streamlit, for example --server.address 127.0.0.1. "
        "dsviz publish --help: the lessons as plain files, without a server. "
        "dsviz slides --help: their guides as PowerPoint files.",
        allow_abbrev=False,
    )
    parser.add_argument("--port", type=int, metavar="PORT", help="serve at this port instead of 8501")
    parser.add_argument("--version", action="version", version=f"dsviz {__version__}")
    own, others = parser.parse_known_args(arguments)
    return others if own.port is None else [f"--server.port={own.port}", *others]
