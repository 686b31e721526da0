"""Check my work: the digits that printouts of own tensors show, kept in the link beside their numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dsviz.reading.shown_digits import Shown
from dsviz.ui.inputs.boxes import Boxes
from dsviz.ui.inputs.names import DIGITS
from dsviz.ui.shell.address import query_param, write_query

_ONE = re.compile(r"(?P<box>[xwb])(?P<decimals>-?[0-9]{1,3})(?P<power>e?)(?:t(?P<bits>[0-9]{1,2}))?")


def digits_text(shown: Mapping[str, Shown | None]) -> str:
    """Write what the tensors show of their digits; those whose numbers tell it themselves are left out.

    Parameters
    ----------
    shown : mapping of {"x", "w", "b"} to Shown or None

    Examples
    --------
    >>> digits_text({"x": Shown(1), "w": Shown(4, in_powers=True, bits=8), "b": None})
    'x1,w4et8'
    """
    told = [(box, each) for box, each in shown.items() if each is not None]
    return ",".join(f"{box}{_written(each)}" for box, each in told)


def _written(shown: Shown) -> str:
    return f"{shown.decimals}{'e' if shown.in_powers else ''}{f't{shown.bits}' if shown.bits else ''}"


def digits_of_text(text: str) -> dict[str, Shown]:
    """Read what `digits_text` wrote; what it would not write is left out.

    >>> digits_of_text("x1,w4e,?")
    {'x': Shown(decimals=1, in_powers=False, bits=0), 'w': Shown(decimals=4, in_powers=True, bits=0)}
    """
    found = filter(None, map(_ONE.fullmatch, text.split(",")))
    return {
        one["box"]: Shown(int(one["decimals"]), bool(one["power"]), int(one["bits"] or 0)) for one in found
    }


def take_digits(boxes: Boxes) -> None:
    """Tell the tensors of a link how many digits the printouts showed that they are from."""
    for box, shown in digits_of_text(query_param(DIGITS, "")).items():
        boxes.tell(box, shown)


def link_digits(shown: Mapping[str, Shown | None]) -> None:
    """Write into the link what the tensors show."""
    text = digits_text(shown) or None
    if query_param(DIGITS) != text:
        write_query({DIGITS.name: text})
