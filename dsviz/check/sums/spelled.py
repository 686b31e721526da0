"""A sum whose numbers are words: two times three plus one, 二乘三加一."""

from __future__ import annotations

import re

from dsviz.reading.forms.spelled import DIGITS

__all__ = ["with_digits"]

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_SMALL = [*_ONES, "ten", "eleven", "twelve", *_TEENS]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH = {word: at for at, word in enumerate(_SMALL)} | {word: 10 * at for at, word in enumerate(_TENS, 2)}
_DIGIT = f"[{''.join(DIGITS)}]"
_NUMBER = (
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[- ](?P<ones>{'|'.join(_ONES[1:])}))?"
    rf"|(?P<small>{'|'.join(sorted(_SMALL, key=len, reverse=True))}))\b"
    rf"|(?P<ten>{_DIGIT}十{_DIGIT}?|十{_DIGIT})|(?P<digit>{_DIGIT})"
)
_SIGN = r"(?P<minus>\bnegative\b|负)|(?P<equals>\bis\b|是)"
_PIECE = re.compile(f"{_NUMBER}|{_SIGN}", re.IGNORECASE)
_REST = re.compile(
    r"(?:\b(?:plus|minus|times|multiplied by|equals?(?: to)?|gives|makes)\b|加上?|减去?|乘以?|等于|得到?"
    r"|[-−–+*×·=＝()\s,，。.;；、0-9])*",
    re.IGNORECASE,
)


def with_digits(text: str) -> str:
    """Write digits for the numbers that are words, each in its place, in a text of nothing but a sum.

    Examples
    --------
    >>> with_digits("two times minus three plus twenty-one is fifteen")
    '2   times minus 3     plus 21         =  15     '
    >>> with_digits("三乘负二加十五等于九"), with_digits("channel one: 2*3")
    ('3乘-2加15等于9', 'channel one: 2*3')
    """
    is_sum = all(_REST.fullmatch(part) for part in _PIECE.sub("\n", text).split("\n"))
    return _PIECE.sub(_written, text) if is_sum else text


def _written(found: re.Match[str]) -> str:
    if found["minus"] or found["equals"]:
        digits = "-" if found["minus"] else "="
    elif found["ten"]:
        before, after = found["ten"].split("十")
        digits = str(10 * DIGITS.get(before, 1) + DIGITS.get(after, 0))
    elif found["digit"]:
        digits = str(DIGITS[found["digit"]])
    else:
        words = (found["tens"], found["ones"], found["small"])
        digits = str(sum(_ENGLISH[word.lower()] for word in words if word))
    return digits.ljust(len(found[0]))
