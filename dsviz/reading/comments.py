"""Comments of programs. Excel's #N/A begins with the same sign and is none."""

from __future__ import annotations

import re

from dsviz.conv.errors import shown
from dsviz.reading.errors import ReadError
from dsviz.reading.forms.masks import blanked, joined, next_channel, without

_EXCEL = r"#(?:N/A|NV|DIV/0!|[A-Z\u00c0-\u00dc]{3,12}[!?])"
# A heading of Markdown is a label.
_HEADING = r"#{1,5} [^\W\d_][^\n\d]{0,40}$"
_WHOLE_LINE = re.compile(rf"^[ \t]*(?:#(?!{_EXCEL[1:]}|{_HEADING})|%|//(?![0-9]))[^\n]*$", re.MULTILINE)
_BEHIND = re.compile(
    r"(?<=[ \t])(?:#(?=[ \t])|%(?=[#%]{0,3}[ \t]*[A-Za-z\u00c0-\uffff])|//(?![0-9]))[^\n]*$", re.MULTILINE
)
_CLOSE_BEHIND = re.compile(r"(?<=[;,{}])//(?![0-9])[^\n]*$", re.MULTILINE)
_SIGN = re.compile(r"^[ \t]*(?:#+|%+|//)", re.MULTILINE)
_NUMBERS = re.compile(r"[ \t]*(?:#+|%+|//)[-+\u22120-9eE.,;\s\[\]{}()|&/]*$")
# One number alone may be a label: #1.
_ENTRY = r"[-+\u2212]?[0-9.][0-9.eE/]*"
_ROW = re.compile(rf"^[ \t]*((?:#+|%+|//)[ \t]*(?:{_ENTRY}[ \t,;]+)+{_ENTRY}[ \t,;]*)$", re.MULTILINE)
_ENTRIES = re.compile(rf"(?:[A-Za-z]\w{{0,20}}[ ]?=)?[ \t]*{_ENTRY}(?:[ \t,]+(?://[ \t]+)?{_ENTRY})*[ \t;]*")
_PROGRAM = re.compile(r"[\[({]")
# print(y), and below it # [[1, 2]]: what it showed
_SHOWN = re.compile(
    r"^([ \t]*print\([^\n]{1,200}\)[; \t\r]*\n)"
    r"([ \t]*(?:#|//)[ >]{0,4}(?:\[|tensor\(|array\()[^\n]*"
    r"(?:\n[ \t]*(?:#|//)[ \t]*(?:\[|[-+.0-9]|dtype)[^\n]*){0,400})",
    re.MULTILINE,
)
_CHANNEL = re.compile(r"channel|slice|kanal|canal|plane|\u901a\u9053|filter|kernel", re.IGNORECASE)


def plain(text: str) -> str:
    """Take comments out: # // % to the end of the line, and /* */.

    A line of its own that names a channel or slice begins one; every other joins the rows around it.

    Raises
    ------
    ReadError
        Rule ``comment-numbers``: a row of numbers behind such a sign, among rows that are no program's.

    Examples
    --------
    >>> plain("1 2  # first\\n#N/A 3").split()
    ['1', '2', '#N/A', '3']
    >>> plain("# 1 2\\n# 3 4").split()
    ['1', '2', '3', '4']
    >>> plain("print(y)\\n# [[1, 2],\\n#  [3, 4]]").split("\\n")
    ['print(y)', '  [[1, 2],', '   [3, 4]]']
    """
    text = _SHOWN.sub(lambda found: found[1] + without(_SIGN, found[2]), _uncommented(_blocks(text)))
    if "#" in text or "%" in text or "//" in text:
        _check_rows(text)
        text = _WHOLE_LINE.sub(_whole, text)
        text = _BEHIND.sub(_behind, text)
        text = without(_CLOSE_BEHIND, text)
    return text


def _uncommented(text: str) -> str:
    """Take away only the signs, where the numbers themselves are the comment."""
    lines = [line for line in text.split("\n") if line.strip()]
    is_comment = any(all(line.lstrip().startswith(sign) for line in lines) for sign in ("#", "%", "//"))
    return (
        without(_SIGN, text)
        if is_comment and re.search("[0-9]", text) and all(map(_NUMBERS.match, lines))
        else text
    )


def _check_rows(text: str) -> None:
    """Refuse to drop a row of a table: only a program has comments that hold nothing but numbers."""
    row = _ROW.search(text)
    if row is not None and not _PROGRAM.search(text):
        raise ReadError.at(text, row.start(1), "comment-numbers", got=shown(row[1][:40]))


def _whole(found: re.Match[str]) -> str:
    return next_channel(found[0]) if _CHANNEL.search(found[0]) else joined(found[0])


def _behind(found: re.Match[str]) -> str:
    """Blank a comment behind a row, but not the next row behind //: 1 2 // 3 4."""
    start = found.string.rfind("\n", 0, found.start()) + 1
    is_row = _ENTRIES.fullmatch(found[0].lstrip("/")) and _ENTRIES.fullmatch(
        found.string[start : found.start()]
    )
    return found[0] if found[0].startswith("//") and is_row else blanked(found[0])


def _blocks(text: str) -> str:
    kept, position = [], 0
    while (start := text.find("/*", position)) >= 0 and (stop := text.find("*/", start + 2)) >= 0:
        kept += [text[position:start], blanked(text[start : stop + 2])]
        position = stop + 2
    return "".join(kept) + text[position:]
