"""A column as pandas prints it: an index before each number, its type below. What stands around frames."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import blanked, lines_without

_ROWS = r"(?:^[ \t]*[0-9]{1,6}[ \t]+(?:[-+]?[0-9][-+0-9.eE]{0,40}|NaN)[ \t\r]*\n)++"
_TYPE = r"^[ \t]*(?:(?:Freq|Name|Length): [^,\n]{1,60}, ){0,3}dtype: [A-Za-z]{1,20}[0-9]{0,3}[ \t\r]*$"
# Rows without a type are passed over at once.
_SERIES = re.compile(rf"({_ROWS})({_TYPE})?", re.MULTILINE)
_INDEX = re.compile(r"^[ \t]*([0-9]+)", re.MULTILINE)
# [2 rows x 3 columns]   and under the names of a tibble its types: <dbl> <int>
_AROUND = re.compile(
    r"^[ \t]*(?:\[[0-9]{1,9} rows x [0-9]{1,9} columns\]"
    r"|<(?:dbl|int|num)>(?:[ \t]+<(?:dbl|int|num)>)*)[ \t\r]*$",
    re.MULTILINE,
)


def plain(text: str) -> str:
    """Write a printed Series as a list without its index, and leave out what is said below a frame.

    Examples
    --------
    >>> plain("0    1\\n1    2\\ndtype: int64").split()
    ['[', '1,', '2', ']']
    >>> plain("1 2\\n3 4\\ndtype: int64").split()[:4]
    ['1', '2', '3', '4']
    """
    text = lines_without(_AROUND, text)
    return _SERIES.sub(_as_list, text) if "dtype: " in text else text


def _as_list(found: re.Match[str]) -> str:
    """Put brackets and commas into the places of an index that counts from 0 or 1."""
    index = [int(number) for number in _INDEX.findall(found[1])]
    if not found[2] or index[0] not in (0, 1) or index != [*range(index[0], index[0] + len(index))]:
        return found[0]
    rows = _INDEX.sub(lambda at: blanked(at[0]), found[1])
    inner = re.sub(r"\n[ \t](?=[^\n])", ",\n", rows[1:])
    return f"[{inner}]{blanked(found[2][1:])}"
