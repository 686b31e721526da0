"""Biases that are written in Chinese characters: 偏置：三."""

from __future__ import annotations

import re

from dsviz.reading.errors import ReadError
from dsviz.reading.forms.spelled import typed_as

# A tensor of one number is written so; all others are rows of digits.
_NUMERAL = "[负零〇一二两三四五六七八九十百千万亿点半]"
_NUMERALS = re.compile(rf"{_NUMERAL}+")
_BIAS = re.compile(
    r"(?P<name>偏置|偏移|偏差)"
    r"(?P<is>[项值量]?[ ]?(?:\(?b\)?[ ]?)?(?:[:：=]|是|为|等于)[ ]?|(?=.[十百千]|[十百千]))"
    rf"(?P<number>{_NUMERAL}{{1,9}})(?![\w.:=])"
    rf"(?P<more>(?:[ ]?[,，、][ ]?{_NUMERAL}{{1,9}}(?![\w.:=])){{0,63}})"
)


def plain(text: str) -> str:
    """Write a bias of Chinese characters with digits: 偏置：三. Where these need more room, its name is b.

    Examples
    --------
    >>> plain("偏置：三，步幅为二"), plain("偏置为二十一"), plain("偏置：十")
    ('偏置：3，步幅为二', '偏置为21 ', 'b=10')

    Raises
    ------
    ReadError
        Rules ``number-spelled`` and ``number-digits``: one that has no room, or is no number.
    """
    return _BIAS.sub(_in_digits, text)


def _in_digits(found: re.Match[str]) -> str:
    text, start = found.string, found.start("number")
    written = re.sub("[,，、]", " ", text[start : found.end()])
    digits = _NUMERALS.sub(lambda each: _typed(text, start + each.start(), each[0]), written)
    if found["is"] and len(digits) <= len(written):
        return found["name"] + found["is"] + digits.ljust(len(written))
    is_word = text[: found.start()][-1:].isalnum()
    short = f"{' ' if is_word else ''}b={digits}"
    if len(short) > len(found[0]):
        raise ReadError.at(text, start, "number-spelled", got=written, meant=digits)
    return short.ljust(len(found[0]))


def _typed(text: str, offset: int, numeral: str) -> str:
    digits = typed_as(numeral)
    if digits is None:
        raise ReadError.at(text, offset, "number-digits", got=numeral)
    return digits
