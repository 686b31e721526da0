"""A sheet for every student of a class as one page to print, its key, and the lists around it."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterator, Sequence

from dsviz.content import DEFAULT_LANGUAGE, label
from dsviz.exercises.exercise import Exercise
from dsviz.exercises.roster import Handout
from dsviz.export.question_html import plain_number
from dsviz.export.worksheet import lines_html, link_of, page_html, section_html


def handouts_html(
    handouts: Sequence[Handout], language: str = DEFAULT_LANGUAGE, address: str = "", *, solved: bool = False
) -> str:
    """Write every student's sheet, each on paper of its own.

    Parameters
    ----------
    handouts : sequence of Handout
    language : str
    address : str
        Of the page on which an exercise can be opened; no links without it.
    solved : bool
        Write the key.

    Examples
    --------
    >>> from dsviz.exercises.roster import handout
    >>> page = handouts_html([handout(name, ("size",), 1, 7, 2) for name in ("Ada", "Emmy")])
    >>> page.count('<article class="student">'), page.count("<section>")
    (2, 4)
    """
    title = label(f"exercises.sheet.{'key-title' if solved else 'title'}", language)
    rule = f"<p>{html.escape(label('exercises.sheet.rule', language))}</p>"
    body = "\n".join(
        f'<article class="student">\n{lines_html(language, each.student)}\n'
        + "\n".join(
            section_html(at, asked, language, solved, address) for at, asked in enumerate(each.exercises, 1)
        )
        + "\n</article>"
        for each in handouts
    )
    return page_html(title, rule, body, language)


def handouts_csv(handouts: Sequence[Handout], language: str = DEFAULT_LANGUAGE, address: str = "") -> str:
    """Write every answer as a line of CSV: student, exercise, what is asked, answer, seed, link.

    Examples
    --------
    >>> from dsviz.exercises.roster import handout
    >>> handouts_csv([handout("Ada", ("size",), 1, 7, 1)]).splitlines()[0]
    'student,exercise,asked,answer,seed,link'
    """
    headings = ("answer", "seed", "link")
    rows = (
        (*row, plain_number(value), asked.seed, address + link_of(asked))
        for row, value, asked in _asked(handouts)
    )
    return _csv(
        _headings(language) + [label(f"exercises.class.csv.{each}", language) for each in headings], rows
    )


def form_csv(handouts: Sequence[Handout], language: str = DEFAULT_LANGUAGE) -> str:
    """Write a list to fill in: student, exercise, what is asked, an empty cell, the seed of the exercise.

    By its seed an answer is known that was given to another sheet.

    Examples
    --------
    >>> from dsviz.exercises.roster import handout
    >>> print(form_csv([handout("Ada", ("size",), 1, 7, 1)]), end="")
    student,exercise,asked,answer,seed
    Ada,1,height,,334223496
    Ada,1,width,,334223496
    """
    rows = ((*row, "", asked.seed) for row, _, asked in _asked(handouts))
    more = [label(f"exercises.class.csv.{each}", language) for each in ("answer", "seed")]
    return _csv(_headings(language) + more, rows)


def _asked(handouts: Sequence[Handout]) -> Iterator[tuple[tuple[str, int, str], float, Exercise]]:
    for each in handouts:
        for number, asked in enumerate(each.exercises, 1):
            for name, value in asked.answers().items():
                yield (each.student, number, name), value, asked


def _headings(language: str) -> list[str]:
    return [label(f"exercises.class.csv.{each}", language) for each in ("student", "exercise", "asked")]


def _csv(headings: Sequence[str], rows: Iterator[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue()
