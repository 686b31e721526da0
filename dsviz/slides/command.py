"""``dsviz slides``: the guides of the lessons as PowerPoint files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from dsviz import content
from dsviz.guides import ALL

LESSONS = tuple(dict.fromkeys(guide.page for guide in ALL))
NEEDED = {"torch": "torch", "pptx": "python-pptx", "PIL": "pillow"}


def write_slides(arguments: Sequence[str]) -> None:
    """Write what the arguments ask for, and say where.

    Raises
    ------
    SystemExit
        With a sentence, where an argument is wrong or a package is missing.
    """
    asked = _parser().parse_args(arguments)
    missing = [package for name, package in NEEDED.items() if find_spec(name) is None]
    if missing:
        raise SystemExit(
            f"Slides need more than is installed; missing: {' and '.join(missing)}. "
            'Install it with: pip install "dsviz[slides,torch]"'
        )
    from dsviz.slides.deck import deck

    out = Path(asked.out)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise SystemExit(f"OUT must be a folder; {out} is a file. Give another name") from None
    for guide in (guide for guide in ALL if guide.page in asked.lessons):
        for language in asked.language or content.languages():
            file = out / f"{guide.id}.{language}.pptx"
            file.write_bytes(deck(guide, language, asked.dark))
            sys.stdout.write(f"{file}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dsviz slides",
        description="Write the guides of the lessons as PowerPoint files: a slide a beat, with notes.",
        allow_abbrev=False,
    )
    parser.add_argument("out", metavar="OUT", help="the folder")
    parser.add_argument(
        "--lessons", nargs="+", choices=LESSONS, default=LESSONS, help="all by default, in reading order"
    )
    parser.add_argument("--language", nargs="+", choices=content.languages(), help="all by default")
    parser.add_argument("--dark", action="store_true", help="on dark paper")
    return parser
