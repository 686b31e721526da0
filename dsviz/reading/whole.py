"""Whole numbers, and the settings made of them, as people write them."""

from __future__ import annotations

import re
from typing import Any

from dsviz.conv.numbers import Pair
from dsviz.conv.spec import ConvSpec

MINUS = "\u2212"
WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
ANY_WHOLE = re.compile(r"[+-]?[0-9]+")
# Setting -> of how many numbers it may be made.
COUNTS = {"stride": (1, 2), "padding": (1, 2, 4), "dilation": (1, 2), "groups": (1,)}
LONGEST = 80  # characters of a setting that are read
_BETWEEN = re.compile(r"[\s,;x×()\[\]]+")
# Digits, letters and signs as a Chinese keyboard writes them, and what they are on ours.
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_HALF_WIDTH = str.maketrans(
    {MINUS: "-", "—": "-", "、": ",", "【": "[", "】": "]", **dict.fromkeys("「」‘’“”", "'")}
)


def half_width(typed: str) -> str:
    """Write digits, letters and signs of full width as those that a program reads.

    Examples
    --------
    >>> half_width("（２，１）"), half_width("−３、０")
    ('(2,1)', '-3,0')
    """
    return typed.translate(FULL_WIDTH).translate(_HALF_WIDTH)


def read_whole(typed: str) -> int | None:
    """Read a whole number; None where it is none.

    Examples
    --------
    >>> read_whole(" 64 "), read_whole("−3"), read_whole("2.5"), read_whole("")
    (64, -3, None, None)
    """
    plain = half_width(typed).strip()
    return int(plain) if WHOLE.fullmatch(plain) else None


def is_whole(typed: str) -> bool:
    """Return whether a whole number was typed, even one too long to be read.

    Examples
    --------
    >>> is_whole("9" * 500), is_whole(" −3"), is_whole("2.5"), is_whole("")
    (True, True, False, False)
    """
    return ANY_WHOLE.fullmatch(half_width(typed).strip()) is not None


def read_pair(typed: str) -> Pair | None:
    """Read one whole number, which stands for two, or two; None where it is neither.

    Examples
    --------
    >>> read_pair("3"), read_pair("3x5"), read_pair("(3, 5)"), read_pair("3 5 7"), read_pair("x")
    ((3, 3), (3, 5), (3, 5), None, None)
    """
    numbers = [read_whole(part) for part in _BETWEEN.split(half_width(typed[:LONGEST]).lower()) if part]
    if len(numbers) not in (1, 2) or numbers[0] is None or numbers[-1] is None:
        return None
    return numbers[0], numbers[-1]


def read_setting(name: str, typed: str) -> Any:
    """Read one setting of a layer; None where it cannot be one.

    Parameters
    ----------
    name : {"stride", "padding", "dilation", "groups"}
    typed : str

    Returns
    -------
    int, (h, w), ((top, bottom), (left, right)), "same", "valid" or None
        As `dsviz.ConvSpec` takes it, which checks the range.

    Examples
    --------
    >>> read_setting("stride", "2"), read_setting("stride", "(1, 2)"), read_setting("dilation", "2x1")
    (2, (1, 2), (2, 1))
    >>> read_setting("padding", "Same"), read_setting("padding", "0 1 0 1"), read_setting("groups", "1, 2")
    ('same', ((0, 1), (0, 1)), None)
    """
    plain = half_width(typed[: 2 * LONGEST]).strip(" '\"\t\n").lower()
    if name == "padding" and plain in ("same", "valid"):
        return plain
    numbers = [read_whole(part) for part in _BETWEEN.split(plain[:LONGEST]) if part]
    if None in numbers or len(numbers) not in COUNTS[name]:
        return None
    if len(numbers) == 4:
        return (numbers[0], numbers[1]), (numbers[2], numbers[3])
    return numbers[0] if len(numbers) == 1 else tuple(numbers)


def setting_texts(spec: ConvSpec) -> dict[str, str]:
    """Write settings as they are typed.

    Examples
    --------
    >>> setting_texts(ConvSpec(stride=(1, 2), padding=((0, 1), (0, 1))))
    {'stride': '1, 2', 'padding': '0, 1, 0, 1', 'dilation': '1', 'groups': '1'}
    """
    if spec.padding == "same":
        padding = "same"
    else:
        (top, bottom), (left, right) = spec.padding
        alike = (top, left) == (bottom, right)
        padding = _short((top, left)) if alike else f"{top}, {bottom}, {left}, {right}"
    return {
        "stride": _short(spec.stride),
        "padding": padding,
        "dilation": _short(spec.dilation),
        "groups": str(spec.groups),
    }


def _short(pair: Pair) -> str:
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}, {pair[1]}"
