"""Numbers that are written in Chinese characters, and how to type them: 三十七 is 37."""

from __future__ import annotations

import re

from dsviz.reading.errors import ReadError

#: Sign -> what it stands for.
DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
# At most 9999, with decimals one by one: 负三点五.
_SPELLED = re.compile(r"(负?)([零〇一二两三四五六七八九十百千]{1,8})(?:点([零〇一二三四五六七八九]{1,9}))?")

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


def typed_as(written: str) -> str | None:
    """Write a number of Chinese characters with digits; None for anything else.

    Examples
    --------
    >>> typed_as("三十七"), typed_as("一百零三"), typed_as("负三点五"), typed_as("负2"), typed_as("一两")
    ('37', '103', '-3.5', '-2', None)
    """
    if re.fullmatch(r"负[0-9]+(?:\.[0-9]+)?", written):
        return f"-{written[1:]}"
    found = _SPELLED.fullmatch(written)
    if found is None:
        return None
    sign, whole, decimals = found.groups()
    value = _whole(whole)
    behind = "".join(str(DIGITS[each]) for each in decimals or "")
    return None if value is None else f"{'-' if sign else ''}{value}{'.' if behind else ''}{behind}"


def _whole(written: str) -> int | None:
    """Work out a whole number, each unit smaller than the one before; digits alone as they stand."""
    if not any(each in _UNITS for each in written):
        if "两" in written and len(written) > 1:
            return None
        return int("".join(str(DIGITS[each]) for each in written))
    total, digit, last = 0, None, 10_000
    for each in written:
        unit = _UNITS.get(each)
        if unit is None:
            if digit:
                return None
            digit = DIGITS[each]
        elif unit >= last or (digit is None and each != "十"):
            return None
        else:
            total += (digit if digit is not None else 1) * unit
            digit, last = None, unit
    return total + (digit or 0)
