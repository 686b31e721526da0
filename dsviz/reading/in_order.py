"""Channels and filters put in the order of their numbers: Channel 2: before Channel 1:, 第二通道 too."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from dsviz.reading.channels import owner_of
from dsviz.reading.counted import ORDINALS, count_of
from dsviz.reading.errors import ReadError
from dsviz.reading.forms.slices import numbered
from dsviz.reading.forms.spelled import typed_as
from dsviz.reading.groups import Group
from dsviz.reading.labels import is_filter, names_channel
from dsviz.reading.parts import Part

_WORD = r"(?:channels?|chan|ch|slice|plane|kanal|canal)"
_NUMERAL = "[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_NUMBERS = (
    re.compile(rf"(?:^|[\s_,(]){_WORD}[\s_#.:(-]{{0,3}}(?:no\.?\s?)?(?P<number>[0-9]{{1,3}})", re.IGNORECASE),
    re.compile(rf"第\s?(?P<number>{_NUMERAL})\s?个?\s?(?:输入)?通道"),
    re.compile(rf"通道\s?(?P<number>{_NUMERAL})"),
    re.compile(rf"^(?P<number>[0-9]{{1,2}})(?:st|nd|rd|th)\s+(?:\w+\s+){{0,2}}{_WORD}\b", re.IGNORECASE),
    re.compile(rf"^(?P<number>{'|'.join(ORDINALS)})\s+(?:\w+\s+){{0,2}}{_WORD}\b", re.IGNORECASE),
    re.compile(r"^[cC]h?_?(?P<number>[0-9]{1,2})$"),
)
_SLICE = re.compile(r"[\[(]:,[ ]?:,[ ]?([0-9]{1,4})[\])]")


def number_of(name: str) -> int | None:
    """Tell which channel or filter a label names, counted as it counts; None where it does not say.

    Examples
    --------
    >>> number_of("Kernel 2, channel 1"), number_of("第二通道"), number_of("w_ch0"), number_of("2nd channel")
    (1, 2, 0, 2)
    >>> number_of("Filter 3"), number_of("Kernel B"), number_of("red"), number_of("Channel")
    (3, 2, None, None)
    """
    found = next((named for each in _NUMBERS if (named := each.search(name))), None)
    if found is None:
        count = None if names_channel(name) else count_of(name)
        return count.number if count else None
    written = found["number"].lower()
    return ORDINALS.index(written) + 1 if written in ORDINALS else int(typed_as(written) or written)


def in_order(groups: Sequence[Group], text: str) -> list[Group]:
    """Put the channels of each tensor, and filters one after another, in the order of their numbers.

    Parameters
    ----------
    groups : sequence of Group
    text : str

    Raises
    ------
    ReadError
        Rule ``channels-numbered``: a number is missing between two of them, or stands there twice.
    """
    _refuse_doubles(groups, text)
    found = [_sorted(group, text) for group in _with_filters(groups)]
    return [group for run in _runs(found, text) for group in run]


def _refuse_doubles(groups: Sequence[Group], text: str) -> None:
    """Refuse a number that stands there twice, as in 1, 2, 2; from the first on it is the next tensor."""
    for first, second in pairwise(groups):
        part = second.parts[0]
        if second.name != part.name or {first.parts[0].kind, part.kind} != {"channel"}:
            continue
        numbers = {number_of(each.name): each for each in first.parts}
        again = numbers.get(number_of(part.name))
        is_of_both = again is not None and owner_of(again.name) == owner_of(part.name)
        if again is not None and is_of_both and None not in numbers and again is not min(numbers.items())[1]:
            raise _refused(again, part, text)


def _sorted(group: Group, text: str) -> Group:
    """Put the parts of one tensor in order."""
    if len(group.parts) < 2 or group.members:
        return group
    if group.parts[0].kind == "slice":
        return _sorted_slices(group, text)
    numbers = [number_of(part.name) for part in group.parts]
    parts = _by_number(group.parts, numbers, text)
    name = parts[0].name if group.name == group.parts[0].name else group.name
    return group._replace(name=name, parts=parts)


def _sorted_slices(group: Group, text: str) -> Group:
    """Put x[:,:,1] behind x[:,:,0], tensor by tensor."""
    parts: list[Part] = []
    for _, each in groupby(group.parts, key=lambda part: part.name):
        run = list(each)
        indices = [_SLICE.search(text, part.head, part.start) for part in run]
        parts += _by_number(run, [int(index[1]) if index else None for index in indices], text)
    return group._replace(parts=parts)


def _by_number(parts: Sequence[Part], numbers: Sequence[int | None], text: str) -> list[Part]:
    known = [number for number in numbers if number is not None]
    if len(known) < len(parts):
        return list(parts)
    order = _order(
        [(0, number) for number in known], lambda at, after: _refused(parts[at], parts[after], text)
    )
    return [parts[at] for at in order]


def _order(numbers: Sequence[tuple[int, int]], refused: Callable[[int, int], ReadError]) -> list[int]:
    """Sort by filter and number; refuse two of one filter that do not follow on each other."""
    order = sorted(range(len(numbers)), key=numbers.__getitem__)
    for at, after in pairwise(order):
        (one, number), (other, following) = numbers[at], numbers[after]
        if one == other and following != number + 1:
            raise refused(at, after)
    return order


def _refused(one: Part, other: Part, text: str) -> ReadError:
    got = f"{_written(one, text)}, {_written(other, text)}"
    return ReadError.at(text, other.head, "channels-numbered", got=got)


def _written(part: Part, text: str) -> str:
    return text[part.head : part.start].strip(" \t\r\n:=*#")[:40]


def _with_filters(groups: Sequence[Group]) -> list[Group]:
    """Put the channels of one filter together that stand apart: 1 of filters 1 and 2, then 2 of both."""
    found: list[Group] = []
    for group in groups:
        owner = _filter_of(group)
        own = next((one for one in reversed(found) if owner and _filter_of(one) == owner), None)
        names = {part.name for part in own.parts} if own else set()
        if own is None or any(part.name in names for part in group.parts):
            found.append(group._replace(parts=list(group.parts)))
        else:
            own.parts.extend(group.parts)
    return found


def _filter_of(group: Group) -> str:
    """Name the filter whose channels a group holds by words of both: Filter 2, channel 1."""
    part = group.parts[0]
    if part.kind != "channel" or group.name != part.name or not names_channel(part.name):
        return ""
    owner = owner_of(part.name)
    return owner.lower() if is_filter(owner) else ""


def _runs(groups: Sequence[Group], text: str) -> list[list[Group]]:
    """Part tensors into runs of filters that count, each in order; every other is a run of its own."""
    runs: list[list[Group]] = []
    for _, each in groupby(groups, key=_filter_stem):
        run = list(each)
        numbers = [count_of(_filter_of(group)) for group in run]
        known = [count.number for count in numbers if count]
        if len(run) > 1 and len(known) == len(run):
            heads = [group.parts[0] for group in run]
            order = _by_number(heads, known, text)
            run = [run[heads.index(part)] for part in order]
        runs.append(run)
    return runs


def _filter_stem(group: Group) -> str:
    count = count_of(_filter_of(group)) if _filter_of(group) else None
    return count.stem if count else f"\0{id(group)}"


def order_of_slices(text: str) -> list[int]:
    """Tell in which order the slices of a printout are to be taken, by their numbers: filter by filter.

    Raises
    ------
    ReadError
        Rule ``channels-numbered``.

    Examples
    --------
    >>> order_of_slices("x(:,:,2) =\\n 1\\nx(:,:,1) =\\n 2"), order_of_slices(", , 1\\n 1\\n, , 2\\n 2")
    ([1, 0], [0, 1])
    """
    found = numbered(text)
    starts = [start for *_, start in found]

    def refused(at: int, after: int) -> ReadError:
        got = ", ".join(text[starts[one] :].partition("\n")[0].strip(" =\r") for one in (at, after))
        return ReadError.at(text, starts[after], "channels-numbered", got=got)

    return _order([(filter_, channel) for filter_, channel, _ in found], refused)
