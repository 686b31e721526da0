"""Inputs that stand in a text with their padding: Input (padded):, x_padded =, 填充后的输入：."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np

from dsviz.reading.axes import Array, Role
from dsviz.reading.edges import sides_of
from dsviz.reading.frames import Shape
from dsviz.reading.typed import Typed
from dsviz.reading.whole import read_setting

_PADDING = r"(?:zero[ -]?)?pad(?:ding)?"
_FILL = r"(?:零?填充|补零|补0|加零|填零|padding|pad)"
_SAYS = re.compile(
    r"(?<![A-Za-z])(?:zero[ _-]?)?padded(?![A-Za-z])|padding[ ]applied"
    r"|(?<=[A-Za-z0-9])_pad(?![A-Za-z])|(?<![A-Za-z])pad_(?=[A-Za-z])"
    rf"|(?:\b(?:after|with|incl(?:uding|udes|\.)?)[ ](?:the[ ])?|\+[ ]?){_PADDING}(?![A-Za-z])"
    rf"|(?:已经?|经过?|过)[ ]?{_FILL}|{_FILL}[ ]?(?:之?后|过|完|好)|(?:含|带|有|包括|包含)[ ]?{_FILL}",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\bun-?padded|(?:not|to[ ]be)[ ](?:yet[ ])?(?:zero[ -]?)?padded"
    rf"|(?:before|without|no)[ ](?:any[ ])?{_PADDING}|(?:未|没有?|无|不|待|非)[ ]?(?:经过?|含|带)?[ ]?{_FILL}"
    rf"|{_FILL}之?前",
    re.IGNORECASE,
)
# Input after padding: and its rows below are no setting.
_NO_SETTING = re.compile(
    r"(?:(?<=after[ ])|(?<=with[ ])|(?<=before[ ])|(?<=without[ ])|(?<=[含带有前后过]))"
    rf"(?:{_PADDING}|{_FILL})"
    r"(?=[)）\]]?[ ]?[:：=]?[ \t]*\r?\n)",
    re.IGNORECASE,
)
_Mode = Literal["constant", "edge", "reflect", "wrap"]
_MODES: dict[str, _Mode] = {"replicate": "edge", "reflect": "reflect", "circular": "wrap"}
_NONE = (None, 0, "valid", (0, 0), ((0, 0), (0, 0)))
# Input (5x5, zero-padded):
ASIDE = r"\([^()\n]{0,30}?(?:pad|填充|补零|补0|加零|填零)[^()\n]{0,20}\)"
MOST_LABEL = 160  # characters
Pads = tuple[tuple[int, int], tuple[int, int]]


class Padded(NamedTuple):
    """A padding that a text says beside an input that it calls padded.

    Attributes
    ----------
    name : str
        What the text calls the input.
    padding : str
        The padding, as it is typed.
    is_done : bool
        The border of the input is that padding.
    """

    name: str
    padding: str
    is_done: bool


def called_padded(label: str) -> str:
    """Return the name of a label that says that its tensor is padded already; "" for any other.

    Examples
    --------
    >>> called_padded("Input (padded):"), called_padded("x_padded = "), called_padded("填充后的输入:")
    ('Input (padded)', 'x_padded', '填充后的输入')
    >>> called_padded("Input (unpadded):"), called_padded("Input (before padding):"), called_padded("Input:")
    ('', '', '')
    """
    label = label[:MOST_LABEL]
    name = label.strip(" \t\r\n:=*#").partition("\n")[0].rstrip(" \t\r:=*")
    return name if _SAYS.search(label) and not _DENIES.search(label) else ""


def without_labels(text: str) -> str:
    """Take the padding of a label out, whose rows below are no setting: Input after padding:.

    >>> without_labels("Input after padding:\\n0 0").split("\\n"), without_labels("Padding:\\n1")
    (['Input after        :', '0 0'], 'Padding:\\n1')
    """
    return _NO_SETTING.sub(lambda found: " " * len(found[0]), text)


def padding_of(x: Typed, kernel: Shape, said: Mapping[str, str]) -> Padded | None:
    """Find the padding that a text says beside an input that it calls padded; None where it is not in doubt.

    Parameters
    ----------
    x : Typed
    kernel : tuple of int
        The shape of the kernel, as typed.
    said : mapping of str to str
        The settings, as typed.

    Examples
    --------
    >>> from dsviz.reading.text import read_text
    >>> x = read_text("Input (padded):\\n0 0 0\\n0 7 0\\n0 0 0")
    >>> padding_of(x, (1, 1), {"padding": "1"})
    Padded(name='Input (padded)', padding='1', is_done=True)
    >>> padding_of(x, (1, 1), {"padding": "2"}).is_done, padding_of(x, (1, 1), {})
    (False, None)
    """
    written = said.get("padding", "")
    padding = read_setting("padding", written) if x.telling.padded else None
    if padding in _NONE:
        return None
    pads = _pads_of(padding, sides_of(kernel))
    mode = _MODES.get(said.get("padding_mode", ""), "constant")
    in_line = x.telling.in_line
    is_done = any(_is_bordered(each, pads, mode, in_line=in_line) for each in _pictures(x))
    return Padded(x.telling.padded, written, is_done)


def without_padding(said: Mapping[str, str]) -> dict[str, str]:
    """Return settings without a padding, and without a way to fill it."""
    return {name: text for name, text in said.items() if name not in ("padding", "padding_mode")}


def not_padded(said: Mapping[str, str]) -> dict[str, str]:
    """Return settings with a padding of 0, and no way to fill it."""
    return without_padding(said) | {"padding": "0"}


def _pads_of(padding: object, kernel: tuple[int, int] | None) -> Pads:
    """Write a padding as that of top and bottom, left and right; "same" as half the kernel, one at least."""
    if padding == "same":
        height, width = kernel or (3, 3)
        padding = ((height - 1) // 2, (width - 1) // 2)
    pairs = padding if isinstance(padding, tuple) else (padding, padding)
    rows, cols = (each if isinstance(each, tuple) else (each, each) for each in pairs)
    return rows, cols


def _pictures(x: Typed) -> Iterator[Array]:
    """Walk the ways to see rows and columns as the last two axes."""
    array = x.array if x.array.ndim > 1 else x.array.reshape(1, -1)
    yield array
    if array.ndim > 2 or x.telling.in_line:
        yield np.moveaxis(array, -1, 0)


def _is_bordered(array: Array, pads: Pads, mode: _Mode, *, in_line: bool) -> bool:
    """Tell whether the last two axes have a border of these widths, filled in this way."""
    (top, bottom), (left, right) = pads
    height, width = array.shape[-2:]
    if in_line or height == 1:
        top = bottom = 0
    if height <= top + bottom or width <= left + right:
        return False
    inner = array[..., top : height - bottom, left : width - right]
    around = [(0, 0)] * (array.ndim - 2) + [(top, bottom), (left, right)]
    return np.array_equal(np.pad(inner, around, mode=mode), array)


def over_plain(one: tuple[Role, Typed], others: Sequence[tuple[Role, Typed]]) -> bool:
    """Tell whether an input is another one without the border of zeros that this one's name says.

    Examples
    --------
    >>> from dsviz.reading.text import read_text
    >>> x, padded = read_text("Input:\\n7"), read_text("Padded input:\\n0 0 0\\n0 7 0\\n0 0 0")
    >>> over_plain(("input", x), [("input", padded)]), over_plain(("input", padded), [("input", x)])
    (True, False)
    """
    role, plain = one
    if role != "input" or plain.telling.padded:
        return False
    return any(
        of == role and typed.telling.padded and _has_inside(typed.array, plain.array) for of, typed in others
    )


def _has_inside(whole: Array, inner: Array) -> bool:
    """Tell whether zeros around all sides but those of other axes make one array of the other."""
    if whole.ndim != inner.ndim:
        return False
    wider = [a - b for a, b in zip(whole.shape, inner.shape, strict=True)]
    if not any(wider) or any(side < 0 or side % 2 for side in wider):
        return False
    return np.array_equal(np.pad(inner, [(side // 2, side // 2) for side in wider]), whole)
