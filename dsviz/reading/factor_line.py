"""A factor on a line of its own above the rows of a table: 1/16 ×, 1.0e+03 *."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = r"[0-9]{0,15}\.?[0-9]{1,15}\.?(?:[eE][-+]?[0-9]{1,3})?"
_FACTOR = re.compile(
    rf"[ \t]*\(?(?P<sign>[-+\u2212]?)[ ]?(?:(?P<above>{_NUMBER})(?:[ ]?/[ ]?(?P<below>{_NUMBER}))?"
    r"|(?P<vulgar>[\u00bc-\u00be\u2150-\u215e]))\)?[ ]?[*\u00d7\u00b7\u22c5\u2217][ \t\r\u2060]*"
)


def factor_of(line: str) -> float | None:
    """Read a line that holds a factor and the sign behind it; None where it is anything else.

    Parameters
    ----------
    line : str

    Examples
    --------
    >>> factor_of("1/16 ×"), factor_of("  1.0e+03 *"), factor_of("-(¼)·"), factor_of("1/16")
    (0.0625, 1000.0, None, None)
    """
    found = _FACTOR.fullmatch(line)
    if found is None:
        return None
    if found["vulgar"]:
        size = unicodedata.numeric(found["vulgar"])
    else:
        below = float(found["below"] or 1)
        if below == 0:
            return None
        size = float(found["above"]) / below
    return -size if found["sign"] in ("-", "\u2212") else size
