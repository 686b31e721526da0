"""Printouts slice by slice: MATLAB, Octave, Julia and R."""

from __future__ import annotations

import re

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


def numbered(text: str) -> list[tuple[int, int, int]]:
    """List the filter and the channel that each heading of a slice names, and where it begins.

    Examples
    --------
    >>> numbered("x(:,:,2) =\\n 1\\nx(:,:,1) =\\n 2")
    [(0, 2, 0), (0, 1, 14)]
    """
    return [(int(one[2] or one[4] or 0), int(one[1] or one[3]), one.start()) for one in _SLICE.finditer(text)]
