"""Tensors in dictionaries within each other: Flax's params, Haiku's, objects of JSON with data and shape."""

from __future__ import annotations

import re

from dsviz.reading.entries import MOST_ENTRIES, Entry, end_of, named_entries
from dsviz.reading.errors import ReadError
from dsviz.reading.labels import kind_of, role_of

MOST_DEPTH = 16

_KEY = re.compile(
    r"(?:(?P<sign>['\"])(?P<quoted>[^'\"\n]{1,80})(?P=sign)|(?P<bare>[A-Za-z_]\w{0,60}))[ ]?:\s{0,40}"
)
_OPEN = re.compile(r"(?:(?:[\w.]{1,30}\.)?(?:FrozenDict|freeze|dict|OrderedDict)\(\s{0,40})?\{\s{0,40}")
# An object that is one tensor: {"shape": [2, 2], "data": [...]}
_OBJECT = re.compile(
    r"['\"]?(?:data|values?|shape|dims|type|dtype|cpuData|dataLocation|size|kept)['\"]?[ ]?:", re.IGNORECASE
)
_TENSOR = re.compile(r"[A-Za-z_][\w.]{0,40}\(|[\[<{]")  # and (2, 2, 1, 1) is a shape
_TRANSPOSED = re.compile(r"conv_?(?:[123]d_?)?transpose", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?[0-9.]")
_BLANK = re.compile(r"[\s,)\u2060]*+")
_OUTER = ("params", "variables")  # what Flax has around all layers


def entries_of(text: str) -> list[Entry]:
    """Find the tensors of a mapping, or of mappings within it, each with the names on its way.

    Parameters
    ----------
    text : str

    Raises
    ------
    ReadError
        Rule ``file-transposed``, where a kernel is one of a transposed layer.

    Examples
    --------
    >>> text = "{'params': {'Conv_0': {'kernel': Array([[1]]), 'bias': Array([2])}}}"
    >>> [(one.name, text[one.start : one.stop]) for one in entries_of(text)]
    [('Conv_0.kernel', 'Array([[1]])'), ('Conv_0.bias', 'Array([2])')]
    >>> text = '{"x": {"data": [1, 2], "shape": [1, 2]}}'
    >>> [(one.name, text[one.start : one.stop]) for one in entries_of(text)]
    [('x', '{"data": [1, 2], "shape": [1, 2]}')]
    """
    return _nested(text) or named_entries(text)


def is_mapping(text: str) -> bool:
    """Tell whether a text is dictionaries within each other and no more: it is no running text.

    Examples
    --------
    >>> is_mapping("params = {'Conv_0': {'kernel': Array([[1]])}}"), is_mapping("x = [[1]]")
    (True, False)
    """
    return any(_nested(each) for each in (text, text.partition("=")[2]))


def _nested(text: str) -> list[Entry]:
    start = _BLANK.match(text).end()  # type: ignore[union-attr]  # it matches an empty text too
    opened = _OPEN.match(text, start)
    if opened is None or _OBJECT.match(text, opened.end()):
        return []
    found: list[Entry] = []
    names: list[str] = []
    at, is_nested = opened.end(), "Frozen" in opened[0]
    while len(found) <= MOST_ENTRIES and len(names) <= MOST_DEPTH:
        at = _BLANK.match(text, at).end()  # type: ignore[union-attr]
        key = _KEY.match(text, at)
        if text[at : at + 1] == "}":
            at += 1
            if not names:
                return found if is_nested and not text[at:].strip(" \t\r\n\f;,)\u2060") else []
            names.pop()
        elif key is None:
            return []
        else:
            name, at = key["quoted"] or key["bare"], key.end()
            inner = _OPEN.match(text, at)
            is_object = inner is not None and _OBJECT.match(text, inner.end()) is not None
            is_nested = is_nested or inner is not None
            if inner is not None and not is_object:
                names.append(name)
                at = inner.end()
            else:
                stop = end_of(text, at)
                found += [_found(_path(names, name), at, stop)] if _is_tensor(text, at, name) else []
                at = stop
    return []


def _is_tensor(text: str, start: int, name: str) -> bool:
    """Tell whether a value is a tensor; a number alone is one where its key names a bias."""
    if _NUMBER.match(text, start):
        return role_of(name) == "bias"
    return kind_of(name) != "setting" and _TENSOR.match(text, start) is not None


def _found(path: str, start: int, stop: int) -> Entry:
    if _TRANSPOSED.search(path) and role_of(path) == "kernel":
        raise ReadError("file-transposed", layout=path)
    return Entry(path, start, stop)


def _path(names: list[str], name: str) -> str:
    return ".".join([*(each for at, each in enumerate(names) if at or each not in _OUTER), name])
