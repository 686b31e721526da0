"""A text that holds one tensor only: whose it is, in a box that may be another's."""

from __future__ import annotations

import re

import numpy as np

from dsviz.reading.axes import Role
from dsviz.reading.errors import ReadError
from dsviz.reading.labels import bare, role_of
from dsviz.reading.several import Named, read_tensors
from dsviz.reading.text import read_text
from dsviz.reading.typed import PLAIN, Manner, Typed

# conv1.weight, Kernel, W, b, y, 卷积核1
_SURE = re.compile(
    r"(?:[\w.\[\]/]{0,60}[._/])?(?:[wkxyb]|weights?|kernels?|filters?|bias(?:es)?|inputs?|outputs?|answer|result)"
    r"[0-9]{0,2}(?:[.:](?:data|0))?|.{0,6}(?:卷积核|滤波器|权重|偏置|输出|结果|答案|输入).{0,4}",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"[?\uff1f]|\b(?:None|null|_{1,3})\b|[\u25a1\u25a2\u25fb\u2610]|\u5f85[\u6c42\u586b]|,\s*(?:\]|\n|\Z)"
)  # a cell of an answer that is still open


def lone_of(text: str) -> Named | None:
    """Find the tensor of a text that holds one only and names it beyond doubt; None for any other text.

    A name such as f is a kernel's beside an input, and may be a picture's alone.

    Examples
    --------
    >>> lone_of("Kernel:\\n1 2\\n3 4").role, lone_of("1 2\\n3 4")
    ('kernel', None)
    """
    found = all_of(text)
    if len(found) != 1 or role_of(found[0].name) != found[0].role or not _SURE.fullmatch(bare(found[0].name)):
        return None
    is_vector = max(found[0].typed.shape, default=1) == len(found[0].typed.numbers)
    return found[0] if found[0].role != "bias" or is_vector else None


def read_own(text: str) -> Typed:
    """Read the one tensor of a box; where one of several cannot be read, that one is refused.

    Raises
    ------
    ReadError
        That of `read_text`.

    Examples
    --------
    >>> read_own("x = [1 2; 3]\\nw = [1 2; 3 4]")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: line 1, column 5: every row must be as long as the first; got 1 for 2
    """
    try:
        return read_text(text, PLAIN)
    except ReadError as error:
        if error.rule == "one-tensor":
            read_tensors(text)
        raise


def alone_in(text: str, role: Role) -> Named | None:
    """Find the tensor of a text that holds one only, unless its name says that it is another's.

    Examples
    --------
    >>> alone_in("np.array([[1, 2]])", "kernel").array.tolist(), alone_in("x = [[1, 2]]", "kernel")
    ([[1.0, 2.0]], None)
    """
    found = all_of(text)
    return found[0] if len(found) == 1 and role_of(found[0].name) in (None, role) else None


def all_of(text: str) -> tuple[Named, ...]:
    """Read the tensors of a text, an answer with open cells among them; none where they cannot be read."""
    if not text.strip():
        return ()
    try:
        return read_tensors(text)
    except ReadError:
        if not _OPEN.search(text):
            return ()
    try:
        found = read_tensors(text, Manner(open_cells=True))
    except ReadError:
        return ()
    # Only an answer may have open cells.
    known = all(named.role == "output" or not np.isnan(named.array).any() for named in found)
    return found if known else ()
