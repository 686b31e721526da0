"""The source of an HTML table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from dsviz.reading.forms.masks import NEXT_CHANNEL, padded

_TABLE = re.compile(r"<m?t[rdh][ >]", re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,9})(?:[ \n][^<>]{0,300})?/?>")
_CAPTION = re.compile(
    r"(?P<table><table(?:\s[^<>]{0,300})?>)(?P<gap>\s{0,20})<caption(?:\s[^<>]{0,300})?>"
    r"(?P<name>(?:[^<>\n]|</?(?:b|i|em|strong)>){1,80})</caption>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:nbsp|minus|times|#8722|#x2212|#160|#xA0|#215|#xD7);", re.IGNORECASE)
_MATHML = {"mtable": "table", "mtr": "tr", "mtd": "td"}
_OTHER_TAGS = {
    *("thead", "tbody", "tfoot", "caption", "colgroup", "col", "b", "i", "em", "strong", "span", "p", "div"),
    *("sub", "sup", "font", "center", "html", "body", "br", "mn", "small"),
    *("math", "mrow", "mfenced", "mi", "mo", "mstyle"),
}


def plain(text: str) -> str:
    """Write cells with commas between them and semicolons between rows; a second table is the next channel.

    Examples
    --------
    >>> "".join(plain("<table><tr><td>1</td><td>2</td></tr><tr><td>3<td>4</table>").split())
    '1,2;3,4'
    """
    if not _TABLE.search(text):
        return text
    return "".join(_pieces(text.replace("\n", " ")))


def captioned(text: str) -> str:
    """Write the caption of a table as the name before it; the text keeps its length.

    >>> captioned("<table><caption>Input</caption><tr>").split()
    ['Input:', '<table><tr>']
    """
    return _CAPTION.sub(_named, text) if "</caption>" in text.lower() else text


def _named(found: re.Match[str]) -> str:
    name = _TAG.sub("", found["name"]).strip().rstrip(":：")
    before = found.string[: found.start()].rpartition("\n")[2]
    sign = ";" if before.strip() else ""
    head = f"{sign}{name}: "
    table = found["gap"] + "<table>"
    return head.ljust(len(found[0]) - len(table)) + table


def without_entities(text: str) -> str:
    """Write the signs that HTML has names for.

    >>> without_entities("3&nbsp;&minus;4").split()
    ['3', '-4']
    """
    return _ENTITY.sub(_entity, text)


def _entity(found: re.Match[str]) -> str:
    sign = unescape(found[0].lower()).replace("\u2212", "-").replace("\u00a0", " ")
    # A minus touches the number behind it.
    return padded(sign, len(found[0]), right=True)


def _pieces(text: str) -> Iterator[str]:
    """Walk the text, each tag as what it stands for."""
    position = rows = cells = 0
    written = False
    for tag in _TAG.finditer(text):
        between = text[position : tag.start()]
        written = written or bool(between.strip())
        yield between
        name, closes = _MATHML.get(tag[1].lower(), tag[1].lower()), tag[0][1] == "/"
        sign = ""
        if name in ("td", "th", "tr", "table") and cells and not written and (closes or name == "td"):
            # A cell that was left empty.
            sign, written = "?", True
        if name == "table" and not closes:
            sign, rows, cells = (NEXT_CHANNEL if rows else ""), 0, 0
        elif name == "tr" and not closes:
            sign, rows, cells = sign + (";" if rows else ""), rows + 1, 0
        elif name in ("td", "th") and not closes:
            sign, cells, written = sign + ("," if cells else ""), cells + 1, False
        elif name not in _OTHER_TAGS | {"td", "th", "tr", "table"}:
            sign = tag[0]
        yield padded(sign, len(tag[0]))
        position = tag.end()
    yield text[position:]
