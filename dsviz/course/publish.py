"""A course as a folder of plain files, or one lesson as one file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from dsviz import content
from dsviz.course.beside import BESIDE, start_page, words_page
from dsviz.course.lessons import LESSONS, file_of
from dsviz.course.page import LessonPage
from dsviz.stage.bundles import bundle

HERE = Path(__file__).parent
ASSETS = "assets"
STYLES = ("stage", "guide", "editing", "pixels", "scatter", "paper")
KINDS = {"js": '<script defer src="{}"></script>', "css": '<link rel="stylesheet" href="{}">'}


def course(lessons: Sequence[str] = LESSONS, languages: Sequence[str] | None = None) -> dict[str, str]:
    """Write a course.

    Parameters
    ----------
    lessons : sequence of str
    languages : sequence of str, optional
        All there are by default.

    Returns
    -------
    dict of str to str
        Each file's text by its path in the folder. They need no server and name no other one.
    """
    spoken = content.languages() if languages is None else languages
    files = {f"{ASSETS}/{name}": text for name, text in assets().items()}
    files["index.html"] = start_page(lessons, spoken, _linked(files, "", ("css",)))
    head = _linked(files, "../", ("css", "js"))
    for language in spoken:
        for lesson in lessons:
            page = LessonPage(lesson, language, lessons, spoken)
            files[f"{language}/{file_of(lesson)}"] = page.html(head)
        style = _linked(files, "../", ("css",))
        for beside, file in BESIDE.items():
            files[f"{language}/{file}"] = words_page(beside, language, lessons, spoken, style)
    return files


def single(lesson: str, language: str) -> str:
    """Write a lesson as one page that holds its style and script."""
    texts = {name.rpartition(".")[2]: text for name, text in assets().items()}
    # A page alone has its script at the end of nothing: deferred, as a file's is, by its own event.
    script = f'addEventListener("DOMContentLoaded", () => {{{texts["js"]}}});'
    head = f"<style>{texts['css']}</style>\n<script>{script}</script>"
    return LessonPage(lesson, language).html(head)


def assets() -> dict[str, str]:
    """Return style and script of all pages by their names, which hold a hash: browsers may keep them.

    Examples
    --------
    >>> [name.partition(".")[0] for name in assets()]
    ['stage', 'stage']
    """
    style = (HERE / "course.css").read_text(encoding="utf-8")
    css = "".join([*(bundle(f"{name}.css") for name in STYLES), style])
    texts = {"css": css, "js": bundle("course.js")}
    return {f"stage.{_mark(text)}.{kind}": text for kind, text in texts.items()}


def write_course(out: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder, which is made where it is missing."""
    for name, text in files.items():
        file = out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _linked(files: Mapping[str, str], way: str, kinds: Sequence[str]) -> str:
    return "\n".join(
        KINDS[kind].format(way + name)
        for kind in kinds
        for name in files
        if name.startswith(ASSETS) and name.endswith(f".{kind}")
    )
