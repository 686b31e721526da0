"""Statements that change a tensor after it was made: X[:, 2:6] = 0, x[0, 0] = 5, x += 1. Nothing is run."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from dsviz.reading.axes import Array
from dsviz.reading.changing_calls import check_calls
from dsviz.reading.errors import ReadError
from dsviz.reading.forms.masks import joined
from dsviz.reading.in_place import as_statements, value_at
from dsviz.reading.labels import role_of
from dsviz.reading.typed import Change, Typed
from dsviz.reading.worked_out import refuse_untold

MOST_CHANGES = 64
_TYPES = r"(?:(?:const|static|final|let|var|val|auto|float|double|int|long|u?int[0-9]{1,2}_t)[ ]){0,3}"
_STATEMENT = re.compile(
    rf"(?:^|(?<=;)|(?P<block>(?<=[{{:])))[ \t]*(?P<type>{_TYPES})(?P<name>[A-Za-z_]\w{{0,40}})"
    r"(?P<index>(?:[ ]?\[[^\[\]\n]{0,60}\]){0,6}|[ ]?\([^()\n]{0,60}\))[ \t]*"
    r"(?P<sign>[-+*/]?=(?!=)|<-)[ \t]*(?P<value>[^\n;]*)",
    re.MULTILINE,
)
_CHANGES = re.compile(r"[\])][ \t]{0,9}(?:[-+*/]?=|<-)|[-+*/]=|\n[ \t]*[A-Za-z_]\w{0,40}[ \t\r]*(?:\n|\Z)")
# A line that only shows a tensor, as the last one of a notebook's cell does.
_SHOWN = re.compile(
    rf"^[ \t]*(?P<name>[A-Za-z_]\w{{0,40}})[ \t\r]*(?=\s*(?:\Z|{_TYPES}[A-Za-z_]\w*[ ]?=))", re.MULTILINE
)
_SLICE = re.compile(r"[\[(][: ]*,[: ]*,[ ]?[0-9]{1,4}[\])]$")  # of a tensor that is listed slice by slice
_NUMBER = re.compile(r"([-+]?(?:[0-9]{1,15}\.?[0-9]{0,15}|\.[0-9]{1,15})(?:[eE][-+]?[0-9]{1,2})?)f?[ \t]*")
_PLACE = re.compile(r"-?[0-9]{1,6}")
_BOUND = re.compile(r"(-?[0-9]{0,6}):(-?[0-9]{0,6})(?::(-?[0-9]{0,6}))?")
# MATLAB, Julia and R count from 1.
_FROM_ONE = re.compile(
    r"(?:ones|zeros|eye|fill|reshape|repmat|magic)\((?!\()|(?:matrix|c)\(|array\((?:c\(|[0-9])"
    r"|\[[^\[\]]*;|\[[ ]?[-0-9.]+[ ]+[-0-9.]"
)
_FRACTIONS = re.compile(r"\b(?:ones|zeros|eye|linspace|Float\w*|float\w*|double|Tensor)\b|[0-9]\.|\.[0-9]")
_INDENT = re.compile(r"\W*")
_HEAD = re.compile(r"\W*(?:if|elif|else|for|while|with|try|except|def|switch)\b")
_SIGNS: dict[str, Callable[[Any, float], Any]] = {
    "+=": operator.add,
    "-=": operator.sub,
    "*=": operator.mul,
    "/=": operator.truediv,
    "=": lambda _, number: number,
}


def without_changes(text: str) -> tuple[str, tuple[Change, ...]]:
    """Take the statements that change a tensor out of a text, every character in its place.

    Examples
    --------
    >>> text, [change] = without_changes("x = np.ones((2, 2))\\nx[0, :] = 5")
    >>> text.strip("\\n\\u2060"), change.where, change.value
    ('x = np.ones((2, 2))', '[0, :]', '5')

    Raises
    ------
    ReadError
        Rule ``tensor-changed``, where the tensor is used between, or a call changes it; ``worked-out``,
        where it is one of two.
    """
    text = as_statements(text)
    check_calls(text)
    refuse_untold(text)
    if not _CHANGES.search(text):
        return text, ()
    made: dict[str, re.Match[str]] = {}
    found: list[Change] = []
    for each in _STATEMENT.finditer(text):
        name, before = each["name"], made.get(each["name"])
        is_change = (each["index"] or each["sign"] in _SIGNS.keys() - {"="}) and not _SLICE.search(
            each["index"]
        )
        if before is None or not is_change:
            is_head = each["block"] is None and (not each["index"] or each["type"])
            if is_head and re.match(r"$|[^\n]*[\[({]", each["value"]):
                made[name] = each
        elif role_of(name) == "output" and not _NUMBER.fullmatch(each["value"].strip()):
            # What a loop fills with what it works out is an output whose numbers are not there.
            for line in (before, each):
                text = text[: line.start()] + joined(line[0]) + text[line.end() :]
        else:
            change = _change(text, before, each)
            is_used = re.search(rf"(?<![\w.]){name}(?![\w=])", text[change.made_at : each.start()])
            if is_used or len(found) == MOST_CHANGES or _is_in_block(text, before, each):
                raise _refused(text, change)
            found.append(change)
            text = _taken_out(text, each.start(), each.end())
    return _SHOWN.sub(lambda line: joined(line[0]) if line["name"] in made else line[0], text), tuple(found)


def _taken_out(text: str, start: int, stop: int) -> str:
    begins_later = text[:start].endswith(";")
    # At the beginning of a line the semicolon behind it divides nothing else.
    is_first = not begins_later and text[stop : stop + 1] == ";"
    start -= begins_later
    return text[:start] + joined(text[start:stop]) + "\n" * is_first + text[stop + is_first :]


def changed(typed: Typed, start: int, stop: int, text: str, changes: Sequence[Change]) -> Typed:
    """Make the changes to the tensor that is made between two places of a text.

    Raises
    ------
    ReadError
        Rules ``tensor-changed`` and ``change-whole``.
    """
    own = [change for change in changes if start <= change.made_at < stop]
    if not own:
        return typed
    array = typed.array
    for change in own:
        number = _NUMBER.fullmatch(change.value)
        places = _places(change, array.ndim)
        if number is None or places is None:
            raise _refused(text, change)
        try:
            part = array
            for place in places[:-1]:
                part = part[place]
            part[places[-1]] = _SIGNS[change.sign](part[places[-1]], float(number[1]))
        except (IndexError, TypeError):
            raise _refused(text, change) from None
        if _is_lost(change.made, array):
            raise ReadError.at(text, change.start, "change-whole", got=change.text[:60])
    return typed._replace(numbers=array.ravel().tolist(), others=())


def _change(text: str, made: re.Match[str], found: re.Match[str]) -> Change:
    at = made.start("value")
    where, sign, value = found.group("index", "sign", "value")
    return Change(found["name"], found.start(), value_at(text, at), at, where, sign, value, found[0].strip())


def _is_in_block(text: str, made: re.Match[str], change: re.Match[str]) -> bool:
    """Tell whether a change stands within an if, a loop or a function, which may run often or never."""
    lines = [text[text.rfind("\n", 0, each.start("name")) + 1 : each.end()] for each in (made, change)]
    first, second = (len(_INDENT.match(line.expandtabs(8))[0]) for line in lines)  # type: ignore[index]
    return change["block"] is not None or second > first or _HEAD.match(lines[1]) is not None


def _places(change: Change, axes: int) -> list[Any] | None:
    """Read where a tensor is changed; None where the places are worked out or in doubt."""
    written, made = change.where.strip(), change.made.strip()
    from_one = _FROM_ONE.match(made) is not None
    if not written:
        return None if made[:1] in "[{" and not from_one else [...]
    if change.sign == "<-" or from_one != (written[0] == "("):
        return None
    groups = [
        [_place(each.strip(), from_one) for each in group.split(",")]
        for group in re.findall(r"[\[(]([^\[\]()]*)[\])]", written)
    ]
    if any(place is None for group in groups for place in group):
        return None
    is_list = made[:1] in "[{" and not from_one
    one_by_one = all(len(group) == 1 and isinstance(group[0], int) for group in groups)
    if (is_list and not (one_by_one and len(groups) == axes)) or (from_one and len(groups[0]) != axes):
        return None
    return [tuple(group) for group in groups]


def _place(written: str, from_one: bool) -> Any:
    """Read an index or a slice; None where it is neither."""
    shift = 1 if from_one else 0
    if written in ("...", ":"):
        return ... if written == "..." else slice(None)
    if _PLACE.fullmatch(written):
        return int(written) - shift if not from_one or int(written) > 0 else None
    bounds = _BOUND.fullmatch(written)
    if bounds is None or bounds[3] == "0":
        return None
    if not from_one:
        return slice(*(int(each) if each else None for each in bounds.groups()))
    # MATLAB's 2:3 ends with 3; its step stands in the middle.
    ends = (bounds[1], bounds[2])
    is_plain = bounds[3] is None and all(each.isdigit() and int(each) > 0 for each in ends)
    return slice(int(ends[0]) - 1, int(ends[1])) if is_plain else None


def _is_lost(made: str, array: Array) -> bool:
    """Tell whether a tensor of whole numbers, as it was made, would not keep the numbers put into it."""
    if re.search(r"\buint8\b", made):
        return bool((array != np.floor(array)).any() or array.min() < 0 or array.max() > 255)
    is_whole = re.search(r"\bint[0-9]*\b|\blong\b", made) or (
        re.match(r"[\w.]+\(", made) and not _FRACTIONS.search(made) and not _FROM_ONE.match(made)
    )
    return bool(is_whole) and bool((array != np.floor(array)).any())


def _refused(text: str, change: Change) -> ReadError:
    return ReadError.at(text, change.start, "tensor-changed", got=change.text[:60])
