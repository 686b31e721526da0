"""What is to be said of a typed sum: how it was read, how it is written, and what is wrong in it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dsviz.check.slips import named
from dsviz.check.sums.lines import OneSum, WrongResult
from dsviz.check.sums.lost import Lost
from dsviz.check.sums.match import Match
from dsviz.check.sums.read import Sum, Term
from dsviz.check.sums.scope import Expected, Scope
from dsviz.check.sums.terms import is_close
from dsviz.check.sums.unstated import bias_unstated
from dsviz.conv.errors import Place

__all__ = ["NOTES", "SumFinding", "finding_at", "findings_of"]

NOTES = (
    "asterisks-lost",
    "asterisk-ambiguous",
    "result-only",
    "other-sum",
    "zeros-left-out",
    "goes-on",
    "bias-unstated",
)


@dataclass(frozen=True)
class SumFinding:
    """Something to say about a typed sum.

    Attributes
    ----------
    id : str
        The words are found by it.
    line, column : int or None
        Where in the text, from 1; None for what is missing.
    values : dict
        What the sentence names.
    """

    id: str
    line: int | None
    column: int | None
    values: dict[str, Any]


def findings_of(
    read: Sum, way: OneSum, scope: Scope, lost: list[Lost], match: Match
) -> tuple[SumFinding, ...]:
    """Collect what is to be said of a sum: notes first, then what is wrong, in the order of the text."""
    written = math.fsum(term.value for term, _ in match.terms)
    remarks = list(_remarks(read, way, scope, match))
    if any(remark.id == "bias-unstated" for remark in remarks):
        match = replace(match, missing=tuple(one for one in match.missing if one.kind != "bias"))
    return (
        *_notes(read, lost),
        *remarks,
        *_results(read.text, way.wrong),
        *_terms(read, match),
        *_totals(read, scope, match, written, way),
    )


def _remarks(read: Sum, way: OneSum, scope: Scope, match: Match) -> Iterator[SumFinding]:
    """What is to be said of how a sum is written, where its numbers are right."""
    if way.goes_on and not way.wrong:
        offset, text = way.goes_on
        yield SumFinding("goes-on", *Place.of(read.text, offset), {"text": text})
    bias = bias_unstated(read, scope, match, way.is_apart)
    if bias is not None:
        values = {"right": bias.value, "typed": scope.total}
        place = Place.of(read.text, _first_after(read.text, read.totals[-1].offset))
        yield SumFinding("bias-unstated", *place, values)


def _notes(read: Sum, lost: list[Lost]) -> Iterator[SumFinding]:
    lost = [one for one in lost if ")(" not in read.typed(one.term)]  # a product is written so, too
    if lost:
        text, factors = read.typed(lost[0].term), _factors(*lost[0].readings[0])
        yield finding_at(read, lost[0].term, "asterisks-lost", count=len(lost), text=text, **factors)
    for one in lost:
        if len(one.readings) > 1:
            other = one.readings[1]
            more = {"other_a": other[0], "other_b": other[1]}
            values = {"text": read.typed(one.term), **_factors(*one.readings[0]), **more}
            yield finding_at(read, one.term, "asterisk-ambiguous", **values)


def _results(text: str, wrong: list[WrongResult]) -> Iterator[SumFinding]:
    for one in wrong:
        place = Place.of(text, one.offset)
        if one.factors:
            values = {"text": one.text, "right": one.right, **_factors(*one.factors)}
            yield SumFinding("result-wrong", *place, values)
        else:
            yield SumFinding("subtotal-wrong", *place, {"text": one.text, "written": one.right})


def _terms(read: Sum, match: Match) -> Iterator[SumFinding]:
    for term, reason, expected in match.wrong:
        if reason == "term-extra" and term.value == 0:
            continue  # the bias of a layer without one, say
        typed = {"text": read.typed(term), "value": term.value}
        yield finding_at(read, term, reason, **typed, **({} if expected is None else _named(expected)))
    for expected in match.missing:
        if expected.value:
            yield SumFinding(f"{expected.kind}-missing", None, None, _named(expected))
    if match.zeros and len(match.missing) == len(match.zeros) and not match.wrong:
        yield SumFinding("zeros-left-out", None, None, {"count": len(match.zeros)})


def _totals(read: Sum, scope: Scope, match: Match, written: float, way: OneSum) -> Iterator[SumFinding]:
    """The first total that is not the sum of the terms as they are written, or of the results on the way."""
    as_typed = written + way.scale * math.fsum(one.typed - one.right for one in way.wrong)
    size = math.fsum(abs(term.value) for term, _ in match.terms)
    terms_are_right = not match.wrong and not match.missing
    for total in read.totals:
        if is_close(total.value, written, size, total.half):
            continue
        if way.wrong and is_close(total.value, as_typed, size, total.half):
            continue  # it follows from a wrong result, which is told
        # Typed numbers may be cut to the digits shown; then the true total is right as well.
        if terms_are_right and is_close(total.value, scope.total, size, total.half):
            continue
        is_right = is_close(total.value, scope.total, size, total.half)
        known = "total-right-terms-wrong" if is_right else "total-wrong"
        values = {"typed": total.value, "written": written, "right": scope.total}
        line, column = Place.of(read.text, _first_after(read.text, total.offset))
        yield SumFinding(known, line, column, values)
        return


def _named(expected: Expected) -> dict[str, Any]:
    values: dict[str, Any] = {"right": expected.value, "in_channel": expected.in_channel}
    return values if expected.tap is None else values | named(expected.tap)


def _factors(a: float, b: float) -> dict[str, float]:
    return {"a": a, "b": b}


def finding_at(read: Sum, term: Term, finding: str, **values: Any) -> SumFinding:
    """Return a finding about a term, at its place."""
    return SumFinding(finding, *Place.of(read.text, term.offset), values)


def _first_after(text: str, offset: int) -> int:
    return offset + len(text[offset:]) - len(text[offset:].lstrip())
