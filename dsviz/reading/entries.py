"""Tensors that stand together in one pair of brackets: a state_dict, get_weights(), printouts in a row."""

from __future__ import annotations

import re
from typing import NamedTuple

from dsviz.reading.forms.masks import JOINER
from dsviz.reading.labels import kind_of, role_of

MOST_ENTRIES = 64

_BEGINS = re.compile(
    # Possessive (*+): a text that begins with many blanks is passed over once.
    r"\s*+(?:(?:(?:collections\.)?OrderedDict|dict)\(\s*+)?(?:[\[({]{1,3}\s*+)?"
    r"['\"][^'\"\n]{1,80}['\"][ ]?[,:]"
)
_KEY = re.compile(r"['\"]([^'\"\n]{1,80})['\"][ ]?[,:]\s{0,20}(?=[-A-Za-z\[(<{0-9.])")
_SIGN = re.compile(r"'[^'\n]{0,200}'|\"[^\"\n]{0,200}\"|[\[\](){},]|<(?=tf\.|(?:Keras)?Variable\b)|\S")
_VARIABLE = r"<(?:tf\.|(?:Keras)?Variable\b)"
_CALL = re.compile(rf"\s*(?:[A-Za-z_][\w.]{{0,40}}\(|Parameter containing:|{_VARIABLE}|\[\[)")
_NOT_NAMES = {"shape", "data", "dtype", "values", "value", "dsviz", "numpy", "dims", "cpuData"}
# Brackets, and places where a printout may begin.
_PRINTOUT = re.compile(
    rf"(?:^|(?<=[\n,;]))(?=[ \t]*{_VARIABLE})|[\[({{]|{_VARIABLE[0]}(?={_VARIABLE[1:]})|[\])}}>]"
    r"|(?:^|(?<=[\n,;]))(?=[ \t]*(?:[A-Za-z_<]|\[\[))"
)
# What is done to the brackets as a whole: (...).astype(int), [...] * 2
_WORKED_ON = re.compile(r"[ \t]*(?:\.[A-Za-z_]|[*/@%]|\[)")
_OPENS, _CLOSES = "[({<", "])}>"


class Entry(NamedTuple):
    """A name ("" for none), and where its value begins and ends in the text."""

    name: str
    start: int
    stop: int


def named_entries(text: str) -> list[Entry]:
    """Find the entries of a state_dict or a mapping; none where the text is something else.

    Examples
    --------
    >>> text = "OrderedDict([('weight', tensor([1])), ('bias', tensor([2]))])"
    >>> [(one.name, text[one.start : one.stop]) for one in named_entries(text)]
    [('weight', 'tensor([1])'), ('bias', 'tensor([2])')]
    """
    if not _BEGINS.match(text):
        return []
    keys = {found.end(): found[1] for found in _KEY.finditer(text) if _is_tensor(text, found)}
    if not keys or len(keys) > MOST_ENTRIES or _NOT_NAMES & set(keys.values()):
        return []
    return [Entry(name, start, end_of(text, start)) for start, name in keys.items()]


def _is_tensor(text: str, key: re.Match[str]) -> bool:
    """Tell whether a tensor stands behind a key; a number alone is one where the key names a bias."""
    is_number = text[key.end()] in "-.0123456789"
    return role_of(key[1]) == "bias" if is_number else kind_of(key[1]) != "setting"


def listed_entries(text: str, least: int = 2) -> list[Entry]:
    """Find the tensors of a list such as get_weights() gives; none where its parts are no printouts.

    Examples
    --------
    >>> [(one.start, one.stop) for one in listed_entries("[array([[1]]), array([2])]")]
    [(1, 13), (14, 25)]
    """
    start = len(text) - len(text.lstrip(" \t\r\n" + JOINER))
    if text[start : start + 1] not in ("[", "("):
        return []
    found: list[Entry] = []
    at = start + 1
    while at < len(text) and len(found) <= MOST_ENTRIES:
        stop = end_of(text, at)
        found.append(Entry("", at, stop))
        if text[stop : stop + 1] != ",":
            break
        at = stop + 1
    behind = found[-1].stop + 1 if found else len(text)
    if _WORKED_ON.match(text, behind) or _CALL.match(text, behind):
        return []  # [[[1]], [[2]]] and a printout behind it are two tensors
    found = [entry for entry in found if text[entry.start : entry.stop].strip()]
    printed = all(_CALL.match(text, entry.start) for entry in found)
    if len(found) == 1 and text[found[0].start :].lstrip().startswith("["):
        return []
    return found if printed and least <= len(found) <= MOST_ENTRIES else []


def printouts(text: str, name: str = "") -> list[Entry]:
    """Find printouts and nested lists that follow each other outside all brackets.

    Parameters
    ----------
    text : str
    name : str
        What stands before the text; the first of them is called so.

    Examples
    --------
    >>> [tuple(one) for one in printouts("tensor([1])\\ntensor([2])", "w")]
    [('w', 0, 12), ('', 12, 23)]
    """
    starts: list[int] = []
    depth = angles = 0
    for sign in _PRINTOUT.finditer(text):
        if not sign[0]:
            if depth == 0 and _CALL.match(text, sign.start()):
                starts.append(sign.start())
        elif sign[0] in _OPENS:
            depth += 1
            angles += sign[0] == "<"
        elif sign[0] != ">" or angles:
            depth = max(0, depth - 1)
            angles -= sign[0] == ">"
    if not 2 <= len(starts) <= MOST_ENTRIES:
        return []
    stops = [*starts[1:], len(text)]
    names = [name] + [""] * (len(starts) - 1)
    return [Entry(*one) for one in zip(names, starts, stops, strict=True)]


def end_of(text: str, start: int) -> int:
    """Find where a value ends: at the comma behind it, or where the bracket around it closes."""
    depth = 0
    for sign in _SIGN.finditer(text, start):
        if sign[0] in _OPENS:
            depth += 1
        elif sign[0] in _CLOSES:
            depth -= 1
            if depth < 0:
                return sign.start()
        elif sign[0] == "," and depth == 0:
            return sign.start()
    return len(text)
