"""An exercise as HTML that a learning platform keeps: no style sheet, no class, only styles on elements."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping

from dsviz.content import DEFAULT_LANGUAGE, joined, label
from dsviz.exercises.exercise import Exercise
from dsviz.exercises.expected import Choice
from dsviz.export.given import BlankTable, given, tables_of
from dsviz.export.workings import workings
from dsviz.wording.exercises import facts, level_name, name_of, task
from dsviz.wording.expected import why
from dsviz.wording.numbers import number

TABLE = "display:inline-table;border-collapse:collapse;margin:0 16px 12px 0;vertical-align:bottom"
CELL = "border:1px solid;padding:4px 8px;text-align:center"


def question_html(asked: Exercise, language: str = DEFAULT_LANGUAGE, *, choosing: bool = False) -> str:
    """Write what is asked, the settings and the tensors.

    Parameters
    ----------
    asked : Exercise
    language : str
    choosing : bool
        Whether whole answers stand below to choose from.

    Examples
    --------
    >>> from dsviz.exercises.exercise import exercise
    >>> print(question_html(exercise("size", 1, 3)))
    <p>Work out the height and the width of the output.</p>
    <p>input 1×16×16 (channels × height × width), kernel 3×3, stride 2, zero padding 2 on every side</p>
    """
    lines = [task(asked, language), facts(asked, language)]
    tables = given(asked)
    if tables:
        lines.append(label("exercises.sheet.rule", language))
    said = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
    drawn = "".join(
        table_html(html.escape(caption), [list(map(number, row)) for row in values])
        for caption, values, _ in tables
    )
    choose = f"\n<p>{html.escape(label('exercises.choose', language))}</p>" if choosing else ""
    return f"{said}\n<div>{drawn}</div>{choose}" if drawn else f"{said}{choose}"


def table_html(caption: str, rows: Iterable[Iterable[str]]) -> str:
    """Write a table of cells that are HTML already.

    >>> table_html("b", [["1"]]).count("<td"), table_html("b", [["1", "2"]]).count("<td")
    (1, 2)
    """
    cells = "".join(
        "<tr>" + "".join(f'<td style="{CELL}">{cell}</td>' for cell in row) + "</tr>" for row in rows
    )
    return f'<table style="{TABLE}"><caption>{caption}</caption><tbody>{cells}</tbody></table>'


def workings_html(asked: Exercise, language: str = DEFAULT_LANGUAGE) -> str:
    """Write how every answer comes about, a line each."""
    lines = workings(asked)
    written = (
        f"{name_of(name, language)} = {line}" if asked.counted else line for name, line in lines.items()
    )
    return "<br>".join(map(html.escape, written))


def name_of_exercise(asked: Exercise, language: str = DEFAULT_LANGUAGE) -> str:
    """Name an exercise by its topic, level and seed.

    >>> from dsviz.exercises.exercise import exercise
    >>> name_of_exercise(exercise("grouped", 2, 5))
    'Grouped convolution, medium, seed 5'
    """
    level = level_name(asked.topic, asked.level, language)
    topic = label(f"exercises.topic.{asked.topic}", language)
    return label("exercises.sheet.code", language, topic=topic, level=level, seed=asked.seed)


def plain_number(value: float) -> str:
    """Write a number as programs read it, with a hyphen for minus.

    >>> plain_number(-3.0), plain_number(2500000.0), plain_number(0.5)
    ('-3', '2500000', '0.5')
    """
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def choice_html(asked: Exercise, values: Mapping[str, float], language: str = DEFAULT_LANGUAGE) -> str:
    """Write a whole answer to choose: its maps as tables, or its numbers on a line.

    Examples
    --------
    >>> from dsviz.exercises.exercise import exercise
    >>> choice_html(exercise("size", 1, 3), {"height": 9.0, "width": 8.0})
    'height = 9, width = 8'
    """
    if asked.counted:
        numbers = [f"{name_of(name, language)} = {number(value)}" for name, value in values.items()]
        return html.escape(joined(numbers, language, "clause"))
    cells = {name: number(value) for name, value in values.items()}
    return "".join(filled_html(each, cells) for each in tables_of(asked))


def filled_html(table: BlankTable, cells: Mapping[str, str]) -> str:
    """Write a table that is asked, from what stands in each cell by its name."""
    return table_html(table.caption, [[cells[name] for name in row] for row in table.names])


def verdict_html(choice: Choice, language: str = DEFAULT_LANGUAGE) -> str:
    """Say that a choice is right, or which mistake gives it."""
    if choice.is_right:
        return html.escape(label("exercises.right", language, count=len(choice.values)))
    return html.escape(why(choice.why, language))
