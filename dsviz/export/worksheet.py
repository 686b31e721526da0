"""Exercises for a class: a sheet to print, its key, and the answers as a table.

Both pages are self-contained HTML without script or colour, for A4 paper and any printer.
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter

import numpy as np

from dsviz.content import DEFAULT_LANGUAGE, label
from dsviz.exercises.exercise import Exercise
from dsviz.export.given import given, half_of, tables_of
from dsviz.export.workings import workings
from dsviz.wording.exercises import facts, level_name, name_of, task
from dsviz.wording.numbers import number

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{css}</style>
</head>
<body>
<header>
<h1>{title}</h1>
{head}
</header>
<main>
{body}
</main>
</body>
</html>
"""
LONG_SUM = 46  # characters that still fit half the width of the paper


@cache
def style() -> str:
    """The sheet's style."""
    return files("dsviz.export").joinpath("worksheet.css").read_text(encoding="utf-8")


def sheet_html(
    exercises: Sequence[Exercise],
    title: str = "",
    language: str = DEFAULT_LANGUAGE,
    address: str = "",
    *,
    half: bool = False,
) -> str:
    """Write a sheet: the tensors, empty maps to fill in, lines for name and date.

    Parameters
    ----------
    exercises : sequence of Exercise
    title : str
        Any text; it is escaped.
    language : str
    address : str
        Of the page on which an exercise can be opened and an answer checked; no links without it.
    half : bool
        Give every other cell of the maps, as on a chessboard; which ones, the exercise's seed decides. Of a
        single number none is given.

    Examples
    --------
    >>> from dsviz.exercises.exercise import sheet
    >>> page = sheet_html(sheet(("stride", "size"), 1, 0, 2))
    >>> page.count("<section>"), "<script" in page
    (2, False)
    """
    head = f"{lines_html(language)}\n<p>{_say('sheet.rule', language)}</p>"
    body = "\n".join(
        section_html(at, each, language, False, address, half) for at, each in enumerate(exercises, 1)
    )
    return page_html(title or label("exercises.sheet.title", language), head, body, language)


def key_html(
    exercises: Sequence[Exercise], title: str = "", language: str = DEFAULT_LANGUAGE, address: str = ""
) -> str:
    """Write the key: the same exercises with every number and how it comes about.

    Parameters
    ----------
    exercises, title, language, address
        As in `sheet_html`.
    """
    body = "\n".join(section_html(at, each, language, True, address) for at, each in enumerate(exercises, 1))
    head = f"<p>{_say('sheet.rule', language)}</p>"
    return page_html(title or label("exercises.sheet.key-title", language), head, body, language)


def answers_csv(exercises: Sequence[Exercise], language: str = DEFAULT_LANGUAGE, address: str = "") -> str:
    """Write every answer as a line of CSV: exercise, topic, level, seed, what is asked, answer, link.

    Examples
    --------
    >>> from dsviz.exercises.exercise import sheet
    >>> answers_csv(sheet(("size",), 1, 3, 1)).splitlines()[1]
    '1,size,1,3,height,9,?topic=size&level=1&seed=3'
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    headings = ("sheet.csv.number", "topic", "level", "seed", "sheet.csv.asked")
    writer.writerow(
        [label(f"exercises.{each}", language) for each in headings]
        + [label("exercises.sheet.csv.answer", language), label("exercises.sheet.csv.link", language)]
    )
    for at, each in enumerate(exercises, 1):
        link = address + link_of(each)
        for name, value in each.answers().items():
            writer.writerow([at, each.topic, each.level, each.seed, name, int(value), link])
    return text.getvalue()


def link_of(asked: Exercise) -> str:
    """Write what a link to an exercise holds.

    Examples
    --------
    >>> from dsviz.exercises.exercise import exercise
    >>> link_of(exercise("grouped", 2, 5))
    '?topic=grouped&level=2&seed=5'
    """
    return f"?topic={asked.topic}&level={asked.level}&seed={asked.seed}"


def lines_html(language: str, student: str = "") -> str:
    """Write the lines for name, class, date and points; a name that is known stands on its line."""
    lines = (
        f'<span class="{"wide" if each == "name" else ""}">{_say(f"sheet.{each}", language)}'
        f"{f' <strong>{html.escape(student)}</strong>' if student and each == 'name' else ''}</span>"
        for each in ("name", "class", "date", "points")
    )
    return f'<div class="lines">{"".join(lines)}</div>'


def page_html(title: str, head: str, body: str, language: str) -> str:
    """Write a page to print around what is given as HTML; the title is any text."""
    return PAGE.format(language=language, title=html.escape(title), css=style(), head=head, body=body)


def _say(key: str, language: str, **values: object) -> str:
    return html.escape(label(f"exercises.{key}", language, **values))


def section_html(
    at: int, asked: Exercise, language: str, solved: bool, address: str, half: bool = False
) -> str:
    """Write one exercise with its number: blank, half filled or solved."""
    values = {
        "topic": label(f"exercises.topic.{asked.topic}", language),
        "level": level_name(asked.topic, asked.level, language),
        "seed": asked.seed,
    }
    code = _say("sheet.code", language, **values)
    if address:
        code = f'<a href="{html.escape(address + link_of(asked), quote=True)}">{code}</a>'
    given, asks = _tensors(asked), task(asked, language, is_half=half and bool(half_of(asked)))
    answer = _solution(asked, language) if solved else _blanks(asked, language, half)
    return (
        f"<section>\n<h2>{at}. <small>{code}</small></h2>\n"
        f"<p>{html.escape(asks)}<br>{html.escape(facts(asked, language))}</p>\n"
        f"{given}{answer}\n</section>"
    )


def _tensors(asked: Exercise) -> str:
    tables = given(asked)
    return _row([_table(*table) for table in tables]) if tables else ""


def _blanks(asked: Exercise, language: str, half: bool) -> str:
    if asked.counted:
        fields = [
            f'<span class="fill">{html.escape(name_of(each, language))} =</span>' for each in asked.numbers
        ]
        return f'<p>{"".join(fields)}</p><p class="work">{_say("sheet.working", language)}</p>'
    return _maps(asked, half, solved=False)


def _maps(asked: Exercise, half: bool, solved: bool) -> str:
    """Write the maps that are asked, those of one name in a row."""
    answers = asked.answers()
    printed = set(answers) if solved else half_of(asked) if half else set()
    drawn = [
        (
            caption.partition("[")[0],
            _table(
                caption,
                np.array([[answers[cell] if cell in printed else np.nan for cell in row] for row in names]),
                "blank",
            ),
        )
        for caption, names in tables_of(asked)
    ]
    rows = groupby(drawn, key=itemgetter(0))
    return "".join(_row([table for _, table in tables]) for _, tables in rows)


def _solution(asked: Exercise, language: str) -> str:
    lines = workings(asked)
    if asked.counted:
        named = [f"{name_of(name, language)} = {line}" for name, line in lines.items()]
        return _listed(named)
    return _maps(asked, half=False, solved=True) + _listed(list(lines.values()))


def _listed(lines: list[str]) -> str:
    kind = "sums long" if max(map(len, lines)) > LONG_SUM else "sums"
    return f'<ul class="{kind}">' + "".join(f"<li>{html.escape(line)}</li>" for line in lines) + "</ul>"


def _row(tables: list[str]) -> str:
    return f'<div class="row">{"".join(tables)}</div>\n'


def _table(caption: str, values: np.ndarray, kind: str = "") -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{'' if np.isnan(value) else number(value)}</td>" for value in line) + "</tr>"
        for line in values
    )
    return f'<table class="{kind}"><caption>{html.escape(caption)}</caption>{rows}</table>'
