"""The parts of a text put together: which of them are the channels, slices and filters of one tensor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dsviz.reading.channels import is_of_one, of_colours
from dsviz.reading.labels import is_filter, role_of, says_none
from dsviz.reading.parts import Part, is_code

_PRIMARIES = {"r", "g", "b"}
_NUMBERED = re.compile(r"[cC]h?_?[0-9]{1,2}")
_RANDOM = re.compile(r"\s*[\w.]{0,40}(?:rand|randn|randint|random|normal|uniform)\(")


class Group(NamedTuple):
    """The parts of one tensor: itself, or its channels one by one."""

    name: str
    parts: list[Part]
    members: Sequence[Group] = ()  # maps or kernels that are counted, each with parts of its own
    above: int | None = None  # where words over it begin: Input (padded):, and then Channel 1:

    @property
    def head(self) -> int:
        """Where its name begins."""
        return self.parts[0].head if self.above is None else self.above


def grouped(parts: Sequence[Part], text: str) -> list[Group]:
    """Put the channels of a tensor together; leave out settings, calls of layers and empty names."""
    primaries = {part.name.lower() for part in parts} >= _PRIMARIES
    numbered = _numbered_channels(parts, text)
    coloured = of_colours(parts)
    of_own = _used_later(parts, coloured, text)
    groups: list[Group] = []
    waiting, above = "", None
    for at, part in enumerate(parts):
        value = text[part.start : part.stop]
        channel = part.kind == "channel" or (primaries and part.name.lower() in _PRIMARIES) or numbered
        channel = (channel or part.name in coloured) and part.name not in of_own
        if part.kind == "setting" or is_code(value) or _says_nothing(value, part.name, parts[at + 1 :]):
            continue
        if not value.strip(" \t\r\n\f;,\u2060"):
            waiting, above = part.name, part.head
        elif part.kind == "slice" and groups and _is_slice_of(part, groups[-1]):
            groups[-1].parts.append(part)
        elif channel and groups and not waiting and _is_channel_of(part, groups[-1]):
            groups[-1].parts.append(part._replace(kind="channel"))
        else:
            kind = "channel" if channel else "tensor" if part.name in of_own else part.kind
            groups.append(Group(_named(waiting, part), [part._replace(kind=kind)], above=above))
            waiting, above = "", None
    return groups


def _named(waiting: str, part: Part) -> str:
    """Name a tensor by the words over it, but for those that are a title: Convolution, and then x = ...

    >>> _named("Input", Part("a", "tensor", 0, 3, 9)), _named("Depthwise", Part("x", "tensor", 0, 3, 9))
    ('Input', 'x')
    """
    own = role_of(part.name)
    is_title = own is not None and own != role_of(waiting)
    return part.name if is_title else waiting or part.name


def _used_later(parts: Sequence[Part], coloured: set[str], text: str) -> set[str]:
    """Find channels that a later statement puts together by name: np.stack([x_red, x_green, x_blue])."""
    found: set[str] = set()
    for at, part in enumerate(parts):
        if part.name.isidentifier() and (part.kind == "channel" or part.name in coloured):
            word = re.compile(rf"(?<![\w.\"']){part.name}(?![\w=\"'])")
            if any(word.search(text, later.start, later.stop) for later in parts[at + 1 :]):
                found.add(part.name)
    return found


def _is_slice_of(part: Part, group: Group) -> bool:
    """Tell whether a slice is of the same tensor: x[:,:,1] after x[:,:,0], w1[:,:,0] after w0[:,:,1]."""
    stem, other = (name.rstrip("0123456789") for name in (part.name, group.parts[-1].name))
    return group.parts[-1].kind == "slice" and stem == other


def _is_channel_of(part: Part, group: Group) -> bool:
    """Tell whether a channel is one more of a tensor; Kernel 1: or Channel 1: behind Channel 2: is not."""
    last = group.parts[-1]
    is_again = part.name in {other.name for other in group.parts}
    if last.kind != "channel" or is_filter(part.name) != is_filter(last.name) or is_again:
        return False
    return is_filter(part.name) or is_of_one(part.name, group.parts[0].name)


def _numbered_channels(parts: Sequence[Part], text: str) -> bool:
    """Tell whether a text is c1 = ..., c2 = ...: the channels of one tensor, none of them made of another."""
    names = [part.name for part in parts]
    if len(parts) < 2 or not all(map(_NUMBERED.fullmatch, names)):
        return False
    values = [text[part.start : part.stop] for part in parts]
    return not any(re.search(rf"\b{re.escape(name)}\b", value) for name in names for value in values)


def _says_nothing(value: str, name: str, later: Sequence[Part]) -> bool:
    """Tell whether a value is still asked for, drawn at random and printed later, or no bias."""
    is_random = _RANDOM.match(value) is not None and any(part.name == name for part in later)
    if role_of(name) == "bias" and says_none(value.strip(" \t\r\n\f;,\u2060")):
        return True
    return is_random or (bool(name) and value.strip(" \t\r\n;.\u2060") in ("?", "??"))


def is_used(group: Group, later: Sequence[Group], text: str) -> bool:
    """Tell whether a later statement uses the numbers of this one, which is then a step on the way.

    What only takes its shape, such as ones_like(x), leaves it a tensor of its own.
    """
    word = re.compile(rf"(?<![\w.])(?<!_like\(){re.escape(group.name)}(?![\w=])")
    return any(word.search(text, part.start, part.stop) for other in later for part in other.parts)
