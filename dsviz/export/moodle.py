"""Exercises as Moodle XML: a Cloze question each, one blank a cell, the expected mistakes with feedback.

Import it in Moodle's question bank as "Moodle XML format".
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from dsviz.content import DEFAULT_LANGUAGE, label
from dsviz.exercises.exercise import Exercise
from dsviz.exercises.expected import Slipped, wrong_numbers
from dsviz.export.given import tables_of
from dsviz.export.question_html import (
    filled_html,
    name_of_exercise,
    plain_number,
    question_html,
    workings_html,
)
from dsviz.wording.exercises import name_of
from dsviz.wording.expected import why

# What Cloze gives a meaning. Moodle decodes character references in a blank before it shows them; of
# backslashes it takes away only two.
SPECIAL = {ord(each): f"&#{ord(each)};" for each in '{}#~/"\\='}
PENALTY = "0.3333333"  # Moodle's own, of each try but the first


def moodle_xml(exercises: Sequence[Exercise], title: str = "", language: str = DEFAULT_LANGUAGE) -> str:
    """Write exercises as one file of Moodle XML.

    Parameters
    ----------
    exercises : sequence of Exercise
    title : str
        Of the category in the question bank; any text.
    language : str

    Returns
    -------
    str
        A category, and a question of the type cloze for each exercise. Everything that is asked is a
        numerical blank for 1 point without tolerance. The numbers that dsviz's own mistakes give are
        wrong answers with the mistake as feedback.

    Examples
    --------
    >>> from dsviz.exercises.exercise import sheet
    >>> text = moodle_xml(sheet(("stride", "size"), 1, 0, 2))
    >>> text.count('<question type="cloze">'), text.count("NUMERICAL")
    (2, 6)
    """
    quiz = Element("quiz")
    category = SubElement(quiz, "question", type="category")
    heading = title or label("exercises.sheet.title", language)
    # A slash parts categories; two are one in a name.
    _text(category, "category", f"$course$/top/{heading.replace('/', '//')}")
    for at, each in enumerate(exercises, 1):
        _question(quiz, at, each, language)
    ElementTree.indent(quiz)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(quiz, encoding="unicode")}\n'


def blank(right: float, wrong: Mapping[float, Sequence[Slipped]], language: str = DEFAULT_LANGUAGE) -> str:
    """Write a numerical blank of Cloze.

    Parameters
    ----------
    right : float
    wrong : mapping of float to sequence of Slipped
        Each wrong number with the mistakes that give it.
    language : str

    Examples
    --------
    >>> blank(-2, {3: [Slipped("height", "flops")]})
    '{1:NUMERICAL:=-2:0~%0%3:0#these are FLOPs: one MAC is two of them.}'
    """
    alternatives = [f"={plain_number(right)}:0"]
    alternatives += [
        f"%0%{plain_number(value)}:0#{feedback(why(slipped, language, of_one=True))}"
        for value, slipped in wrong.items()
    ]
    return f"{{1:NUMERICAL:{'~'.join(alternatives)}}}"


def feedback(text: str) -> str:
    """Write a plain text so that it is neither HTML nor Cloze, inside a blank.

    Moodle decodes it once, and shows what it gets as HTML.

    >>> feedback("a < b ~ c}")
    'a &amp;lt; b &#126; c&#125;'
    """
    return html.escape(html.escape(text, quote=False), quote=False).translate(SPECIAL)


def _question(quiz: Element, at: int, asked: Exercise, language: str) -> None:
    question = SubElement(quiz, "question", type="cloze")
    _text(question, "name", f"{at:02}. {name_of_exercise(asked, language)}")
    given = question_html(asked, language).replace("{", "&#123;")
    _text(question, "questiontext", f"{given}\n{_blanks(asked, language)}", format="html")
    _text(question, "generalfeedback", f"<p>{workings_html(asked, language)}</p>", format="html")
    SubElement(question, "penalty").text = PENALTY
    SubElement(question, "hidden").text = "0"
    SubElement(question, "idnumber").text = f"dsviz-{asked.id}-{at}"


def _blanks(asked: Exercise, language: str) -> str:
    wrong, right = wrong_numbers(asked), asked.answers()
    blanks = {name: blank(right[name], wrong[name], language) for name in right}
    if asked.counted:
        return "".join(
            f"<p>{html.escape(name_of(name, language))} = {each}</p>" for name, each in blanks.items()
        )
    rows = groupby(tables_of(asked), key=lambda table: table.caption.partition("[")[0])
    return "".join(
        f"<div>{''.join(filled_html(each, blanks) for each in tables)}</div>" for _, tables in rows
    )


def _text(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(SubElement(parent, tag, attributes), "text").text = text
