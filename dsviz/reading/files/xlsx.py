"""Excel's .xlsx: a zip of XML. Each sheet becomes the text that copying its cells would give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from posixpath import join, normpath
from typing import Any
from xml.parsers import expat

from dsviz.reading.errors import ReadError
from dsviz.reading.files.tensor import FileTensor, check_count, clean
from dsviz.reading.files.text import of_text
from dsviz.reading.files.zipped import Zip

BOOK = "xl/workbook.xml"
MOST_XML = 20_000_000  # bytes
MOST_CELLS = 100_000
MOST_COLUMNS = 16_384  # Excel's own
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Attributes = dict[str, str]


def read_xlsx(file: Zip) -> list[FileTensor]:
    """Read every sheet that holds numbers; a sheet of words is passed over where another has numbers.

    Raises
    ------
    ReadError
        Rules ``file-whole``, ``file-unpacked`` and those of pasted text, with the sheet's row as the line.
    """
    strings = _strings(file)
    sheets = list(_sheets(file))
    check_count(len(sheets))
    found: list[FileTensor] = []
    refused: ReadError | None = None
    for name, member in sheets:
        cells = _cells(file, member, strings)
        lines = _lines(cells)
        if not lines:
            continue
        try:
            found += of_text("\n".join(lines.values()), name)
        except ReadError as error:
            refused = refused or _placed(error, name, lines, min(column for _, column in cells))
    if not found and refused:
        raise refused
    return found


def _parsed(
    file: Zip,
    member: str,
    begin: Callable[[str, Attributes], Any],
    end: Callable[[str], Any],
    text: Callable[[str], Any],
) -> None:
    """Walk the elements of a member; a document type, in which entities could be defined, is refused."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: begin(name.rpartition("}")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition("}")[2])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    if member not in file.names:
        raise ReadError("file-whole", kind=".xlsx")
    try:
        parser.Parse(file.unpack(member, MOST_XML), True)
    except (expat.ExpatError, ValueError, KeyError):
        raise ReadError("file-whole", kind=".xlsx") from None


def _refuse(*_: object) -> None:
    raise ReadError("file-whole", kind=".xlsx")


def _nothing(*_: object) -> None:
    return None


def _sheets(file: Zip) -> Iterator[tuple[str, str]]:
    """Walk the names and the members of the sheets, in the book's order."""
    names: list[tuple[str, str]] = []
    targets: dict[str, str] = {}

    def relation(name: str, given: Attributes) -> None:
        if name == "Relationship":
            targets[given.get("Id", "")] = given.get("Target", "")

    def sheet(name: str, given: Attributes) -> None:
        if name == "sheet":
            names.append((given.get("name", ""), given.get(_RELATION[1:], "")))

    _parsed(file, "xl/_rels/workbook.xml.rels", relation, _nothing, _nothing)
    _parsed(file, BOOK, sheet, _nothing, _nothing)
    for name, identity in names:
        target = targets.get(identity, "")
        yield name, target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _strings(file: Zip) -> list[str]:
    """List the texts that cells point to."""
    found: list[str] = []
    if "xl/sharedStrings.xml" not in file.names:
        return found

    def begin(name: str, _: Attributes) -> None:
        if name == "si":
            found.append("")

    def text(letters: str) -> None:
        if found:
            found[-1] += letters

    _parsed(file, "xl/sharedStrings.xml", begin, _nothing, text)
    return found


def _cells(file: Zip, member: str, strings: list[str]) -> dict[tuple[int, int], str]:
    """Read the cells of a sheet by row and column, from 1."""
    cells: dict[tuple[int, int], str] = {}
    now: dict[str, Any] = {"place": None, "kind": "", "in": "", "text": "", "formula": False}

    def begin(name: str, given: Attributes) -> None:
        if name == "c":
            now.update(place=_place(given.get("r", "")), kind=given.get("t", "n"), text="", formula=False)
        # A formula that was never computed has no value; its cell is there all the same.
        now["formula"] |= name == "f"
        now["in"] = name

    def text(letters: str) -> None:
        if now["in"] in ("v", "t") and now["place"]:
            now["text"] += letters

    def end(name: str) -> None:
        now["in"] = ""
        if name == "c" and (now["text"].strip() or now["formula"]):
            # The sign that a formula begins with is no number, and is named with its cell.
            cells[now["place"]] = _shown(now["kind"], now["text"].strip(), strings) or "="
            if len(cells) > MOST_CELLS:
                raise ReadError("numbers-count", most=MOST_CELLS)

    _parsed(file, member, begin, end, text)
    return cells


def _place(reference: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise ReadError("file-whole", kind=".xlsx")
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _shown(kind: str, text: str, strings: list[str]) -> str:
    """Write a cell as Excel shows it: the text a number points to, True and False as 1 and 0."""
    if kind == "s":
        at = int(text)
        text = strings[at] if 0 <= at < len(strings) else ""
    return " ".join(text.split())


def _lines(cells: dict[tuple[int, int], str]) -> dict[int, str]:
    """Write each row from the first used column to the last one with tabs; of empty rows one stays."""
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    if len(rows) * (max(columns, default=0) - min(columns, default=0) + 1) > 20 * MOST_CELLS:
        raise ReadError("numbers-count", most=MOST_CELLS)
    lines: dict[int, str] = {}
    for row in sorted(rows):
        if lines and row - 1 not in lines:
            lines[row - 1] = ""
        line = (cells.get((row, column), "") for column in range(min(columns), max(columns) + 1))
        lines[row] = "\t".join(line)
    return lines


def _placed(error: ReadError, sheet: str, lines: dict[int, str], left: int) -> ReadError:
    """Name the cell as Excel does where the text has a line and a column."""
    address = clean(sheet)
    if error.place and error.place.column and error.place.line <= len(lines):
        row, line = list(lines.items())[error.place.line - 1]
        address += f"!{_letters(left + line[: error.place.column - 1].count(chr(9)))}{row}"
    return ReadError("file-sheet", cell=address, rule=error.sentence(placed=False))


def _letters(column: int) -> str:
    """Write a column as Excel does: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
