"""Answers of a class that come back as CSV: read line by line, each wrong line refused with a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from dsviz.content import Listed, Words
from dsviz.conv.errors import Place, Refusal, shown
from dsviz.exercises.roster import Handout, RosterError, normal, rows_of
from dsviz.reading.cell import read_cell
from dsviz.reading.errors import ReadError
from dsviz.reading.files.text import decoded
from dsviz.reading.whole import read_whole

LEAST_CELLS = 3
LONG = 4  # cells of a line that names what it answers; a fifth is the seed of its exercise
_PAIR = re.compile(rb"[\x81-\xfe]{2}")
MOST_REFUSED = 200
UNREAD = ("answer-number", "answer-read")

# Student and number of the exercise, from 1 -> what was answered, by its name.
Texts = dict[tuple[str, int], dict[str, str]]
# The same -> where among the refusals that of its unread answers stands, and the first of them.
Unread = dict[tuple[str, int], tuple[int, str]]


def text_of(data: bytes) -> str:
    """Decode a CSV as spreadsheets save it: UTF-8, UTF-16, or GB18030 and Windows-1252, which Chinese and
    Western European ones take.

    A Chinese letter is two such bytes, nearly always both above 127; an ü stands alone among plain letters.

    Raises
    ------
    RosterError
        Rule ``file-text``: it is no text.

    Examples
    --------
    >>> text_of("李雷,1,2".encode("gb18030")), text_of("李雷\\t1".encode("utf-16"))
    ('李雷,1,2', '李雷\\t1')
    >>> text_of("Müller;1;2".encode("cp1252"))
    'Müller;1;2'
    """
    try:
        text = decoded(data)
    except ReadError:
        text = data.decode("gb18030" if _PAIR.search(data) else "cp1252", errors="replace")
    if any(letter == "\ufffd" or (letter < " " and letter not in "\t\r\n") for letter in text):
        raise RosterError("file-text")
    return text


def read_returned(text: str, handouts: Sequence[Handout]) -> tuple[Texts, tuple[Refusal, ...]]:
    """Read answers.

    Parameters
    ----------
    text : str
        Lines of a CSV: student, exercise, then every answer of it in the order of the sheet, a column each;
        or student, exercise, what is asked, answer and, if it is there, the seed of the exercise. A line of
        headings may stand first.
    handouts : sequence of Handout

    Returns
    -------
    texts : dict
        What stands in the cells that can be read as numbers; an exercise without any is there where its
        student answered others.
    refused : tuple of Refusal
        One for each line that cannot be used, and for the cells of an exercise that cannot be read: it names
        line and value, and what to type.

    Examples
    --------
    >>> from dsviz.exercises.roster import handout
    >>> ada = handout("Ada", ("size",), 1, 7, 2)
    >>> texts, refused = read_returned("ada,1,8,9\\nAda,2,width,5\\nAda,3,1,1", [ada])
    >>> texts
    {('Ada', 1): {'height': '8', 'width': '9'}, ('Ada', 2): {'width': '5'}}
    >>> print(*refused)
    line 3: the second cell must be the number of an exercise, from 1 to 2; got '3'. Type the number that
    stands before it on the sheet
    """
    known = {normal(each.student): each for each in handouts}
    texts: Texts = {}
    refused: list[Refusal] = []
    unread: Unread = {}
    for at, (line, cells) in enumerate(rows_of(text)):
        if at == 0 and _is_heading(cells, known):
            continue
        try:
            for (student, number), name, value in _answers(line, cells, known):
                error = _take(texts.setdefault((student, number), {}), line, (number, name, value))
                if error is not None:
                    _gather(refused, error, unread, (student, number), shown(value))
        except RosterError as error:
            refused.append(error)
    students = {student for (student, _), found in texts.items() if found}
    return {key: found for key, found in texts.items() if key[0] in students}, tuple(refused[:MOST_REFUSED])


def _is_heading(cells: list[str], known: Mapping[str, Handout]) -> bool:
    return normal(cells[0]) not in known and read_whole(cells[1] if len(cells) > 1 else "") is None


def _answers(
    line: int, cells: list[str], known: Mapping[str, Handout]
) -> Iterator[tuple[tuple[str, int], str, str]]:
    if len(cells) < LEAST_CELLS:
        raise RosterError("cells-least", Place(line), least=LEAST_CELLS, got=len(cells))
    sheet = _student(line, cells[0], known)
    number = read_whole(cells[1])
    count = len(sheet.exercises)
    if number is None or not 1 <= number <= count:
        raise RosterError("exercise-number", Place(line), count=count, got=shown(cells[1]))
    named = tuple(sheet.exercises[number - 1].answers())
    key = sheet.student, number
    names_seed = len(cells) == LONG + 1 and cells[2].replace(" ", "") in named
    if names_seed or (len(cells) == LONG and cells[2][:1].isalpha()):
        _check_seed(line, cells[LONG:], sheet.exercises[number - 1].seed)
        yield key, _asked(line, cells[2], named), cells[3]
        return
    given = cells[2:]
    if any(given[len(named) :]):
        raise RosterError("answers-most", Place(line), exercise=number, most=len(named), got=len(given))
    yield from ((key, name, value) for name, value in zip(named, given, strict=False))


def _check_seed(line: int, cells: list[str], seed: int) -> None:
    """Refuse an answer of another sheet, whose numbers are others."""
    for cell in filter(None, cells):
        if read_whole(cell) != seed:
            raise RosterError("sheet-other", Place(line), seed=seed, got=shown(cell))


def _student(line: int, cell: str, known: Mapping[str, Handout]) -> Handout:
    if normal(cell) in known:
        return known[normal(cell)]
    near = get_close_matches(normal(cell), known, 1)
    if near:
        raise RosterError("student-near", Place(line), got=shown(cell), near=known[near[0]].student)
    raise RosterError("student-known", Place(line), got=shown(cell))


def _asked(line: int, cell: str, named: tuple[str, ...]) -> str:
    written = cell.replace(" ", "")
    if written not in named:
        raise RosterError("asked-known", Place(line), known=Listed(named), got=shown(cell))
    return written


def _gather(refused: list[Refusal], error: Refusal, unread: Unread, key: tuple[str, int], got: str) -> None:
    """Keep a refusal; of the answers of an exercise that cannot be read one says how many, and the first."""
    if error.rule not in UNREAD or key not in unread:
        if error.rule in UNREAD:
            unread[key] = len(refused), got
        refused.append(error)
        return
    at, got = unread[key]
    first = refused[at]
    asked, count = first.values["asked"], first.values.get("count", 1) + 1
    refused[at] = RosterError("answers-read", first.place, exercise=key[1], count=count, asked=asked, got=got)


def _take(texts: dict[str, str], line: int, answer: tuple[int, str, str]) -> Refusal | None:
    """Keep an answer that is a number; return why it cannot be kept."""
    number, name, value = answer
    if not value:
        return None
    if name in texts:
        return RosterError("answer-once", Place(line), exercise=number, asked=name, got=shown(value))
    try:
        read_cell(value)
    except ReadError as error:
        if error.rule == "cell-number":
            return RosterError("answer-number", Place(line), asked=name, got=shown(value))
        why = Words(f"refusal.{error.room}.{error.rule}", error.values)
        return RosterError("answer-read", Place(line), asked=name, why=why)
    texts[name] = value
    return None
