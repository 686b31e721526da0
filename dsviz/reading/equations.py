"""A convolution written as an equation: X * K = Y, of names, of matrices or of rows one under another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsviz.reading.forms.masks import JOINER

_STARS = r"(?:[*\u2217\u22c6\u229b\u2297\u00d7]|\\(?:ast|star|circledast|otimes|times)(?![A-Za-z]))"
_SIGN = rf"[\s{JOINER}]{{0,20}}{_STARS}[\s{JOINER}]{{0,20}}"
_CONVOLVED = re.compile(_SIGN)
_EQUALS = re.compile(rf"[\s{JOINER}]{{0,20}}&?=[\s{JOINER}]{{0,20}}")
_PRODUCT = re.compile(rf"([A-Za-z]\w{{0,20}}){_SIGN}([A-Za-z]\w{{0,20}})\s{{0,9}}&?=\s{{0,9}}$")
_NO_NAMES = re.compile(rf"[\s${JOINER}]{{0,40}}(?:\\\[)?[\s{JOINER}]{{0,20}}")
_CELL = re.compile(r"[-+]?[0-9.][-+0-9.eE/]{0,40}")


def named(between: Sequence[str], values: Sequence[str]) -> list[str]:
    """Name tensors that are convolved, I * K = [...] * [...], as the equation does, else by order and size.

    Parameters
    ----------
    between : sequence of str
        The words before, and between, the tensors.
    values : sequence of str
        The tensors as they are written.

    Examples
    --------
    >>> named(["A * B = ", " * ", " = "], ["[1, 2, 3]", "[4, 5]", "[6, 7]"])
    ['A = ', 'B = ', 'output = ']
    >>> named(["", r" \\otimes "], ["[4]", "[1, 2]"]), named(["x: ", ", w: "], ["[1]", "[2]"])
    (['kernel = ', 'input = '], ['x: ', ', w: '])
    """
    if len(between) < 2 or not _CONVOLVED.fullmatch(between[1]):
        return list(between)
    names = _PRODUCT.search(between[0])
    if names is None and not (_NO_NAMES.fullmatch(between[0]) or _is_math(between[0], values[0])):
        return list(between)
    left, right = names.groups() if names else _by_size(values)
    rest = ["output = " if _EQUALS.fullmatch(each) else each for each in between[2:3]]
    return [f"{left} = ", f"{right} = ", *rest, *between[3:]]


def _is_math(words: str, value: str) -> bool:
    return value[0] == "\\" and words.rstrip().endswith("=")


def _by_size(values: Sequence[str]) -> tuple[str, str]:
    """Convolving has no order: the larger one is the input."""
    counts = [len(_CELL.findall(value)) for value in values[:2]]
    return ("kernel", "input") if counts[0] < counts[1] else ("input", "kernel")
