"""Maps and kernels whose names count: Output 1: and Output 2:, W0 = and W1 =, Kernel A: and Kernel B:."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from dsviz.reading.channels import owner_of
from dsviz.reading.errors import ReadError
from dsviz.reading.groups import Group, is_used
from dsviz.reading.labels import role_of
from dsviz.reading.typed import Typed

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_CHINESE = "一二三四五六七八九"
_NAMES = (
    re.compile(
        rf"(?P<count>{'|'.join(ORDINALS)}|[0-9]{{1,2}}(?=st|nd|rd|th))(?:st|nd|rd|th)?\s+(?P<stem>\D+)", re.I
    ),
    re.compile(rf"第\s?(?P<count>[0-9]{{1,2}}|[{_CHINESE}])\s?[个张幅]?(?:的)?\s?(?P<stem>\D+)"),
    re.compile(r"(?P<stem>.*?[^\W\d])(?:\s?(?:#|no\.?)|[\s_.^({-]){0,3}(?P<count>[0-9]{1,3})[})]{0,2}", re.I),
    re.compile(r"(?P<stem>.*[^\W\d_]{3})[ _](?P<count>[A-H])"),
    re.compile(rf"(?P<stem>.*[\u4e00-\u9fff])\s?(?P<count>[A-H{_CHINESE}])"),
)
# y[0] =   W[1, :, :] =
_PLACE = re.compile(r"[ ]?\[[ ]?(?P<count>[0-9]{1,3})[ ]?(?:,[ :,]{0,9})?\][ \t]*(?:=|:|$)")
# w[0,1] =   of filter 0 and channel 1
_PLACE_OF_SLICE = re.compile(
    r"[ ]?\[[ ]?(?P<n>[0-9])[ ]?,[ ]?(?P<c>[0-9])[ ]?(?:,[ ]?:[ ]?){0,2}\][ \t]*(?:=|:|$)"
)
_MAP = re.compile(r"(?:feature[ _])?maps?", re.IGNORECASE)
# One after another they are layers, examples or letters of a formula.
_APART = re.compile(r"conv|test|sample|data|source|src|signal|i|h|fc|layer", re.IGNORECASE)


class Count(NamedTuple):
    """A name without its number, and the number as it is written."""

    stem: str
    written: str
    is_slice: bool = False  # of a filter, by the numbers of both

    @property
    def number(self) -> int:
        """The number, counted from 0 or from 1."""
        word = self.written.lower()
        if word in ORDINALS:
            return ORDINALS.index(word) + 1
        if self.written.isdecimal():
            return int(self.written)
        return _CHINESE.find(self.written) + 1 or ord(self.written) - ord("A") + 1


def count_of(name: str, behind: str = "") -> Count | None:
    """Cut a name into what it counts and the number; None where it counts nothing that is known.

    Examples
    --------
    >>> count_of("Feature map 2"), count_of("y", "[0] =")
    (Count(stem='Feature map', written='2', is_slice=False), Count(stem='y', written='0', is_slice=False))
    >>> [count_of(name).number for name in ("Second kernel", "Kernel B", "W1", "filter_01")]
    [2, 2, 1, 1]
    >>> count_of("conv2"), count_of("A1"), count_of("Kernel")
    (None, None, None)
    """
    slice_ = _PLACE_OF_SLICE.match(behind)
    if slice_ is not None and role_of(name) == "kernel":
        return Count(name, slice_["n"] + slice_["c"], is_slice=True)
    place = _PLACE.match(behind)
    found = (place and Count(name, place["count"])) or next(
        (Count(named["stem"], named["count"]) for each in _NAMES if (named := each.fullmatch(name))), None
    )
    if found is None or _APART.fullmatch(found.stem):
        return None
    return found if role_of(found.stem) or _MAP.fullmatch(found.stem) else None


def together(groups: Sequence[Group], text: str, read: Callable[[Group], Typed]) -> list[Group]:
    """Put tensors one after another whose names count into one: its maps, its channels or its kernels.

    Parameters
    ----------
    groups : sequence of Group
    text : str
    read : callable
        Gives the numbers of a group. Statements whose shapes differ are tensors of their own.
    """
    counts = [_count(group, text) for group in groups]
    found: list[Group] = []
    at = 0
    while at < len(groups):
        stop = _end_of_run(counts, at)
        run = groups[at:stop]
        of_own = any(is_used(group, groups[index + 1 :], text) for index, group in enumerate(run, at))
        count = counts[at]
        if count is None or len(run) < 2 or of_own or not _is_one(run, text, read):
            found.append(groups[at])
            at += 1
            continue
        parts = [part for group in run for part in group.parts]
        found.append(Group(count.stem, parts, _in_grid(run, counts[at:stop])))
        at = stop
    return found


def _count(group: Group, text: str) -> Count | None:
    part = group.parts[0]
    behind = text[part.head + len(part.name) : part.start] if group.name == part.name else ""
    name = owner_of(group.name) if part.kind == "channel" and len(group.parts) > 1 else group.name
    return None if part.kind == "slice" else count_of(name, behind)


def _end_of_run(counts: Sequence[Count | None], start: int) -> int:
    """Find where tensors that count up from 0 or 1 end; 00, 01, 10, 11 count filters and channels."""
    first = counts[start]
    if first is None or first.number not in (0, 1):
        return start + 1
    stop = start + 1
    for count in counts[start + 1 :]:
        before = counts[stop - 1]
        if count is None or before is None or count.stem.lower() != first.stem.lower():
            break
        is_row = len(count.written) == 2 == len(first.written) and count.number == 10 * (
            before.number // 10 + 1
        )
        if count.number != before.number + 1 and not is_row:
            break
        stop += 1
    return stop


def _in_grid(run: Sequence[Group], counts: Sequence[Count | None]) -> list[Group]:
    """Put 00, 01 and 10, 11 together row by row."""
    numbers = [count.number for count in counts if count]
    are_slices = any(count.is_slice for count in counts if count)
    if not are_slices and numbers == [*range(numbers[0], numbers[0] + len(run))]:
        return list(run)
    rows: dict[int, list[Group]] = {}
    for number, group in zip(numbers, run, strict=True):
        rows.setdefault(number // 10, []).append(group)
    return [Group(of[0].name, [part for each in of for part in each.parts], of) for of in rows.values()]


def _is_one(run: Sequence[Group], text: str, read: Callable[[Group], Typed]) -> bool:
    """Tell whether counted tensors are of one: labels are, statements where their shapes are the same."""
    part = run[0].parts[0]
    if "=" not in text[part.head : part.start] and "<-" not in text[part.head : part.start]:
        return True
    try:
        shapes = {read(group).shape for group in run}
    except ReadError:
        return True
    return len(shapes) == 1 and len(shapes.pop()) > 1
