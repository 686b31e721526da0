"""Rows of numbers as people space them, and what else a table may be where its signs leave doubt."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from dsviz.reading.dividers import BLANK, DECIMAL, Layout
from dsviz.reading.errors import ReadError
from dsviz.reading.explained import MIXED, improper
from dsviz.reading.ranges import range_numbers
from dsviz.reading.scan import SPAN, Token
from dsviz.reading.table import read_table, table_in
from dsviz.reading.typed import PLAIN, Manner, Typed

_RANGE = re.compile(rf"\s*({SPAN})[\s;,]*")
_BITS = re.compile(r"[01]{2,200}")
_DIVIDERS = re.compile(r"[\s,;|]*")
_SLASH = re.compile(r"(?<=[0-9.])([ \t]+)(//?)(?=[ \t]+[-+\u22120-9.])")
_BARE_SLASH = re.compile(r"(?<=[0-9.])/(?=[-+\u22120-9.])")
_BY_ZERO = re.compile(r"/[-+\u2212]?0+(?:\.0*)?(?![0-9.])")
_LIST = re.compile(r"[-+\u2212.0-9eE, \t]+")
_ROW = re.compile(r"[-+\u2212.0-9eE/ \t]+")
_APART = re.compile(rf"[ \t]*{DECIMAL}(?:,[ \t]+{DECIMAL})+[ \t\r]*")
_LAST_SEMICOLON = re.compile(r";(?=[ \t\r,]*$)", re.MULTILINE)
_BLANK_LINE = re.compile(r"^[ \t\r]+$", re.MULTILINE)
_LAST_TAB = re.compile(r"\t[ \r]*$", re.MULTILINE)


def read_rows(text: str, manner: Manner = PLAIN) -> Typed:
    """Read a table; where its signs can mean two things, `others` of the result holds the second one.

    Parameters
    ----------
    text : str
    manner : Manner

    Raises
    ------
    ReadError
        As `read_table` does; and rule ``comma-doubt`` for 1,5, 2,5.

    Examples
    --------
    >>> rows = read_rows("1,2;3,4")
    >>> rows.numbers, [(other.form, other.numbers) for other in rows.others]
    ([1.0, 2.0, 3.0, 4.0], [('decimals', [1.2, 3.4])])
    >>> read_rows("1 2 / 3 4").shape, read_rows("0:4").numbers
    ((2, 2), [0.0, 1.0, 2.0, 3.0, 4.0])
    """
    text = _BLANK_LINE.sub(lambda found: " " * len(found[0]), text)
    _check_decimals(text)
    for form in FORMS:
        found = form(text, manner)
        if found is not None:
            return found
    return read_table(text, manner)


def _check_decimals(text: str) -> None:
    """Refuse 1,5, 2,5 which may hold two numbers or four."""
    lines = [line for line in text.split("\n") if line.strip(BLANK)]
    if ", " in text and lines and all(map(_APART.fullmatch, lines)):
        first = lines[0].split(", ")[0].strip()
        before, _, after = first.partition(",")
        one, other = f"{before}.{after}", f"{before}, {after}"
        raise ReadError.at(text, text.index(first), "comma-doubt", got=first, one=one, other=other)


def _range(text: str, manner: Manner) -> Typed | None:
    """Read MATLAB's 1:5, 0:2:8 and 0:0.5:1."""
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    numbers = range_numbers(text, Token("span", found[1], found.start(1)))
    return Typed(numbers, (len(numbers),))


def _rows_or_decimals(text: str, manner: Manner) -> Typed | None:
    """Read 1,2;3,4 as rows of two, or as decimals where something speaks for them.

    A comma parts two cells and a semicolon two rows, as in [1,2;3,4]. For decimals speak a 0 behind the comma
    with another digit after it (1,05: then nothing else is meant); a 5 at the end of all of them (0,5;2,25);
    in several lines ,0 at the end of all, or three numbers and more a line (1,1;2,2;3,3 over 4,4;5,5;6,6).
    Where both can be, the other one is offered.
    """
    if ";" not in text:
        return None
    text = _LAST_SEMICOLON.sub(" ", text)
    lines = [line.strip(BLANK).split(";") for line in text.split("\n") if line.strip(BLANK)]
    pieces = [piece for line in lines for piece in line]
    parts = [re.split(",", piece.strip(" \t\r-+\u2212")) for piece in pieces]
    is_sure = any(len(part) > 1 and part[0] == "0" for pair in parts for part in pair)
    ends_only = len(pieces) == len(lines)
    if ends_only or is_sure or not all(re.fullmatch(rf"\s*{DECIMAL}\s*", piece) for piece in pieces):
        return None
    rows = table_in(text, Layout(",", r"[\n\f;]"), manner)._replace(form="rows")
    if len({len(line) for line in lines}) > 1:
        return rows._replace(form="")
    decimals = table_in(text, Layout(";", decimal_commas=True), manner)._replace(form="decimals")
    is_table = len(lines) > 1 and (len(lines[0]) > 2 or all(after == "0" for _, after in parts))
    is_decimal = is_table or all(after.endswith("5") for _, after in parts)
    first, other = (decimals, rows) if is_decimal else (rows, decimals)
    return first._replace(others=(other,))


def _digits(text: str, manner: Manner) -> Typed | None:
    """Read rows of 0 and 1 without anything between as cells; as numbers where none begins with a 0."""
    lines = [line.strip(BLANK) for line in text.split("\n")]
    rows = [line for line in lines if line]
    if len(rows) < 2 or len(set(map(len, rows))) > 1 or not all(map(_BITS.fullmatch, rows)):
        return None
    cells = read_table("\n".join(" ".join(line) for line in lines), manner)._replace(form="digits")
    numbers = read_table(text, manner)._replace(form="numbers")
    is_padded = any(row[0] == "0" for row in rows)
    first, other = (cells, numbers) if is_padded else (numbers, cells)
    return first._replace(others=(other,))


def _rows_by_slash(text: str, manner: Manner) -> Typed | None:
    """Read 1 2 / 3 4 as two rows, where a slash with blanks round it parts rows of one length."""
    line = text.strip(BLANK + "\n")
    rows = _SLASH.sub(r"\1;", line).split(";") if "/" in line and "\n" not in line else []
    lengths = {len(re.split(r"[ \t,]+", row.strip(" \t,"))) for row in rows}
    if len(rows) < 2 or len(lengths) > 1 or lengths == {1} or not all(map(_LIST.fullmatch, rows)):
        return None
    divided = _SLASH.sub(lambda found: f"{found[1]}{';'.ljust(len(found[2]))}", text)
    return _with_other(read_table(divided, manner), lambda: read_table(text, manner), ("rows", "fractions"))


def _rows_by_bare_slash(text: str, manner: Manner) -> Typed | None:
    """Read 1 2/0 4 as two rows: nothing is divided by 0. In 1 2/3 4 it may be a fraction, which is first."""
    line = text.strip(BLANK + "\n")
    rows = _BARE_SLASH.split(line) if "/" in line and "\n" not in line else []
    lengths = {len(re.split(r"[ \t,]+", row.strip(" \t,"))) for row in rows}
    if len(rows) < 2 or len(lengths) > 1 or lengths == {1} or not all(map(_LIST.fullmatch, rows)):
        return None
    divided = _BARE_SLASH.sub(";", text)
    if _BY_ZERO.search(line):
        return read_table(divided, manner)
    return _with_other(read_table(text, manner), lambda: read_table(divided, manner), ("fractions", "rows"))


def _rows_by_comma(text: str, manner: Manner) -> Typed | None:
    """Read 1 2 3, 4 5 6 as two rows: blanks part the cells, so that a comma with a blank ends a row."""
    line = text.strip(BLANK + "\n")
    rows = re.split(r",[ \t]+", line) if ", " in line and "\n" not in line else []
    lengths = {len(row.split()) for row in rows}
    if len(rows) < 2 or len(lengths) > 1 or lengths == {1} or not all(map(_ROW.fullmatch, rows)):
        return None
    return read_table(text.replace(",", ";"), manner)


def _without_last_tab(text: str, manner: Manner) -> Typed | None:
    """Leave out the tabulator behind which no cell of any row follows; an answer may have it open."""
    lines = [line for line in text.split("\n") if line.strip(BLANK)]
    if not lines or not all(map(_LAST_TAB.search, lines)) or len(lines[0].split("\t")) < 2:
        return None
    shorter = _LAST_TAB.sub(lambda found: " " * len(found[0]), text)
    if not manner.open_cells:
        return read_rows(shorter, manner)
    return _with_other(
        read_table(text, manner), lambda: read_rows(shorter, manner), ("open-column", "no-column")
    )


def _mixed(text: str, manner: Manner) -> Typed | None:
    """Read 2 8/9 as one number or as two: as one first where no number of the table stands otherwise."""
    written = MIXED.sub(lambda found: improper(found).ljust(len(found[0])), text) if "/" in text else text
    if written == text:
        return None
    mixed, numbers = (partial(read_table, each, manner) for each in (written, text))
    if _DIVIDERS.fullmatch(MIXED.sub("", text)):
        return _with_other(mixed(), numbers, ("mixed", "apart-numbers"))
    return _with_other(numbers(), mixed, ("apart-numbers", "mixed"))


FORMS = (
    _range,
    _rows_or_decimals,
    _digits,
    _rows_by_slash,
    _rows_by_bare_slash,
    _rows_by_comma,
    _without_last_tab,
    _mixed,
)


def _with_other(first: Typed, other: Callable[[], Typed], forms: tuple[str, str]) -> Typed:
    """Put a second form beside the first, where the text can be read so."""
    with suppress(ReadError):
        return first._replace(form=forms[0], others=(other()._replace(form=forms[1], others=()),))
    return first
