"""The pages beside the lessons: the one that a course begins with, and those of words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dsviz import content
from dsviz.course import cost, errata, formulas
from dsviz.course.lessons import file_of
from dsviz.course.markdown import rendered
from dsviz.course.page import PAGE, computed_by, tongue

# Pages of words beside the lessons.
BESIDE = {"cost": cost.FILE, "formulas": formulas.FILE, "errata": errata.FILE}
LINES = {"cost": "course.cost.line"}  # what is told of a page where the app's has more


def words_page(page: str, spoken: str, lessons: Sequence[str], languages: Sequence[str], head: str) -> str:
    """Write a page of words: on cost, on sizes and formulas, or on what the documents say.

    Parameters
    ----------
    page : {"cost", "formulas", "errata"}
    spoken : str
        The language.
    lessons, languages : sequence of str
        Those of the course.
    head : str
        What brings the style.
    """
    title = content.label(f"page.{page}.title", spoken)
    home = f'<a href="../index.html">{escape(content.label("course.all", spoken))}</a>'
    ways = f'<nav aria-label="{escape(content.label("course.ways", spoken))}">{home}</nav>'
    others = "".join(tongue(each, BESIDE[page]) for each in languages if each != spoken)
    return PAGE.format(
        tag=content.label("language.tag", spoken),
        title=escape(f"{title} · dsviz"),
        description=escape(_line(page, spoken)),
        head=head,
        body=f'<header class="bar">{ways}{others}</header>'
        f'<main class="errata">{_body(page, spoken, lessons)}</main>'
        f"<footer><p>{escape(computed_by(spoken, can_change=False))}</p></footer>",
    )


def _body(page: str, spoken: str, lessons: Sequence[str]) -> str:
    if page == "errata":
        return errata.ErrataPage(spoken, lessons).body()
    return (cost.CostPage if page == "cost" else formulas.FormulasPage)(spoken).body()


def start_page(lessons: Sequence[str], languages: Sequence[str], head: str) -> str:
    """Write the page that a course begins with: its lessons, in each of its languages.

    Parameters
    ----------
    lessons, languages : sequence of str
    head : str
        What brings the style.
    """
    first = languages[0]
    title = content.label("course.title", first)
    body = "".join(_part(lessons, each, is_first=each == first) for each in languages)
    foot = "".join(
        f'<p lang="{content.label("language.tag", each)}">{escape(computed_by(each))}</p>'
        for each in languages
    )
    return PAGE.format(
        tag=content.label("language.tag", first),
        title=escape(title),
        description=escape(title),
        head=head,
        body=f'<main class="start">{body}</main><footer>{foot}</footer>',
    )


def _part(lessons: Sequence[str], spoken: str, *, is_first: bool) -> str:
    level = "h1" if is_first else "h2"

    def item(lesson: str) -> str:
        name, line = (escape(content.label(f"page.{lesson}.{each}", spoken)) for each in ("title", "line"))
        return f'<li><a href="{spoken}/{file_of(lesson)}">{name}</a><span>{line}</span></li>'

    items = "".join(map(item, lessons))
    tag = content.label("language.tag", spoken)
    title = escape(content.label("course.title", spoken))
    words = rendered(content.text("home", spoken))
    beside = "".join(_beside(page, file, spoken) for page, file in BESIDE.items())
    return f'<section lang="{tag}"><{level}>{title}</{level}>{words}<ol>{items}</ol>{beside}</section>'


def _beside(page: str, file: str, spoken: str) -> str:
    name, line = escape(content.label(f"page.{page}.title", spoken)), escape(_line(page, spoken))
    return f'<p><a href="{spoken}/{file}">{name}</a><br>{line}</p>'


def _line(page: str, spoken: str) -> str:
    return content.label(LINES.get(page, f"page.{page}.line"), spoken)
