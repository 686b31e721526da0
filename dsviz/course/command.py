"""``dsviz publish``: the lessons as plain files for any web server, or to be opened from a disk."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from dsviz import content
from dsviz.course.lessons import LESSONS

NEEDED = ("torch", "latex2mathml", "markdown_it")


def publish(arguments: Sequence[str]) -> None:
    """Write what the arguments ask for, and say where.

    Raises
    ------
    SystemExit
        With a sentence, where an argument is wrong or a package is missing.
    """
    parser = _parser()
    asked = parser.parse_args(arguments)
    if not (asked.out or asked.single):
        parser.error("the following arguments are required: OUT")
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise SystemExit(
            f"Publishing needs more than is installed; missing: {' and '.join(missing)}. "
            'Install it with: pip install "dsviz[publish]"'
        )
    from dsviz.course.publish import course, single, write_course

    out = Path(asked.out or f"{asked.single}.html")
    if asked.single:
        languages = asked.language or [content.DEFAULT_LANGUAGE]
        names = _names(asked.single, out, languages)
        files = {name: single(asked.single, each) for each, name in names.items()}
        out = out if out.is_dir() else out.parent
    else:
        files = course(asked.lessons, asked.language)
    try:
        write_course(out, files)
    except OSError as error:
        raise SystemExit(
            f"{error.filename or out} cannot be written: {error.strerror}. Name another folder."
        ) from None
    count, where = (f"{len(files)} files", out) if len(files) > 1 else ("1 file", out / next(iter(files)))
    sys.stdout.write(f"{count}, {sum(map(len, files.values())) // 1024} KB: {where}\n")


def _names(lesson: str, out: Path, languages: Sequence[str]) -> dict[str, str]:
    """Name the file of each language: the first as it was asked for, the others with their language."""
    if out.is_dir():
        return {each: f"{lesson}.{each}.html" for each in languages}
    first = content.DEFAULT_LANGUAGE if content.DEFAULT_LANGUAGE in languages else languages[0]
    return {each: out.name if each == first else f"{out.stem}.{each}{out.suffix}" for each in languages}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dsviz publish",
        description="Write the lessons as plain files, with every number computed now by PyTorch.",
        allow_abbrev=False,
        usage="%(prog)s [-h] [OUT] [--language LANGUAGE ...] [--lessons LESSON ...] [--single LESSON]",
    )
    parser.add_argument(
        "out",
        metavar="OUT",
        nargs="?",
        help="the folder; with --single the file, by default LESSON.html, or a folder that exists; a second "
        "language has its name in the file's",
    )
    parser.add_argument(
        "--language", nargs="+", choices=content.languages(), help="all by default; with --single en"
    )
    parser.add_argument(
        "--lessons",
        nargs="+",
        choices=LESSONS,
        default=LESSONS,
        help="all by default, in reading order; the pages on cost, sizes and errata always come along",
    )
    parser.add_argument("--single", choices=LESSONS, help="one lesson as one file that needs no other")
    return parser
