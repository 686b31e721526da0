"""Compare a typed sum with the products of a window, term by term."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dsviz.check.errors import CheckError
from dsviz.check.slips import named
from dsviz.check.sums.lines import WrongResult, as_one_sum
from dsviz.check.sums.lost import Lost, restored
from dsviz.check.sums.match import Match, matched
from dsviz.check.sums.read import Sum, Term, read_sum
from dsviz.check.sums.scope import Expected, Scope, mixed_scopes, scopes
from dsviz.check.sums.signs import plain_signs
from dsviz.check.sums.terms import is_close
from dsviz.check.sums.turned import turned
from dsviz.check.sums.written import with_bias, with_points
from dsviz.conv.errors import Place
from dsviz.conv.step import Step

LEAST_TURNED = 3  # products that show a turned kernel
NOTES = ("asterisks-lost", "asterisk-ambiguous", "result-only", "other-sum", "zeros-left-out")


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


@dataclass(frozen=True)
class CheckedSum:
    """A typed sum, compared.

    Attributes
    ----------
    scope : Scope
        What it was compared with: the window, one channel, or the channel sums.
    terms : tuple of (Term, Expected or None)
        Each typed term with the one it matches.
    written : float
        What the typed terms add up to.
    findings : tuple of SumFinding
        In the order of the text, then what is missing, then the totals; notes first.
    """

    scope: Scope
    terms: tuple[tuple[Term, Expected | None], ...]
    written: float
    findings: tuple[SumFinding, ...]

    @property
    def is_right(self) -> bool:
        """Whether there is nothing to correct; a lost asterisk, or a result alone, is only noted."""
        return not self.mistakes

    @property
    def mistakes(self) -> int:
        """How many things there are to correct."""
        return sum(finding.id not in NOTES for finding in self.findings)


def check_sum(text: str, step: Step, channel: int | None = None) -> CheckedSum:
    """Read a sum and compare it with a window's, in any order of the terms.

    Parameters
    ----------
    text : str
        See `dsviz.check.sums.read` for what is understood.
    step : Step
        The window; see `dsviz.conv.trace.Trace.at`.
    channel : int, optional
        The input channel the sum is about. Without it, the sum is taken for what it fits best: the whole
        window with its bias, the channel sums with the bias, or one channel's products.

    Returns
    -------
    CheckedSum

    Raises
    ------
    CheckError
        A `ReadError` with line and column.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> step = trace([[[2, 3], [6, 1]]], [[[[3, -2], [-1, 4]]]], backend="numpy")[0]
    >>> check_sum("2*3+3*(-2)+6*(-1)+1*4 = -2", step).is_right
    True
    >>> [(found.id, found.column) for found in check_sum("2*3+3*2+6*(-1) = 6", step).findings]
    [('sign-wrong', 5), ('product-missing', None)]
    """
    found = _best(text, step, channel)
    products = sum(len(term.factors) == 2 for term, _ in found.terms)
    if found.is_right or not LEAST_TURNED <= products <= len(step.taps):
        return found
    other = _best(text, turned(step), channel)
    if not other.is_right or other.scope.name == "channel-sums":
        return found
    place = Place.of(text, other.terms[0][0].offset)
    right = next(scopes(step, other.scope.in_channel)).total
    finding = SumFinding("kernel-turned", *place, {"right": right, "written": other.written})
    return replace(other, findings=(*other.findings, finding))


def _best(text: str, step: Step, channel: int | None) -> CheckedSum:
    """Read a text in each way in which a sum may be written; the way with the fewest mistakes."""
    plain = with_bias(with_points(plain_signs(text), step), step)
    first, second = (as_one_sum(plain, repeats) for repeats in (False, True))
    ways = [way for way in (first, second if second != first else None, (plain, [])) if way]
    found: list[CheckedSum] = []
    for terms, wrong in ways:
        try:
            found.append(_checked(text, terms, wrong, step, channel))
        except CheckError:
            if not found and terms is plain:
                raise
        if found and found[-1].is_right:
            break
    return min(found, key=lambda one: one.mistakes)


def _checked(text: str, terms: str, wrong: list[WrongResult], step: Step, channel: int | None) -> CheckedSum:
    """Compare the terms as they are taken from a text, of the same length, with a window's."""
    read = replace(read_sum(terms), text=text)
    compared = [_compare(read, scope) for scope in scopes(step, channel)]
    # The first of equals: the whole window before its parts.
    scope, lost, match = min(compared, key=lambda one: one[2].distance)
    if match.distance and channel is None and len(read.terms) <= len(step.taps):
        mixed = (_compare(read, scope) for scope in mixed_scopes(step))
        scope, lost, match = next((one for one in mixed if not one[2].distance), (scope, lost, match))
    written = math.fsum(term.value for term, _ in match.terms)
    findings = (
        *_notes(read, lost),
        *_results(text, wrong),
        *_terms(read, match),
        *_totals(read, scope, match, written, wrong),
    )
    if _is_bare_result(read, step.result if channel is None else scope.total) and match.distance:
        # It may equal the bias or a channel's sum by chance; it stands for none of them.
        only = read.terms[0]
        finding = _at(read, only, "result-only", text=read.typed(only))
        return CheckedSum(compared[0][0], ((only, None),), written, (finding,))
    return CheckedSum(scope, match.terms, written, findings)


def _is_bare_result(read: Sum, right: float) -> bool:
    """Tell whether nothing stands there but the result, without what it is made of."""
    first, *others = read.terms
    plain = not others and not read.totals and len(first.factors) == 1
    return plain and is_close(first.value, right, abs(right))


def _compare(read: Sum, scope: Scope) -> tuple[Scope, list[Lost], Match]:
    terms, lost = restored(read, scope)
    return scope, lost, matched(terms, scope.expected)


def _notes(read: Sum, lost: list[Lost]) -> Iterator[SumFinding]:
    lost = [one for one in lost if ")(" not in read.typed(one.term)]  # a product is written so, too
    if lost:
        text, factors = read.typed(lost[0].term), _factors(*lost[0].readings[0])
        yield _at(read, lost[0].term, "asterisks-lost", count=len(lost), text=text, **factors)
    for one in lost:
        if len(one.readings) > 1:
            other = one.readings[1]
            more = {"other_a": other[0], "other_b": other[1]}
            values = {"text": read.typed(one.term), **_factors(*one.readings[0]), **more}
            yield _at(read, one.term, "asterisk-ambiguous", **values)


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
        yield _at(read, term, reason, **typed, **({} if expected is None else _named(expected)))
    for expected in match.missing:
        if expected.value:
            yield SumFinding(f"{expected.kind}-missing", None, None, _named(expected))
    if match.zeros and len(match.missing) == len(match.zeros) and not match.wrong:
        yield SumFinding("zeros-left-out", None, None, {"count": len(match.zeros)})


def _totals(
    read: Sum, scope: Scope, match: Match, written: float, wrong: list[WrongResult]
) -> Iterator[SumFinding]:
    """The first total that is not the sum of the terms as they are written, or of the results on the way."""
    as_typed = written + math.fsum(one.typed - one.right for one in wrong)
    size = math.fsum(abs(term.value) for term, _ in match.terms)
    terms_are_right = not match.wrong and not match.missing
    for total in read.totals:
        if is_close(total.value, written, size, total.half):
            continue
        if wrong and is_close(total.value, as_typed, size, total.half):
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


def _at(read: Sum, term: Term, finding: str, **values: Any) -> SumFinding:
    return SumFinding(finding, *Place.of(read.text, term.offset), values)


def _first_after(text: str, offset: int) -> int:
    return offset + len(text[offset:]) - len(text[offset:].lstrip())
