"""Names that stand under their tables, as captions do: the last line is one, and the first is none.

A caption's own number, as in Figure 1. or (a), is no part of the name.
"""

from __future__ import annotations

import re

from dsviz.reading import asides
from dsviz.reading.counted import count_of
from dsviz.reading.labels import is_filter, names_channel, role_of, says_something

MOST_LINES = 400
# Possessive (*+): a text that begins with many blanks is passed over once.
_ROW = re.compile(
    r"[ \t]*+[|\[(]{0,4}[ \t]*+[-+]?[0-9.][-+0-9.,/|\[\]() \t;]{0,2000}|[ \t]*+\|[-:| ]{3,400}"
    # LaTeX's lines of a matrix
    r"|[ \t]*+(?:\\\[|\$\$|\\begin\{|\\end\{|\\\])[^\n]{0,2000}|[-+0-9.]{1,20}[ \t]?&[^\n]{0,2000}"
)
_CAPTION = re.compile(
    r"[ \t]*+[^\W\d_][\w -]{0,60}"
    rf"(?:\([0-9]{{1,4}}[ ]?[x\u00d7][ ]?[0-9x\u00d7 ]{{1,12}}\)|{asides.PATTERN})?[ \t]*+[:.]?[ \t]*+"
)
# *Table 1: input*
_SLANTED = re.compile(
    r"^([ \t]*+)([*_]{1,2})((?:fig|tab|图|表)[^\n*_]{1,80})\2(?=[ \t]*$)", re.IGNORECASE | re.MULTILINE
)
# *Feature map*
_SLANTED_NAME = re.compile(
    r"^([ \t]{0,20})([*_])([^\W\d_][\w ×()-]{0,60}[\w)]:?)\2(:?)(?=[ \t\r]{0,20}$)", re.MULTILINE
)
# Figure 1. The input; Table 2: Kernel; (a) input
_OWN_NUMBER = re.compile(
    r"^[ \t]*+((?:(?:fig(?:ure)?|tab(?:le)?)\b[.]?[ ]?|图表?|表格?)[ ]?[0-9]{1,2}(?:[.-][0-9]{1,2})?[ ]?"
    r"(?:\([a-h]\))?[.:]?|\([a-h]\))(?=[ \t]{0,4}[^\W\d_])",
    re.IGNORECASE | re.MULTILINE,
)

# 一、标准卷积   (二)输入; 一,二 are numbers
_CHINESE_NUMBER = re.compile(
    r"^[ \t]*+(?:\([一二三四五六七八九十]{1,3}\)[ ]?[,.]?|[一二三四五六七八九十]{1,3}[ ]?[,.])[ ]?"
    r"(?=[一-鿿]{2})(?![一二三四五六七八九十百千零〇点])",
    re.MULTILINE,
)


def unnumbered(text: str) -> str:
    """Blank a caption's own number where words follow it; every character keeps its place.

    Examples
    --------
    >>> unnumbered("Figure 1. The input\\n1 2")
    '          The input\\n1 2'
    >>> unnumbered("(a) input\\n1 2"), unnumbered("Figure 1\\n1 2")
    ('    input\\n1 2', 'Figure 1\\n1 2')
    >>> unnumbered("二,输入\\n1 2"), unnumbered("二,三")
    ('  输入\\n1 2', '二,三')
    """
    if "*" in text or "_" in text:
        text = _SLANTED_NAME.sub(_named, text)
        text = _SLANTED.sub(lambda found: found[1] + found[3].center(len(found[0]) - len(found[1])), text)
    text = _CHINESE_NUMBER.sub(lambda found: " " * len(found[0]), text)
    return _OWN_NUMBER.sub(lambda found: " " * len(found[0]), text)


def _named(found: re.Match[str]) -> str:
    """Take the stars off a line that names a tensor."""
    return f"{found[1]} {found[3]}{found[4]} " if says_something(found[3]) else found[0]


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
    names: list[str] = []
    for line in lines:
        if _ROW.fullmatch(line) or not line.strip():
            table.append(line)
        elif _CAPTION.fullmatch(line) and any(each.strip() for each in table):
            blank = next(at for at, each in enumerate(table) if each.strip())
            moved += [*table[:blank], line, *table[blank:]]
            names.append(line.strip())
            table = []
        else:
            return text
    is_whole = len(names) > 1 and not any(each.strip() for each in table)
    return "\n".join([*moved, *table]) if is_whole and _are_captions(names) else text


def _are_captions(names: list[str]) -> bool:
    """Tell whether each name says another thing, and the last one does not ask for what comes: Output:.

    >>> _are_captions(["Input", "Kernel"]), _are_captions(["Kernel", "Output:"])
    (True, False)
    >>> _are_captions(["Input channel 1", "Input channel 2", "Kernel"]), _are_captions(["Input", "Input"])
    (True, False)
    """
    bare = [asides.named(re.split(r"[ ]?\(", name)[0].strip(" \t:."), name) for name in names]
    roles = [name if _is_one_of_several(name) else role_of(name) for name in bare]
    asks = names[-1].endswith(":") and not all(name.endswith(":") for name in names)
    is_answer_asked = names[-1].endswith(":") and role_of(bare[-1]) == "output"
    return None not in roles and len({*roles}) == len(roles) and not (asks or is_answer_asked)


def _is_one_of_several(name: str) -> bool:
    return names_channel(name) or is_filter(name) or count_of(name) is not None
