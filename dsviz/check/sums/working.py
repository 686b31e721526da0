"""A person's working for one output number, read in the way that leaves the least to correct."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from dsviz.check.errors import CheckError
from dsviz.check.sums.check import CheckedSum, check_sum
from dsviz.check.sums.findings import SumFinding
from dsviz.check.sums.passage import Part, check_passage, is_passage
from dsviz.check.sums.signs import half_width, without_bullets
from dsviz.check.sums.written import COMMA, sums_in, with_total_above
from dsviz.conv.errors import Place
from dsviz.conv.step import Step

Checked = CheckedSum | tuple[Part, ...]

_BLANK = re.compile(r"\n[ \t\r]*\n\s*")
_TOTAL = r"\s*(?:[=＝≈][^=＝≈]*)?"
_SCALE = r"(?:/|÷)\s*[0-9.]+"
_DIVIDED = re.compile(
    rf"(?:[^()=\[]*=)?[^()=\[0-9]*[(\[](?P<sum>.*)[)\]]\s*(?P<scale>{_SCALE}){_TOTAL}", re.DOTALL
)
_SHARED = re.compile(
    rf"(?P<scale>\s*(?:1\s*{_SCALE}|0?\.[0-9]+)\s*[*×·]?)\s*[(\[](?P<sum>[^=]*)[)\]]{_TOTAL}", re.DOTALL
)
_PRODUCT = re.compile(r"[0-9)][ ]*[*×·⋅xX][ ]*[-−(0-9]")


def check_working(text: str, step: Step) -> Checked:
    """Compare a working with a step: as one sum, or as the sums of a passage.

    Parameters
    ----------
    text : str
        At most 10,000 characters.
    step : Step

    Returns
    -------
    CheckedSum or tuple of Part
        Of a text that is a passage its parts, unless as one sum it has less to correct.

    Raises
    ------
    CheckError
        Where neither can be read.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> step = trace([[[1, 3]]], [[[[2, 4]]]], backend="numpy")[0]
    >>> check_working("1*2 = 2\\n3*4 = 12\\n= 14", step).is_right
    True
    >>> [(part.kind, part.is_right) for part in check_working("products: 1*2, 3*4\\nsum: 15", step)]
    [('channel', True), ('total', False)]
    """
    text = half_width(text)
    whole = _least(text, step)
    if not mistakes_of(whole):
        return whole
    return _first_sum_alone(text, step) or _scaled(text, step) or whole


def _least(text: str, step: Step) -> Checked:
    """Read a text in every way it can be meant; raises the error of the first way where none can be read."""
    listed = without_bullets(text)
    ways: list[tuple[Callable[[str, Step], Checked], str]] = []
    with_points = COMMA.sub(".", text) if "." not in text else text
    for meant in dict.fromkeys((text, listed, with_points, with_total_above(text))):
        ways += [(check_passage, meant)] if is_passage(meant) else []
        ways += [(check_sum, meant)]
    found: list[Checked] = []
    errors: list[CheckError] = []
    for check, meant in ways:
        try:
            found.append(check(meant, step))
        except CheckError as error:
            errors.append(error)
            continue
        if not mistakes_of(found[-1]):
            break
    if not found:
        raise errors[0]
    return min(found, key=mistakes_of)


def mistakes_of(found: Checked) -> int:
    """How many things there are to correct."""
    if isinstance(found, CheckedSum):
        return found.mistakes
    return sum(part.checked.mistakes if part.checked else not part.is_right for part in found)


def _scaled(text: str, step: Step) -> CheckedSum | None:
    """A right sum in brackets that is divided, or multiplied by a fraction; None for another text."""
    found = _DIVIDED.fullmatch(text) or _SHARED.fullmatch(text)
    if not found:
        return None
    start, end = found.span("sum")
    try:
        inner = check_sum(" " * start + text[start:end] + " " * (len(text) - end), step)
    except CheckError:
        return None
    if inner.mistakes or len(inner.terms) < 2:
        return None
    values = {"text": found["scale"].strip(), "written": inner.written}
    line, column = Place.of(text, found.start("scale"))
    note = SumFinding("sum-scaled", line, column, values)
    return replace(inner, findings=(note, *inner.findings))


def _first_sum_alone(text: str, step: Step) -> CheckedSum | None:
    """The first sum of a text, where it is right and another one follows: one output number is checked."""
    first, blank, rest = _first_sum(text)
    is_paragraph = blank.count("\n") > 1
    if not (len(_PRODUCT.findall(rest)) > 1 if is_paragraph else len(sums_in(text)) > 1):
        return None
    try:
        found = check_sum(first, step)
    except CheckError:
        return None
    is_whole = len(found.terms) >= len(found.scope.expected) if is_paragraph else found.scope.name == "window"
    if not found.is_right or not is_whole or not found.terms:
        return None
    line = (first + blank).count("\n") + 1
    note = SumFinding("other-sum", line, 1, {"other_line": line})
    return replace(found, findings=(*found.findings, note))


def _first_sum(text: str) -> tuple[str, str, str]:
    """Part the first paragraph of a text from the rest, or its first line where there is but one."""
    found = _BLANK.search(text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else text.partition("\n")
