"""Numbers as lists: two that are multiplied, [2, 3]·[4, 5], and one that is added up, 2 3 4 = 9."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsviz.check.errors import CheckError

__all__ = ["as_lists", "with_products"]

_NUMBER = r"[-−]?[0-9]{1,12}(?:\.[0-9]{1,12})?"
_SQUARE = rf"\[\s*{_NUMBER}(?:(?:\s*[,，;；、]\s*|\s+){_NUMBER})+\s*\]"
# (0,5)·(0,75) are decimals: in round brackets it takes three numbers, or a blank behind the comma.
_COMMA = r"\s*[,，、]\s*"
_TWO = rf"\s*(?:,\s|[，、])\s*{_NUMBER}"
_ROUND = rf"[(（]\s*{_NUMBER}(?:{_COMMA}{_NUMBER}(?:{_COMMA}{_NUMBER})+|{_TWO})\s*[)）]"
_MATRIX = rf"\[\s*{_SQUARE}(?:\s*[,，;；]?\s*{_SQUARE})+\s*\]"
_ANGLE = rf"[<⟨〈]\s*{_NUMBER}(?:(?:\s*[,，、]\s*|\s+){_NUMBER})+\s*[>⟩〉]"
# Where pairs are no decimals.
_PAIR = rf"[(（]\s*{_NUMBER}(?:(?:\s*[,，;；、]\s*|\s+){_NUMBER})+\s*[)）]"
_TURNED = r"(?:\s*(?:\^\{?[Tt⊤]\}?|ᵀ|['′]|\.T\b))?"
_BY = r"[ \t]*(?:[*×·⋅∙•xX@]|\\cdot|\\times|\\bullet){}[ \t]*"
_FUNCTION = r"(?:\b(?:np|numpy|torch)\.)?\b(?:dot|vdot|inner|matmul)\s*\("


def _dot(lists: str, by: str) -> re.Pattern[str]:
    """Two lists with a sign between them, or as the arguments of a function."""
    a, b = (f"(?P<{name}>{lists}){_TURNED}" for name in "ab")
    c, d = (f"(?P<{name}>{lists})" for name in "cd")
    return re.compile(rf"{a}{by}{b}|{_FUNCTION}\s*{c}\s*[,，]\s*{d}\s*\)")


_DOT = _dot(f"{_SQUARE}|{_MATRIX}|{_ROUND}|{_ANGLE}", _BY.format(""))
_DOT_OF_PAIRS = _dot(f"{_SQUARE}|{_MATRIX}|{_PAIR}|{_ANGLE}", _BY.format("?\\.?"))
_DECIMALS = re.compile(r"[0-9],[0-9]+\s+[-−]?[0-9]")  # [0,5 0,25]
_EACH = re.compile(_NUMBER)
_BLANKS = re.compile(rf"\s*+(?P<list>{_NUMBER}(?:\s++{_NUMBER})++)(?P<total>\s*+(?:[=＝]\s*+{_NUMBER}\s*+)?)")
_ALONE = re.compile(rf"\s*+[\[(（]?\s*+{_NUMBER}(?:[ \t]*+[,，、;；\n]\s*+{_NUMBER}){{2,}}+\s*+[\])）]?\s*+")


def with_products(text: str, has_pairs: bool = False) -> str:
    """Write the products of two lists for the lists; there is room for them.

    Parameters
    ----------
    text : str
    has_pairs : bool
        Whether (2,3) is two numbers, and no decimal.

    Raises
    ------
    CheckError
        Where one list is longer than the other.

    Examples
    --------
    >>> with_products("[2,3]·[3,-2] + 1 = 1"), with_products("(0,5)*(0,75)")
    ('2*3+3*-2     + 1 = 1', '(0,5)*(0,75)')
    >>> with_products("(2,3)·(3,-2) = 0", has_pairs=True)
    '2*3+3*-2     = 0'
    """

    def written(found: re.Match[str]) -> str:
        if not has_pairs and _DECIMALS.search(found[0]):
            return found[0]
        names = "ab" if found["a"] else "cd"
        first, second = (_EACH.findall(found[name]) for name in names)
        if len(first) != len(second):
            counts = {"first": len(first), "second": len(second)}
            raise CheckError.at(text, found.start(), "sum-lists", **counts, got=found[0][:60])
        return "+".join(f"{a}*{b}" for a, b in zip(first, second, strict=True)).ljust(len(found[0]))

    return (_DOT_OF_PAIRS if has_pairs else _DOT).sub(written, text)


def as_lists(text: str) -> Iterator[str]:
    """Write a text of numbers alone, or of numbers and their total, as a list; and the last one as its total.

    Examples
    --------
    >>> list(as_lists("6 -6 4 = 4")), list(as_lists("6, -2, 4"))
    (['6,-6,4 = 4'], ['6, -2= 4'])
    """
    found = _BLANKS.fullmatch(text)
    if found:
        start, end = found.span("list")
        text = text[:start] + re.sub(r"\s(?=\S)", ",", found["list"]) + text[end:]
        yield text
    if _ALONE.fullmatch(text):
        *_, before, last = _EACH.finditer(text)
        terms = re.sub(r"\n", ",", text[: before.end()])
        yield terms + "=".ljust(last.start() - before.end()) + text[last.start() :]
