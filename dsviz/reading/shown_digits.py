"""How many digits the numbers of a printout show, where the text says more of it than the numbers do.

1.0000e+00 is 1 as a number, and has four decimals as it stands. Behind MATLAB's factor 1.0e+03 * the number
0.0025 shows 2.5 to one decimal.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LEAST_DECIMALS = 2  # of a number before its power of ten
PRINTED_DECIMALS = 4  # what MATLAB and PyTorch print
MOST_DECIMALS = 11  # a number with more was not cut
# Programs write numbers of these powers as plain ones, unless all of a printout are written in powers.
PLAIN_POWERS = range(-4, 16)

_IN_POWERS = re.compile(r"(?<![\w.])\d{1,40}+\.?(?P<decimals>\d{0,40}+)[eE](?P<power>[-+]?\d{1,3})(?![\w.])")
_FACTOR = re.compile(r"^[ \t]*1\.0+e(?P<power>[-+]\d{2,3})[ \t]*\*[ \t\r]*$", re.MULTILINE)
# The types of sixteen bits, as printouts name them, and how many binary digits their numbers keep.
BITS = {"bfloat16": 8, "float16": 11, "half": 11}
_TYPE = re.compile(rf"dtype\s*=\s*'?(?:[a-z_]+\.)?({'|'.join(BITS)})\b")
_DECIMALS = re.compile(r"\d\.(\d+)(?!\w)")


class Shown(NamedTuple):
    """What a text shows of its numbers.

    Attributes
    ----------
    decimals : int
        Of each number; of what stands before the power of ten, where there are powers.
    in_powers : bool
        Each number has a power of ten of its own.
    bits : int
        Binary digits that a number of sixteen bits keeps, 8 of bfloat16; 0 where the text names no such type.
    """

    decimals: int
    in_powers: bool = False
    bits: int = 0


def shown_in(text: str) -> Shown | None:
    """Find how many decimals the numbers of a printout show; None where they themselves tell.

    Examples
    --------
    >>> shown_in("tensor([1.2346e+04, 1.0000e+00])")
    Shown(decimals=4, in_powers=True, bits=0)
    >>> shown_in("1.0e+03 *\\n  1.2346  0.0025")
    Shown(decimals=1, in_powers=False, bits=0)
    >>> shown_in("[1.5e3, 1e-3]"), shown_in("[0.5, 1.25e-05]"), shown_in("1.2346 0.0025")
    (None, None, None)
    >>> shown_in("tensor([1.1250, 2.5000], dtype=torch.bfloat16)")
    Shown(decimals=4, in_powers=False, bits=8)
    """
    named, shown = _TYPE.search(text), _decimals_in(text)
    if not named:
        return shown
    if shown is None:
        shown = Shown(max((len(each) for each in _DECIMALS.findall(text)), default=0))
    return shown._replace(bits=BITS[named[1]])


def _decimals_in(text: str) -> Shown | None:
    factor = _FACTOR.search(text)
    if factor is not None:
        decimals = max((len(each) for each in _DECIMALS.findall(text[factor.end() :])), default=0)
        return Shown(decimals - int(factor["power"])) if decimals >= PRINTED_DECIMALS else None
    found = list(_IN_POWERS.finditer(text))
    counts = {len(each["decimals"]) for each in found}
    if len(counts) != 1 or not LEAST_DECIMALS <= min(counts) <= MOST_DECIMALS:
        return None
    decimals = counts.pop()
    is_printed = all(len(each["power"]) > 2 for each in found) and any(
        int(each["power"]) in PLAIN_POWERS for each in found
    )
    return Shown(decimals, in_powers=True) if is_printed or decimals >= PRINTED_DECIMALS else None
