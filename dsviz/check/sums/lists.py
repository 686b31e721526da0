"""Two lists that are multiplied, [2, 3]·[4, 5], as their products."""

from __future__ import annotations

import re

from dsviz.check.errors import CheckError

__all__ = ["with_products"]

_NUMBER = r"[-−]?[0-9]{1,12}(?:\.[0-9]{1,12})?"
_SQUARE = rf"\[\s*{_NUMBER}(?:(?:\s*[,，;；、]\s*|\s+){_NUMBER})+\s*\]"
# (0,5)·(0,75) are decimals: in round brackets it takes three numbers, or a blank behind the comma.
_COMMA = r"\s*[,，、]\s*"
_TWO = rf"\s*(?:,\s|[，、])\s*{_NUMBER}"
_ROUND = rf"[(（]\s*{_NUMBER}(?:{_COMMA}{_NUMBER}(?:{_COMMA}{_NUMBER})+|{_TWO})\s*[)）]"
_MATRIX = rf"\[\s*{_SQUARE}(?:\s*[,，;；]?\s*{_SQUARE})+\s*\]"
_ANY = f"{_SQUARE}|{_MATRIX}|{_ROUND}"
_DOT = re.compile(rf"(?P<a>{_ANY})[ \t]*(?:[*×·⋅∙•xX]|\\cdot|\\times)[ \t]*(?P<b>{_ANY})")
_DECIMALS = re.compile(r"[0-9],[0-9]+\s+[-−]?[0-9]")  # [0,5 0,25]
_EACH = re.compile(_NUMBER)


def with_products(text: str) -> str:
    """Write the products of two lists for the lists; there is room for them.

    Raises
    ------
    CheckError
        Where one list is longer than the other.

    Examples
    --------
    >>> with_products("[2,3]·[3,-2] + 1 = 1"), with_products("(0,5)*(0,75)")
    ('2*3+3*-2     + 1 = 1', '(0,5)*(0,75)')
    """

    def written(found: re.Match[str]) -> str:
        if _DECIMALS.search(found[0]):
            return found[0]
        first, second = (_EACH.findall(found[name]) for name in "ab")
        if len(first) != len(second):
            counts = {"first": len(first), "second": len(second)}
            raise CheckError.at(text, found.start(), "sum-lists", **counts, got=found[0][:60])
        return "+".join(f"{a}*{b}" for a, b in zip(first, second, strict=True)).ljust(len(found[0]))

    return _DOT.sub(written, text)
