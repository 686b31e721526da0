"""Numbers that are written in Chinese characters, and how to type them: 三十七 is 37."""

from __future__ import annotations

import re

#: Sign -> what it stands for.
DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
# At most 9999, with decimals one by one: 负三点五.
_SPELLED = re.compile(r"(负?)([零〇一二两三四五六七八九十百千]{1,8})(?:点([零〇一二三四五六七八九]{1,9}))?")


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
