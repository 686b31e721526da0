"""A setting said for one direction: 横向步长为2, vertical stride 2, stride_w = 2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsviz.reading.forms.setting_words import IS

_ROWS = "纵向?|垂直|竖直|竖向?|高度?|上下|(?<!每)行"
_COLUMNS = "横向?|水平|宽度?|左右|(?<!每)列"
_CHINESE = {"步[长幅]": "stride", "零?填充|补零": "padding", "扩张率|膨胀率|空洞率": "dilation"}
_ENGLISH = {"strides?": "stride", "pad(?:ding)?": "padding", "dilation": "dilation"}
_USUAL = {"stride": "1", "padding": "0", "dilation": "1"}
_IS = f"(?:{IS})"
_VALUE = r"(?P<value>\d{1,3})(?![\d.×x]|[ ]?[,，][ ]?\d)"
_WHAT = f"(?P<what>{'|'.join(_CHINESE)})"
# 横向和纵向步长分别为2和1, 横纵步长均为2
_BOTH = re.compile(
    rf"(?:(?P<rows>{_ROWS})|(?:{_COLUMNS}))(?:方向)?[和与及、,]?(?:{_ROWS}|{_COLUMNS})(?:方向)?上?的?{_WHAT}"
    rf"(?:分别(?:为|是|取)[ ]?(?P<first>\d{{1,3}})[ ]?[和与、,，][ ]?(?P<second>\d{{1,3}})|{_IS}{_VALUE})"
)
# 横向步长为2, 高度方向上的填充为1
_IN_CHINESE = re.compile(rf"(?:(?P<rows>{_ROWS})|(?:{_COLUMNS}))(?:方向)?上?的?{_WHAT}{_IS}{_VALUE}")
# vertical stride 2, horizontal padding = 1
_BEFORE = re.compile(
    rf"\b(?:(?P<rows>vertical)|horizontal)[ ](?P<what>{'|'.join(_ENGLISH)}){_IS}{_VALUE}", re.IGNORECASE
)
# stride_h = 2, stride width 1, padding_x=1
_BEHIND = re.compile(
    rf"(?<![\w.])(?<![A-Za-z_], )(?P<what>{'|'.join(_ENGLISH)})[ _]"
    rf"(?:(?P<rows>h|height|y)|w|width|x)\b{_IS}{_VALUE}",
    re.IGNORECASE,
)
_SETS = (_BOTH, _IN_CHINESE, _BEFORE, _BEHIND)
_NAMES = {re.compile(words, re.IGNORECASE): name for words, name in (_CHINESE | _ENGLISH).items()}


def match(text: str, position: int) -> re.Match[str] | None:
    """Match a setting of one direction, or one of each, that begins at a place."""
    return next((found for pattern in _SETS if (found := pattern.match(text, position))), None)


def directed(text: str) -> str:
    """Write settings of single directions as one of both, on a line of its own; the other one is the usual.

    Parameters
    ----------
    text : str
        With its numbers in digits.

    Examples
    --------
    >>> directed("纵向步长为1，横向步长为2").split("\\n")
    ['，', 'stride = (1, 2)']
    >>> directed("horizontal padding 1").split("\\n"), directed("stride 2")
    (['', 'padding = (0, 1)'], 'stride 2')
    >>> directed("横向和纵向步长分别为2和1").strip()
    'stride = (1, 2)'
    """
    said: dict[str, dict[bool, set[str]]] = {}
    for pattern in _SETS:
        for found in pattern.finditer(text):
            for is_rows, value in _values(found):
                said.setdefault(_name(found["what"]), {}).setdefault(is_rows, set()).add(value)
        text = pattern.sub("", text)
    # One said twice in two ways is left out.
    lines = [
        f"{name} = ({', '.join(min(sides.get(rows, {_USUAL[name]})) for rows in (True, False))})"
        for name, sides in said.items()
        if all(len(values) == 1 for values in sides.values())
    ]
    return "\n".join([text, *lines])


def _values(found: re.Match[str]) -> Iterator[tuple[bool, str]]:
    """Walk what a match says: whether it is of rows, and the value."""
    is_first_of_rows = found["rows"] is not None
    if found.re is not _BOTH:
        yield is_first_of_rows, found["value"]
        return
    yield is_first_of_rows, found["first"] or found["value"]
    yield not is_first_of_rows, found["second"] or found["value"]


def _name(word: str) -> str:
    return next(name for words, name in _NAMES.items() if words.fullmatch(word))
