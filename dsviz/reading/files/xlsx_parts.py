"""The parts of an .xlsx: its XML, element by element, and which of its styles show a date."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from dsviz.reading.errors import ReadError
from dsviz.reading.files.zipped import Zip

MOST_XML = 20_000_000  # bytes
STYLES = "xl/styles.xml"
# Excel's own formats of dates and times; 27 to 36 and 50 to 58 are those of East Asia.
_BUILT_IN = {*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)}
# What of a format is no letter of a date: text in quotes, what follows a backslash, a colour, what fills.
_TEXT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)

Attributes = dict[str, str]


def walk(
    file: Zip,
    member: str,
    begin: Callable[[str, Attributes], Any],
    end: Callable[[str], Any] = lambda _: None,
    text: Callable[[str], Any] = lambda _: None,
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


def date_styles(file: Zip) -> frozenset[str]:
    """Return the styles, as cells name them, that show a number as a date or a time."""
    formats: dict[str, str] = {}
    used: list[str] = []
    inside = {"now": False}

    def begin(name: str, given: Attributes) -> None:
        if name == "numFmt":
            formats[given.get("numFmtId", "")] = given.get("formatCode", "")
        if name == "cellXfs":
            inside["now"] = True
        if name == "xf" and inside["now"]:
            used.append(given.get("numFmtId", "0"))

    def end(name: str) -> None:
        inside["now"] = inside["now"] and name != "cellXfs"

    if STYLES in file.names:
        walk(file, STYLES, begin, end)
    return frozenset(str(at) for at, each in enumerate(used) if _is_date(each, formats.get(each)))


def _is_date(identity: str, code: str | None) -> bool:
    if code is not None:
        return bool(_DATE.search(_TEXT.sub("", code.replace("General", ""))))
    return identity.isdecimal() and int(identity) in _BUILT_IN
