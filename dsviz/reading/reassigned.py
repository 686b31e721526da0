"""Tensors that a later statement gives other numbers: the last one rules, w = [[1]] and then w = [[2]]."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dsviz.reading.derived import is_derived
from dsviz.reading.errors import ReadError
from dsviz.reading.file_calls import call_of_file
from dsviz.reading.groups import Group
from dsviz.reading.labels import role_of
from dsviz.reading.parts import Part, is_code, starts_of

_STATEMENT = re.compile(
    r"([ \t]{0,40})([A-Za-z_]\w{0,40}(?:[ ]?,[ ]?[A-Za-z_]\w{0,40}){0,3})[ ]?(?:=(?!=)|<-)[ ]?([^\n;]{0,400})"
)
# What leaves the numbers as they are.
_KEEPS = {
    *("array", "asarray", "ascontiguousarray", "tensor", "as_tensor", "from_numpy", "constant", "matrix"),
    *("mat", "convert_to_tensor", "Variable", "Parameter", "Tensor", "FloatTensor", "cast", "astype"),
    *("type", "float", "double", "single", "half", "to", "cuda", "cpu", "numpy", "detach", "clone", "copy"),
    *("requires_grad_", "reshape", "view", "unsqueeze", "squeeze", "expand_dims", "contiguous", "list"),
    *("tolist", "newaxis"),
}
_CALLED = re.compile(r"([A-Za-z_]\w{0,40})\(")
_NUMBER = re.compile(r"\s*+[-+]?[0-9.]{1,20}\s*+;?\s*+")
_DEFINES = re.compile(r"[ \t]*(?:async[ ])?(?:def|class|function|func|fn)\b|[^\n]*=>[ ]?\{")
MOST_BEFORE = 4000  # characters that are looked through for a function's head
# x = the input: what a letter stands for, and no statement.
_LEGEND = re.compile(r"[^\W\d_]{1,20}(?:[ ][^\W\d_]{1,20}){1,8}[ .,]{0,3}")


def is_replaced(group: Group, later: Sequence[Group], text: str) -> bool:
    """Tell whether a later statement gives a tensor other numbers: w = [[1]], and then w = [[2]]."""
    if not _is_statement(group, text):
        return False
    is_size = [_is_number(other, text) and not _is_number(group, text) for other in later]  # W = 3 beside W
    return any(
        other.name == group.name and _is_statement(other, text) and not of_size
        for other, of_size in zip(later, is_size, strict=True)
    )


def _is_number(group: Group, text: str) -> bool:
    return _NUMBER.fullmatch(text, group.parts[0].start, group.parts[0].stop) is not None


def _is_statement(group: Group, text: str) -> bool:
    part = group.parts[0]
    is_named = bool(group.name) and part.kind == "tensor" and not group.members
    if group.name[-1:].isdigit() and _is_number(group, text):
        return False  # y00 = 1 is a cell
    return is_named and re.search(r"=|<-", text[part.head : part.start]) is not None


def refuse_reassigned(text: str, parts: Sequence[Part]) -> None:
    """Refuse a tensor whose last statement is not read, rather than take the numbers before it.

    Parameters
    ----------
    text : str
        Without comments.
    parts : sequence of Part
        What was read in it.

    Raises
    ------
    ReadError
        Rules ``numbers-in-file`` and ``worked-out``.

    Examples
    --------
    >>> text = "w = [[1]]\\nw = np.load('w.npy')"
    >>> refuse_reassigned(text, [Part("w", "tensor", 0, 4, 9)])
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: the text must hold the numbers of w; got np.load('w.npy'), a file that \
cannot be opened from here. Paste what disp(w) or print(w) shows
    """
    heads = [part.start for part in parts]
    known: dict[str, str] = {}
    unread: dict[str, tuple[int, str]] = {}
    for start, stop in pairwise([*starts_of(text), len(text)]):
        found = _STATEMENT.match(text, start)
        if found is None:
            continue
        indent, names, value = found[1], re.split(r"[ ]?,[ ]?", found[2]), found[3].strip()
        if any(start <= head < stop for head in heads):
            known |= dict.fromkeys(names, indent)
            unread = {name: where for name, where in unread.items() if name not in names}
            continue
        for name in names:
            is_same = name in known and (known[name] == indent or not _is_local(text, start, known[name]))
            if is_same and not _is_kept(name, value):
                unread.setdefault(name, (found.start(2), value))
    for name, (offset, value) in unread.items():
        raise _refused(text, offset, name, value)


def _is_local(text: str, offset: int, outer: str) -> bool:
    """Tell whether a statement stands in a function, where its name is another; in a loop it is not."""
    depth = len(text[offset:]) - len(text[offset:].lstrip(" \t"))
    lines = text[max(0, offset - MOST_BEFORE) : offset].split("\n")
    for line in reversed(lines):
        indent = len(line) - len(line.lstrip(" \t"))
        if line.strip() and indent < depth:
            depth = indent
            if _DEFINES.match(line):
                return True
    return depth > len(outer)


def _is_kept(name: str, value: str) -> bool:
    """Tell whether a statement leaves a tensor's numbers as they are, or is none."""
    if role_of(name) == "output" or is_code(value) or not value or _LEGEND.fullmatch(value):
        return True
    if not re.search(rf"(?<![\w.]){name}(?!\w)", value) or is_derived(value, {name}):
        return False
    return {*_CALLED.findall(value)} <= _KEEPS


def _refused(text: str, offset: int, name: str, value: str) -> ReadError:
    call = call_of_file(f"{name} = {value}")
    if call:
        return ReadError("numbers-in-file", name=name, got=call[:60])
    return ReadError.at(text, offset, "worked-out", got=f"{name} = {value}"[:60])
