"""A lesson as one HTML page, and the page that a course begins with."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.metadata import version

import numpy as np

from dsviz import __version__, content
from dsviz.course.fed import fed
from dsviz.course.lessons import BETWEEN, CHOICES, STILL, Field, fields_of, file_of, shown_in
from dsviz.course.made import sections_of
from dsviz.course.markdown import rendered
from dsviz.course.spoken import Spoken
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


class LessonPage(Spoken):
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
        super().__init__(spoken)
        self.others = others
        self.languages = languages
        self.sections = sections_of(lesson, spoken)
        self.shown = shown_in(lesson)

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
        tongues = "".join(tongue(each, here) for each in self.languages if each != self.spoken)
        ways = f'<nav aria-label="{escape(self.say("course.ways"))}">{home}{lessons}</nav>'
        return f'<header class="bar">{ways}{tongues}</header>'

    def _way(self, lesson: str) -> str:
        here = ' aria-current="page"' if lesson == self.lesson else ""
        return f'<a href="{file_of(lesson)}"{here}>{escape(self.say(f"page.{lesson}.short"))}</a>'

    def _opening(self, title: str) -> str:
        beside = "".join(self._of(each.id, self.sections.beside(each)) for each in self.shown)
        look = rendered(self.sections.look)
        choices = "".join(self._choice(*each) for each in enumerate(fields_of(self.lesson, self.spoken)))
        return (
            f'<div class="opening"><div><h1>{escape(title)}</h1>{look}{choices}</div>'
            f'<div class="{"" if self.lesson == "separable" else "own-layer"}">{beside}</div></div>'
        )

    def _choice(self, level: int, field: Field) -> str:
        options = "".join(f'<option value="{value}">{escape(name)}</option>' for value, name in field.options)
        # What a guide lends the stage is not what stands in them.
        own = " own-layer" if self.lesson in CHOICES else ""
        hidden = "" if level < len(self.shown[0].values) else " hidden"
        choice = f'{escape(field.label)}<select data-param="{field.param}">{options}</select>'
        return f'<label class="choice{own}"{hidden}>{choice}</label>'

    def _of(self, which: str, body: str) -> str:
        """Write what is said of some of what is shown: of all whose values begin with these."""
        if (self.shown[0].id + BETWEEN).startswith(which + BETWEEN):
            return f'<div data-shown="{which}">{body}</div>' if body else ""
        # Each drawing is a document of its own to a browser: it is read when it is shown.
        waiting = body.replace("<img ", '<img loading="lazy" ')
        return f'<div data-shown="{which}" hidden>{waiting}</div>' if body else ""

    def _stages(self) -> str:
        if self.lesson != "separable":
            return f'<div data-stage="1" class="first {self.lesson}"></div>'
        first, second = (
            f"<p><b>{escape(self.say(f'separable.{which}'))}</b></p>" for which in ("first", "second")
        )
        both = f'<div class="second-layer">{second}<div data-stage="2"></div></div>'
        return f'{first}<div data-stage="1"></div>{both}'

    def _answers(self) -> str:
        firsts = {shown.values[0]: shown for shown in reversed(self.shown)}
        each = "".join(self._of(which, self.sections.of(firsts[which])) for which in reversed(firsts))
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
        computed = escape(computed_by(self.spoken, self.lesson not in STILL))
        return f'<footer><nav class="ways">{ways}</nav><p>{computed}</p></footer>'

    def _named(self, key: str, lesson: str) -> str:
        return escape(self.say(key, title=self.say(f"page.{lesson}.title")))


def tongue(language: str, file: str) -> str:
    """Link to the same page in another language."""
    name, tag = (content.label(f"language.{each}", language) for each in ("name", "tag"))
    href = f"../{language}/{file}"
    return f'<a class="tongue" lang="{tag}" hreflang="{tag}" href="{href}" data-same>{name}</a>'


def computed_by(spoken: str, can_change: bool = True) -> str:
    """Say what computed a course's numbers, in a language, and what those that can be changed."""
    key = "course.computed" if can_change else "course.computed.still"
    return content.label(key, spoken, torch=version("torch"), numpy=np.__version__, version=__version__)
