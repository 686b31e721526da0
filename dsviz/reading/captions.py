"""Names that stand under their tables, as captions do: the last line is one, and the first is none."""

from __future__ import annotations

import re

from dsviz.reading.labels import role_of

MOST_LINES = 400
# Possessive (*+): a text that begins with many blanks is passed over once.
_ROW = re.compile(r"[ \t]*+[|\[(]{0,4}[ \t]*+[-+]?[0-9.][-+0-9.,/|\[\]() \t;]{0,2000}")
_CAPTION = re.compile(r"[ \t]*+[^\W\d_][\w -]{0,30}[ \t]*+[:.]?[ \t]*+")


def plain(text: str) -> str:
    """Put each caption before its table; the text keeps its length, not its lines' order.

    Examples
    --------
    >>> plain("1 2\\n3 4\\nInput\\n\\n5\\nKernel").split("\\n")
    ['Input', '1 2', '3 4', '', 'Kernel', '5']
    >>> plain("Input\\n1 2\\n3 4").split("\\n")
    ['Input', '1 2', '3 4']
    """
    lines = text.split("\n")
    if not _ROW.fullmatch(lines[0]) or len(lines) > MOST_LINES:
        return text
    moved: list[str] = []
    table: list[str] = []
    named: list[str | None] = []
    for line in lines:
        if _ROW.fullmatch(line) or not line.strip():
            table.append(line)
        elif _CAPTION.fullmatch(line) and any(each.strip() for each in table):
            blank = next(at for at, each in enumerate(table) if each.strip())
            moved += [*table[:blank], line, *table[blank:]]
            named.append(role_of(line.strip(" \t:.")))
            table = []
        else:
            return text
    roles = [role for role in named if role is not None]
    is_captioned = len({*roles}) == len(named) > 1 and not any(each.strip() for each in table)
    return "\n".join([*moved, *table]) if is_captioned else text
