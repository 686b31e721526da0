"""Printouts slice by slice: MATLAB, Octave, Julia and R."""

from __future__ import annotations

import re
from itertools import pairwise

from dsviz.reading.errors import ReadError
from dsviz.reading.forms.masks import lines_without, next_channel, without

# ans(:,:,1) =   (:,:,2,1) =   [:, :, 1] =   , , 1
_SLICE = re.compile(
    r"^[ \t]*(?:[A-Za-z_]\w{0,30})?[(\[]:,[ ]?:,[ ]?([0-9]{1,4})(?:,[ ]?([0-9]{1,4}))?[)\]][ ]?=[ \t\r]*$"
    r"|^[ \t]*, , ([0-9]{1,4})(?:, ([0-9]{1,4}))?[ \t\r]*$",
    re.MULTILINE,
)
_JULIA = re.compile(
    r"^[ \t]*[0-9]{1,6}(?:(?:[x\u00d7][0-9]{1,6}){1,4}|-element)[ ][A-Z][A-Za-z]{1,20}(?:\{[^{}\n]{0,60}\})?"
    r"(?:[ ]with[^\n]{0,60})?:?[ \t\r]*$",
    re.MULTILINE,
)
_NAME_ALONE = re.compile(r"^[ \t]*[A-Za-z_]\w{0,30}[ ]?=[ \t\r]*$", re.MULTILINE)
_R_HEAD = re.compile(r"^[ \t]*(?:\[,[0-9]{1,6}\][ \t]*)+\r?$", re.MULTILINE)
_R_ROW = re.compile(r"^[ \t]*\[[0-9]{1,6},\](?=[ \t])", re.MULTILINE)
_R_VECTOR = re.compile(r"^[ \t]*\[[0-9]{1,6}\](?=[ \t]+[-.0-9])", re.MULTILINE)
_ROW_OF_NUMBERS = re.compile(r"^[ \t]*[-+.0-9]", re.MULTILINE)


def plain(text: str) -> str:
    """Take the headings of slices and of R's rows and columns out; a heading of a slice begins a channel.

    Examples
    --------
    >>> plain("ans(:,:,1) =\\n\\n   1   2\\n").split()
    ['1', '2']
    """
    text = _SLICE.sub(lambda found: next_channel(found[0]), text)
    text = lines_without(_JULIA, text)
    if _R_HEAD.search(text) and _R_ROW.search(text):
        text = lines_without(_R_HEAD, text)
        text = without(_R_ROW, text)
    elif _R_VECTOR.match(text) and "," not in text and text.count("[") == len(_R_VECTOR.findall(text)):
        text = without(_R_VECTOR, text)
    if not re.search(r"[\[({<]", text):
        text = lines_without(_NAME_ALONE, text)
    return text


def slices(text: str) -> tuple[int, int] | None:
    """Count the channels and filters that the headings of slices of four axes name; None without any.

    Examples
    --------
    >>> slices("ans(:,:,1,1) =\\n 1\\nans(:,:,2,1) =\\n 2")
    (2, 1)
    """
    found = [(one[1] or one[3], one[2] or one[4]) for one in _SLICE.finditer(text)]
    if not found or any(filters is None for _, filters in found):
        return None
    return max(int(channel) for channel, _ in found), max(int(filters) for _, filters in found)


def order_of(text: str) -> list[int]:
    """Tell in which order the slices of a text are to be taken, by their numbers: filter by filter.

    Examples
    --------
    >>> order_of("x(:,:,2) =\\n 1\\nx(:,:,1) =\\n 2"), order_of(", , 1\\n 1\\n, , 2\\n 2")
    ([1, 0], [0, 1])

    Raises
    ------
    ReadError
        Rule ``channels-numbered``: a number between two is missing, or stands there twice.
    """
    found = list(_SLICE.finditer(text))
    numbers = [(int(one[2] or one[4] or 0), int(one[1] or one[3])) for one in found]
    order = sorted(range(len(found)), key=numbers.__getitem__)
    for at, after in pairwise(order):
        (filter_, channel), (next_filter, next_channel_) = numbers[at], numbers[after]
        if filter_ == next_filter and next_channel_ != channel + 1:
            got = f"{found[at][0].strip(' =')}, {found[after][0].strip(' =')}"
            raise ReadError.at(text, found[after].start(), "channels-numbered", got=got)
    return order
