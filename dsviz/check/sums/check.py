"""Compare a typed sum with the products of a window, term by term."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from dsviz.check.errors import CheckError
from dsviz.check.sums.findings import NOTES, SumFinding, finding_at, findings_of
from dsviz.check.sums.lines import OneSum, as_one_sum
from dsviz.check.sums.lists import as_lists
from dsviz.check.sums.lost import Lost, restored
from dsviz.check.sums.match import Match, matched
from dsviz.check.sums.read import Sum, Term, read_sum
from dsviz.check.sums.scaled import divided, scale_of
from dsviz.check.sums.scope import Expected, Scope, mixed_scopes, scopes
from dsviz.check.sums.signs import BIAS, OF_A_PART, labelled, plain_signs
from dsviz.check.sums.terms import is_close
from dsviz.check.sums.turned import turned
from dsviz.check.sums.written import with_bias, with_points
from dsviz.conv.errors import Place
from dsviz.conv.step import Step

OF_TOTALS = ("total-wrong", "total-right-terms-wrong")
_GOES_ON = re.compile(r"[=＝]\s*+[-−]?[0-9.]++\s*+[-+−–]\s*+[-+−–(]?\s*+[0-9]")  # = 17 + 1
MOST_TIMES = 1000  # below the line of how many times too large products are
LEAST_TURNED = 3  # products that show a turned kernel


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
    if not found.is_right and (scale := scale_of([term for term, _ in found.terms], found.scope)) is not None:
        return _times_too_large(text, found, scale)
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


def _times_too_large(text: str, found: CheckedSum, scale: float) -> CheckedSum:
    """Say that all products are the same multiple of the window's."""
    place = Place.of(text, found.terms[0][0].offset)
    values = {"times": str(Fraction(1 / scale).limit_denominator(MOST_TIMES)), "right": found.scope.total}
    return replace(found, findings=(SumFinding("scale-wrong", *place, values),))


def _best(text: str, step: Step, channel: int | None) -> CheckedSum:
    """Read a text in each way in which a sum may be written; the way with the fewest mistakes."""
    plain = with_bias(with_points(plain_signs(text), step), step)
    found: list[CheckedSum] = []
    errors: list[CheckError] = []
    for way in _ways(plain):
        try:
            found.append(_checked(text, way, step, channel))
        except CheckError as error:
            errors += [error] if way.text is plain else []
        if found and found[-1].is_right:
            break
    if not found:
        raise errors[0]
    return min(found, key=_faults)


def _faults(found: CheckedSum) -> int:
    """How many mistakes somebody made; a total that lacks the bias is wrong with it."""
    ids = {finding.id for finding in found.findings}
    return found.mistakes - ("bias-missing" in ids and not ids.isdisjoint(OF_TOTALS))


def _ways(plain: str) -> Iterator[OneSum]:
    """The ways in which a text may be meant, the likeliest first."""
    if (at_the_end := divided(plain)) is not None:
        yield at_the_end
    first, second = (as_one_sum(plain, repeats) for repeats in (False, True))
    yield from (way for way in (first, second if second != first else None) if way)
    wrong = as_one_sum(plain, goes_on_wrong=True) if _GOES_ON.search(plain) else None
    yield from (way for way in (wrong,) if way and way != first)
    yield OneSum(plain, [])
    words, is_labelled, terms = labelled(plain)
    if is_labelled and "\n" not in plain.strip() and OF_A_PART.search(words):
        yield OneSum(terms, [])  # Channel 0: 2*3 = 6
    yield from (OneSum(text, []) for text in as_lists(plain))


def _checked(text: str, way: OneSum, step: Step, channel: int | None) -> CheckedSum:
    """Compare the terms as they are taken from a text, of the same length, with a window's."""
    read = replace(read_sum(way.text), text=text)
    if way.scale != 1:
        read = replace(read, terms=tuple(term.times(way.scale) for term in read.terms))
    compared = [_compare(read, scope) for scope in scopes(step, channel)]
    # The first of equals: the whole window before its parts.
    scope, lost, match = min(compared, key=lambda one: one[2].distance)
    if match.distance and channel is None and len(read.terms) <= len(step.taps):
        mixed = (_compare(read, scope) for scope in mixed_scopes(step))
        scope, lost, match = next((one for one in mixed if not one[2].distance), (scope, lost, match))
    written = math.fsum(term.value for term, _ in match.terms)
    if (of_bias := _of_bias(read, compared[0][0])) is not None:
        scope, match = compared[0][0], of_bias
    elif _is_bare_result(read, step.result if channel is None else scope.total) and match.distance:
        # It may equal the bias or a channel's sum by chance; it stands for none of them.
        only = read.terms[0]
        finding = finding_at(read, only, "result-only", text=read.typed(only))
        return CheckedSum(compared[0][0], ((only, None),), written, (finding,))
    return CheckedSum(scope, match.terms, written, findings_of(read, way, scope, lost, match))


def _of_bias(read: Sum, scope: Scope) -> Match | None:
    """Compare the number of a line of the bias alone with the bias, whatever else it equals; else None."""
    biases = [each for each in scope.expected if each.kind == "bias"]
    is_one = len(read.terms) == 1 == len(read.terms[0].factors) and not read.totals
    if not (is_one and BIAS.search(labelled(read.text)[0])):
        return None
    found = matched([*read.terms], tuple(biases))
    others = tuple(each for each in scope.expected if each.kind != "bias")
    return replace(found, missing=(*others, *found.missing))


def _is_bare_result(read: Sum, right: float) -> bool:
    """Tell whether nothing stands there but the result, without what it is made of."""
    first, *others = read.terms
    is_plain = not others and len(first.factors) == 1
    # 1020/16 = 63.75 says it twice.
    return is_plain and all(is_close(each, right, abs(right)) for each in _said(read))


def _said(read: Sum) -> list[float]:
    return [read.terms[0].value, *(total.value for total in read.totals)]


def _compare(read: Sum, scope: Scope) -> tuple[Scope, list[Lost], Match]:
    terms, lost = restored(read, scope)
    return scope, lost, matched(terms, scope.expected)
