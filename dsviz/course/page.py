"""A lesson as one HTML page, and the page that a course begins with."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.metadata import version

import numpy as np

from dsviz import __version__, content
from dsviz.course import errata, formulas
from dsviz.course.drawings import opening_of
from dsviz.course.fed import fed
from dsviz.course.lessons import Shown, file_of, shown_in
from dsviz.course.markdown import rendered
from dsviz.course.sections import Sections
from dsviz.stage.page import in_script

PAGE = """<!doctype html>
<html lang="{tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{description}">
<title>{title}</title>
<link rel="icon" href="data:,">
{head}
</head>
<body>
{body}
</body>
</html>
"""


class LessonPage:
    """One lesson in one language.

    Parameters
    ----------
    lesson : str
    spoken : str
        The language.
    others : sequence of str
        The lessons of the course, in reading order; none where the page stands alone.
    languages : sequence of str
        The languages that the course speaks.
    """

    def __init__(
        self, lesson: str, spoken: str, others: Sequence[str] = (), languages: Sequence[str] = ()
    ) -> None:
        self.lesson = lesson
        self.spoken = spoken
        self.others = others
        self.languages = languages
        self.sections = Sections(lesson, spoken)
        self.shown = shown_in(lesson, spoken)

    def say(self, key: str, **values: object) -> str:
        """Return a label in the page's language."""
        return content.label(key, self.spoken, **values)

    def html(self, head: str) -> str:
        """Write the page.

        Parameters
        ----------
        head : str
            What brings style and script: elements of the page's head.
        """
        title = self.say(f"page.{self.lesson}.title")
        data = in_script(fed(self.lesson, self.spoken, self.others))
        body = (
            f"{self._bar()}<main>{self._opening(title)}{self._stages()}"
            f"<noscript><p>{escape(self.say('course.no_script'))}</p></noscript>{self._answers()}</main>"
            f'{self._foot()}<script type="application/json" id="lesson">{data}</script>'
        )
        return PAGE.format(
            tag=self.say("language.tag"),
            title=escape(f"{title} · dsviz"),
            description=escape(self.say(f"page.{self.lesson}.line")),
            head=head,
            body=body,
        )

    def _bar(self) -> str:
        if not self.others:
            return ""
        home = f'<a href="../index.html">{escape(self.say("course.all"))}</a>'
        lessons = "".join(self._way(lesson) for lesson in self.others)
        here = file_of(self.lesson)
        tongues = "".join(_tongue(each, here) for each in self.languages if each != self.spoken)
        ways = f'<nav aria-label="{escape(self.say("course.ways"))}">{home}{lessons}</nav>'
        return f'<header class="bar">{ways}{tongues}</header>'

    def _way(self, lesson: str) -> str:
        here = ' aria-current="page"' if lesson == self.lesson else ""
        return f'<a href="{file_of(lesson)}"{here}>{escape(self.say(f"page.{lesson}.short"))}</a>'

    def _opening(self, title: str) -> str:
        boxes = "".join(self._of(each, self.sections.drawn(*opening_of(each.what))) for each in self.shown)
        look = rendered(content.text(f"{self.lesson}-look", self.spoken))
        key = "grouped.slider" if self.lesson == "grouped" else "lesson.choose"
        options = "".join(f'<option value="{each.id}">{escape(each.title)}</option>' for each in self.shown)
        # Its groups are not those of a layer that a guide lends the stage.
        own = " own-layer" if self.lesson == "grouped" else ""
        field = f'{escape(self.say(key))}<select id="choice">{options}</select>'
        choice = f'<label class="choice{own}">{field}</label>'
        return (
            f'<div class="opening"><div><h1>{escape(title)}</h1>{look}{choice}</div>'
            f'<div class="{"" if self.lesson == "separable" else "own-layer"}">{boxes}</div></div>'
        )

    def _of(self, shown: Shown, body: str) -> str:
        hidden = "" if shown is self.shown[0] else " hidden"
        return f'<div data-shown="{shown.id}"{hidden}>{body}</div>'

    def _stages(self) -> str:
        if self.lesson != "separable":
            return '<div data-stage="1" class="first"></div>'
        first, second = (
            f"<p><b>{escape(self.say(f'separable.{which}'))}</b></p>" for which in ("first", "second")
        )
        return f'{first}<div data-stage="1"></div>{second}<div data-stage="2"></div>'

    def _answers(self) -> str:
        each = "".join(self._of(shown, self.sections.of(shown)) for shown in self.shown)
        changed = f'<p class="changed">{escape(self.say("course.changed"))}</p>'
        hidden = f'<div class="answers-hidden">{rendered(self.say("result.hidden"))}</div>'
        return f'{hidden}<div class="answers">{changed}{each}{self.sections.of_all()}</div>'

    def _foot(self) -> str:
        ways = ""
        if self.others:
            at = self.others.index(self.lesson)
            before, after = self.others[max(0, at - 1) : at], self.others[at + 1 : at + 2]
            ways = "".join(
                f'<a rel="{rel}" href="{file_of(lesson)}">{self._named(key, lesson)}</a>'
                for rel, key, found in (("prev", "course.previous", before), ("next", "course.next", after))
                for lesson in found
            )
        return f'<footer><nav class="ways">{ways}</nav><p>{escape(computed_by(self.spoken))}</p></footer>'

    def _named(self, key: str, lesson: str) -> str:
        return escape(self.say(key, title=self.say(f"page.{lesson}.title")))


BESIDE = {"formulas": formulas.FILE, "errata": errata.FILE}  # pages of words beside the lessons


def words_page(page: str, spoken: str, lessons: Sequence[str], languages: Sequence[str], head: str) -> str:
    """Write a page of words: on sizes and formulas, or on what the documents say.

    Parameters
    ----------
    page : {"formulas", "errata"}
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
    others = "".join(_tongue(each, BESIDE[page]) for each in languages if each != spoken)
    writer = formulas.FormulasPage(spoken) if page == "formulas" else errata.ErrataPage(spoken, lessons)
    return PAGE.format(
        tag=content.label("language.tag", spoken),
        title=escape(f"{title} · dsviz"),
        description=escape(content.label(f"page.{page}.line", spoken)),
        head=head,
        body=f'<header class="bar">{ways}{others}</header><main class="errata">{writer.body()}</main>'
        f"<footer><p>{escape(computed_by(spoken))}</p></footer>",
    )


def _tongue(language: str, file: str) -> str:
    """Link to the same page in another language."""
    name, tag = (content.label(f"language.{each}", language) for each in ("name", "tag"))
    href = f"../{language}/{file}"
    return f'<a class="tongue" lang="{tag}" hreflang="{tag}" href="{href}" data-same>{name}</a>'


def computed_by(spoken: str) -> str:
    """Say what computed a course's numbers, in a language."""
    return content.label(
        "course.computed", spoken, torch=version("torch"), numpy=np.__version__, version=__version__
    )


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
    name, line = (escape(content.label(f"page.{page}.{each}", spoken)) for each in ("title", "line"))
    return f'<p><a href="{spoken}/{file}">{name}</a><br>{line}</p>'
