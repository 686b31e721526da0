"""Excel's .xlsx: a zip of XML. Each sheet becomes the text that copying its cells would give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from posixpath import join, normpath
from typing import Any

from dsviz.content import Words
from dsviz.reading.errors import ReadError
from dsviz.reading.files.tensor import FileTensor, check_count, clean
from dsviz.reading.files.text import of_text
from dsviz.reading.files.xlsx_parts import Attributes, date_styles, walk
from dsviz.reading.files.zipped import Zip

BOOK = "xl/workbook.xml"
MOST_CELLS = 100_000
MOST_COLUMNS = 16_384  # Excel's own
_NUMBER = re.compile(r"=|[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?")  # = is a formula without a value
_OF_SEVERAL = ("cell-number", "cell-empty", "row-length")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Place = tuple[int, int]  # row and column, from 1
Cells = dict[Place, str]


def read_xlsx(file: Zip) -> list[FileTensor]:
    """Read every sheet that holds numbers; a sheet of words is passed over where another has numbers.

    A sheet with numbers that cannot be read is named in `FileTensor.left_out` of the others.

    Raises
    ------
    ReadError
        Rules ``file-whole``, ``file-unpacked`` and those of pasted text, with the sheet's row as the line.
    """
    strings, dates = _strings(file), date_styles(file)
    sheets = list(_sheets(file))
    check_count(len(sheets))
    found: list[FileTensor] = []
    refused: list[ReadError] = []
    untold: list[ReadError] = []
    for name, member in sheets:
        cells, first_date = _cells(file, member, strings, dates)
        lines = _lines(cells)
        if not lines:
            continue
        try:
            if first_date:
                raise _of_date(name, first_date, cells[first_date])
            found += of_text("\n".join(lines.values()), name)
        except ReadError as error:
            placed = _placed(error, name, lines, min(column for _, column in cells))
            (refused if _has_numbers(cells) else untold).append(placed)
    if not found and (refused or untold):
        raise (refused or untold)[0]
    return [replace(tensor, left_out=tuple(refused)) for tensor in found]


def _has_numbers(cells: Cells) -> bool:
    return any(_NUMBER.fullmatch(cell) for cell in cells.values())


def _of_date(sheet: str, place: Place, text: str) -> ReadError:
    row, column = place
    return _in_cell(f"{clean(sheet)}!{_letters(column)}{row}", ReadError("file-date", got=text))


def _in_cell(address: str, error: ReadError) -> ReadError:
    rule = Words(f"refusal.{error.room}.{error.rule}", error.values)
    return ReadError("file-sheet", cell=address, rule=rule)


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

    walk(file, "xl/_rels/workbook.xml.rels", relation)
    walk(file, BOOK, sheet)
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

    walk(file, "xl/sharedStrings.xml", begin, text=text)
    return found


def _cells(file: Zip, member: str, strings: list[str], dates: frozenset[str]) -> tuple[Cells, Place | None]:
    """Read the cells of a sheet by row and column, from 1, and the place of the first date."""
    cells: Cells = {}
    of_dates: list[Place] = []
    now: dict[str, Any] = {"place": None, "kind": "", "in": "", "text": "", "formula": False}

    def begin(name: str, given: Attributes) -> None:
        if name == "c":
            now.update(place=_place(given.get("r", "")), kind=given.get("t", "n"), text="", formula=False)
            now["date"] = (given.get("s") in dates and now["kind"] == "n") or now["kind"] == "d"
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
            of_dates.extend([now["place"]] if now["date"] and now["text"].strip() else [])
            if len(cells) > MOST_CELLS:
                raise ReadError("numbers-count", most=MOST_CELLS)

    walk(file, member, begin, end, text)
    return cells, next(iter(of_dates), None)


def _place(reference: str) -> Place:
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


def _lines(cells: Cells) -> dict[int, str]:
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
    if error.rule == "file-sheet":
        return error
    address = clean(sheet)
    if error.place and error.place.column and error.place.line <= len(lines):
        row, line = list(lines.items())[error.place.line - 1]
        address += f"!{_letters(left + line[: error.place.column - 1].count(chr(9)))}{row}"
    rule = Words(f"refusal.{error.room}.{error.rule}", error.values)
    # Words beside numbers, and rows of several lengths: there may be more than one tensor on the sheet.
    rule = Words("refusal.sheet-of-several", {"rule": rule}) if error.rule in _OF_SEVERAL else rule
    return ReadError("file-sheet", cell=address, rule=rule)


def _letters(column: int) -> str:
    """Write a column as Excel does: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
