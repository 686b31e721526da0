"""Rows inside one pair of brackets: MATLAB's and Julia's [1 2; 3 4], also with a row a line."""

from __future__ import annotations

import re

# NumPy breaks a long row of one axis at 75 characters; MATLAB's rows are as long as they are.
_WRAPPED = 60
_ONE_PAIR = re.compile(r"[^\[\](){}]*\[([^\[\](){}]*)\]'?[^\[\](){}]*")
_STRING = re.compile(r"(?<=\()(['\"])([-+0-9.eE,; \t]{1,5000})\1(?=[,)])")

_FACTOR = re.compile(
    r"(\s*\(?[-+]?(?:[0-9.]{1,20}(?:[ ]?/[ ]?[0-9.]{1,20})?|[\u00bc-\u00be\u2150-\u215e])\)?)[ ](?=[ ]?\[)"
)


def with_times(text: str) -> str:
    """Write the sign that is left out between a factor and its matrix.

    Examples
    --------
    >>> with_times("1/16 [[1, 2], [2, 4]]")
    '1/16*[[1, 2], [2, 4]]'
    """
    return _FACTOR.sub(r"\1*", text, count=1) if _FACTOR.match(text) else text


def rows_by_line(text: str) -> bool:
    """Tell whether the lines inside a pair of brackets are rows, and not one row broken where it was long.

    Examples
    --------
    >>> rows_by_line("[1 2\\n 3 4]"), rows_by_line("[[1 2]\\n [3 4]]"), rows_by_line("[1, 2,\\n 3, 4]")
    (True, False, False)
    """
    if text.count("[") != 1 or "\n" not in text:
        return False
    found = _ONE_PAIR.fullmatch(text)
    if found is None:
        return False
    lines = [line.rstrip(" \t\r;") for line in found[1].split("\n")]
    lines = [line for line in lines if line.strip(" \t\u2060")]
    if len(lines) < 2 or any(line.endswith(",") for line in lines) or len(lines[0]) > _WRAPPED:
        return False
    counts = {len(re.split(r"[ \t,]+", line.strip(" \t,"))) for line in lines}
    return len(counts) == 1


def strings_as_rows(text: str) -> str:
    """Write the rows that np.matrix takes as a string in brackets.

    Examples
    --------
    >>> strings_as_rows("np.matrix('1 2; 3 4')")
    'np.matrix([1 2; 3 4])'
    """
    if "'" not in text and '"' not in text:
        return text
    return _STRING.sub(lambda found: f"[{found[2]}]", text)
