"""Formulas broken over lines that fit a page, by the signs that are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsviz.wording.lines import in_lines

LINE = 60  # signs; a page of A4 with margins of 2 cm holds some 90 digits of 10 points
BREAK = " \\\\\n&\\quad "
_COMMAND, _INDEX = re.compile(r"\\[a-z]+"), re.compile(r"_\{[^}]*\}")


def broken(name: str, parts: Sequence[str], end: str) -> str:
    """Write ``name = part + part end`` over lines that fit the page, however many digits its numbers have."""
    lines = in_lines(parts, LINE, width)
    fits = width(f"{lines[-1]} {end}".partition("&")[0]) <= LINE
    return f"{name} &= {BREAK.join(lines)}{' ' if fits else BREAK}{end}"


def width(formula: str) -> int:
    """Count the signs that are printed.

    >>> width("2 \\\\times (-1)"), width("s_{0} + s_{1}")
    (8, 7)
    """
    return len(_COMMAND.sub("·", _INDEX.sub("i", formula)))
