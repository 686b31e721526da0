"""What divides the cells of a table and its rows, and whether its commas are decimal ones."""

from __future__ import annotations

import re
from typing import NamedTuple

from dsviz.reading.errors import ReadError

BLANK = " \t\r,;\ufeff\u200b\u2060\u00a0"

_TIGHT = r"[-+\u2212\u2010\u2011\u2013]?[0-9]+,[0-9]+"
DECIMAL = _TIGHT
# 1 037 and 1 037,5, where no blank parts two cells
THOUSANDS = r"[1-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3})+"
_ONE_NUMBER = re.compile(
    rf"\s*\"?(?:{_TIGHT}|[-+\u2212]?{THOUSANDS},[0-9]{{1,15}}|[^\s,;\"]+(?: / [^\s,;]+)?)?\"?\s*"
)
_COLUMN = re.compile(rf"[ \t]*({_TIGHT})[ \t\r]*")
_COMMA = re.compile(r"(?<![0-9,.])[-+\u2212]?([0-9]+),([0-9]+)(?![0-9,.])")
_GAP = re.compile(r"(?<=\S)[ ]+(?=\S)")
_WIDE, _WIDEST = 3, 99  # blanks between two matrices side by side
_LINES, _ROWS = r"[\n\f]", r"[\n\f;]"


class Layout(NamedTuple):
    """How a table is written.

    Attributes
    ----------
    divider : str
        What stands between two cells; "" for blanks.
    row_ends : str
        A regular expression for what stands between two rows.
    decimal_commas : bool
        A comma inside a cell stands before decimals.
    """

    divider: str
    row_ends: str = _LINES
    decimal_commas: bool = False

    def ends_with_line(self, text: str, start: int, stop: int) -> bool:
        """Tell whether an empty piece is an empty line and not what follows a last semicolon."""
        return self.row_ends == _LINES or (text[start - 1 : start] != ";" and text[stop : stop + 1] != ";")


def layout_of(text: str) -> Layout:
    """Find how a table is written.

    Raises
    ------
    ReadError
        Rule ``comma-doubt``, where a comma may part two cells or stand before decimals.

    Examples
    --------
    >>> layout_of("1,5;2,5").decimal_commas, layout_of("1,2;\\n3,4;").divider
    (True, ',')
    """
    if "\t" in text:
        return Layout("\t", decimal_commas=_are_decimal(text))
    if ";" not in text:
        if "," not in text:
            return Layout("")
        return Layout("", decimal_commas=True) if _is_column(text) else Layout(",")
    pieces = [piece for line in text.split("\n") for piece in line.rstrip(BLANK).split(";")]
    ends_only = all(";" not in line.rstrip(BLANK) for line in text.split("\n"))
    if not ends_only and all(_ONE_NUMBER.fullmatch(piece) for piece in pieces):
        return Layout(";", decimal_commas=True)
    return Layout("," if "," in text else "", _ROWS)


def one_decimal(text: str) -> bool:
    """Tell whether a text is one number with a decimal comma, if it is one number; 1,234 may be a thousand.

    Examples
    --------
    >>> one_decimal("63,75"), one_decimal("1,2,3"), one_decimal("1 2")
    (True, False, False)
    """
    return _COLUMN.fullmatch(text.strip(BLANK)) is not None and _are_decimal(text)


def _are_decimal(text: str) -> bool:
    """Tell whether commas in a table of tabs stand before decimals: 1,234 may also be a thousand."""
    commas = list(_COMMA.finditer(text))
    doubtful = [one for one in commas if len(one[2]) == 3 and one[1].lstrip("0")]
    if commas and len(doubtful) == len(commas):
        one = doubtful[0]
        whole, decimal = f"{one[1]}{one[2]}", f"{one[1]}.{one[2]}"
        raise ReadError.at(text, one.start(), "comma-thousand", got=one[0], one=decimal, other=whole)
    return True


def _is_column(text: str) -> bool:
    """Tell whether each line is one number with a decimal comma, as in a column of 0,25.

    Two whole numbers beside each other are written the same way, so that something must speak for decimals:
    nothing but 0 before the comma, or a 0 first behind it.
    """
    numbers = [_COLUMN.fullmatch(line) for line in text.split("\n") if line.strip(BLANK)]
    found = [one[1].lstrip("-+\u2212\u2010\u2011\u2013").split(",") for one in numbers if one]
    if not found or len(found) != len(numbers):
        return False
    if any(len(after) > 1 and after[0] == "0" for _, after in found):
        return True
    before_zero = all(before == "0" for before, _ in found)
    if before_zero and any(len(after) > 1 for _, after in found):
        return True
    if len(found) == 1 or (before_zero and any(after != "0" for _, after in found)):
        one = next(one for one in numbers if one)
        before, _, after = one[1].partition(",")
        offset = text.index(one[1])
        raise ReadError.at(
            text, offset, "comma-doubt", got=one[1], one=f"{before}.{after}", other=f"{before}, {after}"
        )
    return False


def side_by_side(text: str) -> int:
    """Count the matrices side by side: a gap that in every row is far wider than all others, in equal steps.

    Examples
    --------
    >>> side_by_side("1 2 3\\n4 5 6"), side_by_side("1 2     5 6\\n3 4     7 8")
    (1, 2)
    """
    rows = [[len(gap) for gap in _GAP.findall(line.strip(BLANK))] for line in text.split("\n")]
    rows = [gaps for gaps in rows if gaps]
    if len(rows) < 2 or len({len(gaps) for gaps in rows}) > 1:
        return 1
    columns = list(zip(*rows, strict=True))
    wide = [at for at, widths in enumerate(columns) if min(widths) >= _WIDE]
    usual = max((max(widths) for at, widths in enumerate(columns) if at not in wide), default=_WIDEST)
    step = wide[0] + 1 if wide else 1
    even = [at + 1 for at in wide] == list(range(step, len(columns) + 1, step))
    far = min((min(columns[at]) for at in wide), default=0) > 2 * usual
    return len(wide) + 1 if step > 1 and even and (len(columns) + 1) % step == 0 and far else 1
