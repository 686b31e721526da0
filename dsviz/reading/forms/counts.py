"""Whole numbers that the code of a tensor works out: np.arange(1, 4*4+1), x.reshape(2*3, 4)."""

from __future__ import annotations

import re
from math import prod

from dsviz.reading.forms.masks import padded

# A call that makes or shapes a tensor, with at most one pair of brackets inside.
_CALL = re.compile(
    r"\b(?:arange|range|linspace|reshape|view|ones|zeros|eye|full)"
    r"\((?:[^()\n]{0,80}(?:\([^()\n]{0,80}\)[^()\n]{0,80})?)\)"
)
_WORKED = re.compile(r"(?<=[(,=])[ ]?([0-9]{1,6}(?:[ ]?[-+*](?![*])[ ]?[0-9]{1,6}){1,4})[ ]?(?=[,)])")
_TERM = re.compile(r"([-+]?)[ ]?([0-9]+(?:[ ]?[*][ ]?[0-9]+)*)")


def plain(text: str) -> str:
    """Write the number for a sum or product of whole numbers; the text keeps its length.

    Examples
    --------
    >>> plain("np.arange(1, 4*4+1)"), plain("[1, 4*4+1]")
    ('np.arange(1,17    )', '[1, 4*4+1]')
    """
    if "(" not in text:
        return text
    return _CALL.sub(lambda call: _WORKED.sub(_worth, call[0]), text)


def _worth(found: re.Match[str]) -> str:
    """Work one out; its digits never need more room than the signs and digits it is made of."""
    terms = [
        prod(map(int, factors.split("*"))) * (-1 if sign == "-" else 1)
        for sign, factors in _TERM.findall(found[1])
    ]
    return padded(str(sum(terms)), len(found[0]))
