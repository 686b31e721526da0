"""Lines of a size, a count or a mark beside the tensors: Kernel size: 2, 输出通道数: 1, Score: 10."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dsviz.reading.forms.masks import blanked

_OF = (
    r"(?:(?:the[ ])?(?:input|output|in|out|kernels?|filters?|images?|feature[ _-]?maps?|batch|window"
    r"|matrix)[ _-]?"
    r"|输入|输出|卷积核|滤波器|核|图像|图片|特征图|批次?|矩阵|的)"
)
_SIZES = (
    rf"{_OF}{{0,3}}(?:sizes?|shapes?|dimensions?|dims?|height|width|channels|大小|尺寸|形状"
    rf"|维度|高度|宽度|通道数|个数|数量)"
    rf"|[A-Za-z_]\w{{0,30}}\.shape|{_OF}通道"
    r"|(?:number|no\.?|num|#)[ _]?(?:of[ ])?(?:the[ ])?(?:(?:input|output|in|out)[ _])?"
    r"(?:kernels?|filters?|channels?|images?|feature[ ]maps?|groups[ ]of)"
)
# Whose work it is, and what it is worth.
_PAPERS = (
    r"(?:student|exam|roll|homework|assignment)[ _]?(?:id|no\.?|number)|score|grade|points|marks?|question"
    r"|date|year|page|学号|考号|得分|分数|成绩|日期|班级|题号|页码"
)
# Where none is named besides, these are the kernels.
_MANY = r"filters|kernels|channels"
_NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
_SIDES = rf"{_NUMBER}(?:[ ]?(?:[x×X*,/-]|by)[ ]?{_NUMBER}){{0,4}}"
_WORKED = r"[-+*/×÷()\d .]{1,80}="
_VALUE = rf"(?:{_WORKED}[ ]?)?[\[(]?[ ]?{_SIDES}[ ]?,?[ ]?[\])]?"
_MARK = r"[0-9]{1,12}(?:[ ]?[/.-][ ]?[0-9]{1,12}){0,2}"
_IS = r"(?:\*\*)?[ ]?(?:[:=]|is|为|是)(?:\*\*)?[ ]{0,4}"
_SAID = rf"(?:{_IS}|[ ](?=[(\[]))"  # kernel shape (2, 2) too
_LINE = re.compile(
    rf"[ \t]{{0,20}}(?:[-*>•][ ])?(?:\*\*)?"
    rf"(?:(?P<size>(?:{_SIZES}){_SAID}{_VALUE}|(?:{_PAPERS}){_IS}{_MARK})|(?:{_MANY}){_IS}{_NUMBER})"
    r"[ ]?[.,;。]?[ \t\r]{0,20}$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    rf"size|shape|dim|height|width|channel|[大尺形维高宽]|number|num|no\.|#|{_PAPERS}|{_MANY}|通道|数",
    re.IGNORECASE,
)
_NAMES_KERNEL = re.compile(r"[ \t]{0,20}(?:kernel|filter|weights?|[wk]|卷积核)\b", re.IGNORECASE)
_PAPER = re.compile(rf"[ \t]{{0,20}}(?:[-*>•][ ])?(?:\*\*)?(?:{_PAPERS})", re.IGNORECASE)
_HAS_NUMBER = re.compile(r"[0-9]")
_LONGEST = 200  # characters of such a line
_ROW = re.compile(r"\s*+[-+−.0-9\[({|&]")


def plain(text: str) -> str:
    """Write blanks for lines that say a size, a count or a mark, where other numbers stand beside them.

    Parameters
    ----------
    text : str
        As `signs.plain` left it.

    Examples
    --------
    >>> plain("Kernel size: 1\\nx = [[1, 2]]").split("\\n")[1], plain("Kernel size: 2")
    ('x = [[1, 2]]', 'Kernel size: 2')
    """
    if not _SPEAKS.search(text):
        return text
    lines = text.split("\n")
    found = [_LINE.match(line) if len(line) < _LONGEST else None for line in lines]
    names_kernel = any(_NAMES_KERNEL.match(line) for line, size in zip(lines, found, strict=True) if not size)
    sized = [bool(size and (size["size"] or names_kernel)) for size in found]
    kept = [line for line, is_size in zip(lines, sized, strict=True) if not is_size and line.strip()]
    if not any(map(_HAS_NUMBER.search, kept)):
        return text
    return "\n".join(_blanked(lines, sized, kept))


def _blanked(lines: Sequence[str], sized: Sequence[bool], kept: Sequence[str]) -> Iterator[str]:
    """Write blanks for such lines, but for one that is the only name of the rows behind it."""
    at = 0  # of the lines that are kept, the next one
    for line, is_size in zip(lines, sized, strict=True):
        begins = not at and not _PAPER.match(line)
        is_name = (begins or (at and _ROW.match(kept[at - 1]))) and at < len(kept) and _ROW.match(kept[at])
        yield blanked(line) if is_size and not is_name else line
        at += not is_size and bool(line.strip())
