"""Matrices as Typst writes them: mat(1, 2; 3, 4)."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import blanked

_MATRIX = re.compile(
    r"(?<![\w.])mat\((?P<option>[ ]?(?:delim|gap|augment|align)[ ]?:[ ]?"
    r"(?:\"[^\"\n]{0,3}\"|[\w#.]{1,20})[ ]?,)?(?P<inside>[^();]{1,2000}(?:;[^();]{1,2000}){1,500})\)"
)


def plain(text: str) -> str:
    """Write a matrix of Typst in square brackets, and take the signs of its mathematics out.

    Examples
    --------
    >>> plain("$ x = mat(1, 2; 3, 4) $").strip()
    'x =    [1, 2; 3, 4]'
    >>> plain('mat(delim: "[", 1, 2; 3, 4)').split()
    ['[', '1,', '2;', '3,', '4]']
    """
    if "mat(" not in text:
        return text
    shorter = _MATRIX.sub(_bracketed, text)
    return shorter if shorter == text else shorter.replace("$", " ")


def _bracketed(found: re.Match[str]) -> str:
    return "   " + blanked(found["option"] or "") + f"[{found['inside']}]"
