"""A class: a sheet of his own for every student, drawn from the sheet's seed and the student's name."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from dsviz.conv.errors import Place, Refusal, shown
from dsviz.exercises.exercise import MOST_SEED, MOST_TYPED_SEED, Exercise, sheet

MOST_STUDENTS = 500
LONGEST_NAME = 80  # characters
LONGEST_TEXT = 2_000_000  # of a file
# A first line of such cells alone names the columns, as Moodle and others export them.
HEADINGS = {
    *("name", "names", "first name", "last name", "surname", "given name", "family name", "full name"),
    *("student", "students", "student name", "student id", "student number", "number", "no.", "id"),
    *("id number", "matriculation number", "email", "e-mail", "email address", "class", "group"),
    *("nr", "nr.", "nachname", "vorname", "matrikel", "matrikelnummer", "klasse", "gruppe", "e-mail-adresse"),
    *("nom", "prénom", "numéro", "apellido", "apellidos", "nombre", "número", "cognome", "nome"),
    *("姓名", "姓", "名", "名字", "学生", "学生姓名", "学号", "序号", "班级", "邮箱", "电子邮箱", "电子邮件"),
}
DIVIDERS = ("\t", ";", ",")


class RosterError(Refusal):
    """A refusal of a line of a roster, or of answers that came back."""

    room = "roster"


@dataclass(frozen=True, eq=False)
class Handout:
    """The sheet of one student."""

    student: str
    seed: int
    exercises: tuple[Exercise, ...]


def read_roster(text: str) -> tuple[tuple[str, ...], tuple[RosterError, ...]]:
    """Read names or numbers of students: one a line, or the lines of a CSV.

    Parameters
    ----------
    text : str
        The cells of a line together are the name. A line of headings and empty lines are left out.

    Returns
    -------
    names : tuple of str
    refused : tuple of RosterError
        One for each line that is no name, with its place.

    Examples
    --------
    >>> read_roster("Name\\nAda\\nMeier;Emmy\\n1017")[0]
    ('Ada', 'Meier Emmy', '1017')
    >>> print(*read_roster("Ada\\n=1+1\\nada")[1], sep="\\n")
    line 2: a name must begin with a letter or a digit; got '=1+1'. Type the student's name or number
    line 3: a name must stand once; got 'ada', which line 1 has too. Add what tells the two apart, such as a
    number
    """
    names: dict[str, tuple[int, str]] = {}
    refused: list[RosterError] = []
    for line, cells in rows_of(text):
        name = " ".join(word for cell in cells for word in cell.split())
        if not names and not refused and {cell.casefold() for cell in cells if cell} <= HEADINGS:
            continue
        error = _refused(name, line, names)
        if error is None:
            names[normal(name)] = line, name
        else:
            refused.append(error)
    return tuple(name for _, name in names.values()), tuple(refused)


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """List the lines of a CSV that are not empty, with their numbers from 1.

    Tabs divide the cells, else semicolons, else commas: whichever comes first.

    >>> list(rows_of('a;"b,c"\\n;\\nd'))
    [(1, ['a', 'b,c']), (3, ['d'])]
    """
    if len(text) > LONGEST_TEXT:
        raise RosterError("length", most=LONGEST_TEXT, got=len(text))
    lines = text.removeprefix("\ufeff").splitlines()
    divided = next((line for line in lines if any(each in line for each in DIVIDERS)), "")
    divider = next((each for each in DIVIDERS if each in divided), ",")
    for at, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=divider), [])]
        if any(cells):
            yield at, cells


def normal(name: str) -> str:
    """Write a name as it counts: capitals, blanks and commas between its parts make no other student.

    >>> normal("Meier,  Emmy") == normal("meier emmy"), normal("Ａda")
    (True, 'ada')
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(folded.translate({ord(each): " " for each in DIVIDERS}).split())


def seed_of(student: str, seed: int) -> int:
    """Return a student's own seed: the same for the same name and the same seed of the sheet, anywhere.

    It does not depend on who else is in the class. In a class of 500 with six exercises each, the chance
    that any two students share one is about one in 700.

    Examples
    --------
    >>> seed_of("Ada", 1) == seed_of("ada ", 1), seed_of("Ada", 1) == seed_of("Ada", 2)
    (True, False)
    """
    digest = sha256(f"dsviz/roster/{seed}/{normal(student)}".encode()).digest()
    least = MOST_TYPED_SEED + 1
    return least + int.from_bytes(digest[:8], "big") % (MOST_SEED + 1 - least)


def handout(student: str, topics: tuple[str, ...], level: int, seed: int, count: int) -> Handout:
    """Draw the sheet of one student.

    Parameters
    ----------
    student : str
    topics, level, seed, count
        As in `sheet`; the exercises begin with the student's own seed.

    Examples
    --------
    >>> drawn = handout("Ada", ("size",), 1, 7, 2)
    >>> drawn.exercises[1].seed == drawn.seed + 1
    True
    """
    own = seed_of(student, seed)
    return Handout(student, own, sheet(topics, level, own, count))


def _refused(name: str, line: int, before: dict[str, tuple[int, str]]) -> RosterError | None:
    place = Place(line)
    if not name[0].isalnum():  # a spreadsheet takes = + - @ at the beginning for a formula
        return RosterError("name-begins", place, got=shown(name))
    if len(name) > LONGEST_NAME:
        return RosterError("name-length", place, most=LONGEST_NAME, got=len(name), name=shown(name))
    if normal(name) in before:
        return RosterError("name-once", place, got=shown(name), first=before[normal(name)][0])
    if len(before) >= MOST_STUDENTS:
        return RosterError("names-most", place, most=MOST_STUDENTS, got=shown(name))
    return None
