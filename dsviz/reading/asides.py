"""What stands behind a name: a role in brackets, Feature map (input):, and a size: a filter of size 2x2."""

from __future__ import annotations

import re

from dsviz.reading.labels import role_of

_SIZE = r"[0-9]{1,4}(?:[ ]?[x\u00d7][ ]?[0-9]{1,4}){1,3}"
_ROLE = (
    r"in(?:put)?|images?|picture|out(?:put)?|result|answer|kernels?|filters?|weights?|bias"
    r"|输入|图像|图片|输出|结果|答案|卷积核|滤波器|权重|偏置"
)
_OF = (
    r"[ ]?(?:image|picture|map|matrix|tensor|signal|图像?|数据|矩阵)"
    r"|(?P<channel>[ ]?(?:channel[ ]?|通道)[0-9]{1,2})"
)
_ASIDE = re.compile(
    rf"\((?:{_SIZE}[ ,]{{1,2}})?(?P<role>{_ROLE})(?:{_OF})?(?:[ ,]{{1,2}}{_SIZE})?\)", re.IGNORECASE
)
# The same as a part of another expression.
PATTERN = _ASIDE.pattern.replace("?P<role>", "?:").replace("?P<channel>", "?:")
_SIZED = re.compile(
    r"(?:[ ,]{1,2}(?:of|with|has|having|is|is of))?(?:[ ]an?|[ ]the)?"
    r"(?:[ ](?:size|shape|dimensions?)(?:[ ]of|[ ]is)?)?(?:的?(?:大小|尺寸|形状))?[是为]?"
    rf"[ ]{{0,2}}(?<![A-Za-z0-9_])\(?{_SIZE}\)?[ ]?(?:的?(?:矩阵|图像?|张量)|的)?(?=[ ]?:?\s{{0,400}}$)",
    re.IGNORECASE,
)
# What may be an input, or what a layer gives; and what is nobody's.
_MAP = re.compile(
    r"(?:f(?:eature)?[\s_-]?maps?|(?:feature[ ])?matrix|maps?|tensor|特征图|矩阵|张量)[ ]?#?[0-9]{0,2}",
    re.IGNORECASE,
)
_IN = re.compile(r"in|images?|picture|(?P<chinese>图像|图片)", re.IGNORECASE)


def named(name: str, label: str) -> str:
    """Write what the brackets behind a name say into it, where the name itself leaves it open.

    Parameters
    ----------
    name : str
    label : str
        The name with its brackets.

    Examples
    --------
    >>> named("Feature map", "Feature map (input):"), named("特征图", "特征图(输入):")
    ('input Feature map', '输入特征图')
    >>> named("A", "A (kernel)"), named("Weights", "Weights (input):"), named("A", "A (red):")
    ('A kernel', 'Weights', 'A')
    """
    aside = _ASIDE.search(label, len(name)) if "(" in label else None
    is_map = _MAP.fullmatch(name)
    if aside is None or not (is_map or role_of(name) is None):
        return name
    other = _IN.fullmatch(aside["role"])
    said = aside["role"] if other is None else "输入" if other["chinese"] else "input"
    said += aside["channel"] or ""
    if not is_map:
        return f"{name} {said}"
    return f"{said} {name}" if said.isascii() else f"{said}{name}"


def without_size(words: str) -> str:
    """Take the size at the end of words out: a filter of size 2x2 is no second filter.

    Examples
    --------
    >>> without_size("and a filter of size 2x2"), without_size("假设输入是 3×3 的矩阵:")
    ('and a filter', '假设输入:')
    >>> without_size("Kernel 2"), without_size("gaussian_3x3"), without_size("3x3")
    ('Kernel 2', 'gaussian_3x3', '3x3')
    """
    return _SIZED.sub("", words) or words
