"""Labels that name the channels of one tensor: kernel_channel_red, w_ch0, x_red, Kernel 2, channel 1."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsviz.reading.labels import names_channel, role_of
from dsviz.reading.parts import Part

_COLOURS = "red|green|blue|[rgb]|[\u7ea2\u7eff\u84dd]\u8272?"
# kernel_red, kernel_R, kernelR, Kernel (red), Red kernel
_OF_COLOUR = (
    re.compile(rf"(?P<stem>.+?)[\s_.(-]{{1,2}}(?P<colour>{_COLOURS})\)?", re.IGNORECASE),
    re.compile(r"(?P<stem>.*[a-z])(?P<colour>[RGB])"),
    re.compile(rf"(?P<colour>{_COLOURS})[\s_]?(?P<stem>.+)", re.IGNORECASE),
)
_PLACE = re.compile(
    r"[0-9]{1,2}(?:st|nd|rd|th)[ ](?=(?:input[ ])?(?:channel|slice))"
    r"|(?:channels?|chan|ch|slice|plane|kanal|canal"
    r"|\u7b2c?\s?[0-9一二三四五六七八九十]*\s?\u4e2a?\u901a\u9053)[\s_#.:-]{0,3}(?:no\.?\s?)?(?:[0-9]{1,3}|(?<=[\u9053\s])[一二三四五六七八九十]{1,3}|)"
    r"|(?-i:(?<=[a-z])[RGB]$)|(?<![^\W_])(?:red|green|blue|of|the|[rgb])(?![^\W_])|[\u7ea2\u7eff\u84dd]\u8272?",
    re.IGNORECASE,
)


def of_colours(parts: Sequence[Part]) -> set[str]:
    """Find the names that tell red, green and blue of one tensor.

    Examples
    --------
    >>> parts = [Part(name, "tensor", 0, 0, 0) for name in ("x_red", "x_green", "x_blue", "k_b")]
    >>> sorted(of_colours(parts))
    ['x_blue', 'x_green', 'x_red']
    """
    found: dict[str, dict[str, str]] = {}
    for part in parts:
        named = next((named for each in _OF_COLOUR if (named := each.fullmatch(part.name))), None)
        if named:
            found.setdefault(named["stem"].lower(), {})[_first(named["colour"])] = part.name
    return {name for names in found.values() if names.keys() == {*"rgb"} for name in names.values()}


def _first(colour: str) -> str:
    return {"\u7ea2": "r", "\u7eff": "g", "\u84dd": "b"}.get(colour[0], colour[0].lower())


def owner_of(label: str) -> str:
    """Tell whose channel a label names; "" where it does not say.

    Examples
    --------
    >>> owner_of("kernel_channel_red"), owner_of("Kernel 2, channel 1"), owner_of("Channel 1")
    ('kernel', 'Kernel 2', '')
    >>> owner_of("Red channel of the kernel"), owner_of("w_ch0")
    ('kernel', 'w')
    """
    return _PLACE.sub(" ", label.replace("_", " ")).strip(" ,.:#-")


def is_of_one(label: str, first: str) -> bool:
    """Tell whether two labels name channels of one tensor; an input's and a kernel's are of two.

    Examples
    --------
    >>> is_of_one("Channel 2", "Input channel 1"), is_of_one("Kernel channel 1", "Channel 3")
    (True, False)
    >>> is_of_one("Kernel 2 channel 1", "Kernel 1 channel 2")
    False
    """
    owner, of_first = owner_of(label), owner_of(first)
    if owner in ("", label):
        return True
    numbers, of_that = (re.findall(r"[0-9]+", name) for name in (owner, of_first))
    return (role_of(owner) or "input", numbers) == (role_of(of_first) or "input", of_that)


def is_slice(part: Part) -> bool:
    """Tell whether a part is what a kernel reads one channel with, and no kernel of its own."""
    return part.kind == "channel" and (names_channel(part.name) or owner_of(part.name) != part.name)
