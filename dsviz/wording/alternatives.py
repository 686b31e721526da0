"""Several mistakes that explain the same wrong numbers, in one statement that tells none as a fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

from dsviz.check.diagnosis import Diagnosis, Finding
from dsviz.content import DEFAULT_LANGUAGE, joined, label
from dsviz.wording.diagnosis import (
    besides,
    name_of,
    part_and_reason,
    part_of,
    reason,
    sentence,
    sentence_of_slips,
)

MOST_NAMED = 5  # mistakes of a statement
LONGEST = 200  # characters of a sentence that stands in a line
Alternatives = tuple[Finding, ...]


def alternatives(found: Diagnosis) -> tuple[Alternatives, ...]:
    """Put the mistakes together that explain the same wrong numbers, so that nothing tells which was made.

    Returns
    -------
    tuple of tuple of Finding
        A statement each, the best first; most hold one mistake.

    Examples
    --------
    >>> from dsviz.check.diagnose import diagnose
    >>> from dsviz.conv.trace import trace
    >>> layer = trace([[[1, 2, 4], [0, 3, 5], [7, 6, 2]]], [[[[1, 1], [-1, -1]]]], backend="numpy")
    >>> [[one.id for one in each] for each in alternatives(diagnose(layer, [[0, 2], [10, 0]]))]
    [['kernel-flipped', 'kernel-mirrored', 'absolute-taken']]
    """
    if found.mistakes:
        return (found.mistakes,)
    apart: list[Alternatives] = []
    for one in found.partly:
        same = [other for other in apart if any(_share_cells(one, each) for each in other)]
        merged = tuple(each for other in same for each in other)
        at = apart.index(same[0]) if same else len(apart)
        apart = [*(other for other in apart if other not in same)]
        apart.insert(at, (*merged, one))
    return tuple(apart)


def _share_cells(one: Finding, other: Finding) -> bool:
    """Tell whether two mistakes in parts explain the same cells; those of maps may be about others."""
    maps = [set(each.values["part_values"].get("filters", ())) for each in (one, other)]
    return bool(maps[0] & maps[1]) if all(maps) else True


def sentence_of_either(findings: Sequence[Finding], language: str = DEFAULT_LANGUAGE) -> str:
    """Say in one statement what happened: one mistake, or either this or that.

    Examples
    --------
    >>> from dsviz.check.diagnose import diagnose
    >>> from dsviz.conv.trace import trace
    >>> layer = trace([[[1, 2, 4], [0, 3, 5], [7, 6, 2]]], [[[[1, 1], [-1, -1]]]], backend="numpy")
    >>> print(sentence_of_either(diagnose(layer, [[0, 2], [10, 0]]).mistakes))
    Either: The kernel was turned by 180° before it was laid down; a layer takes it as it is printed.
    Or: The kernel was mirrored, top for bottom; a layer takes it as it is printed.
    Or: The minus signs of the results were lost.
    Any one of these gives just these numbers, and they do not tell which it was.
    Look at y[0,0,1]: you have 2, and it is −2.
    """
    first, *others = findings
    if not others:
        return sentence(first, language)
    is_same_part = _is_of_one_part(findings)
    said = list(dict.fromkeys(_what(one, language, with_part=not is_same_part) for one in findings))
    if len(said) == 1:
        return sentence(first, language)
    lines = [
        label(f"diagnosis.{'or' if at else 'either'}", language, what=what) for at, what in enumerate(said)
    ]
    why = joined([*lines, label("diagnosis.alike", language)], language, "sentence")
    return sentence(_as_one(findings, is_same_part), language, why)


def names_of_either(findings: Sequence[Finding], language: str = DEFAULT_LANGUAGE) -> str:
    """Name what happened, for a heading: one mistake, or this or that.

    >>> from dsviz.check.diagnose import diagnose
    >>> from dsviz.conv.trace import trace
    >>> layer = trace([[[1, 2, 4], [0, 3, 5], [7, 6, 2]]], [[[[1, 1], [-1, -1]]]], backend="numpy")
    >>> names_of_either(diagnose(layer, [[0, 2], [10, 0]]).mistakes)
    'Kernel flipped or kernel mirrored or minus signs of the results lost'
    """
    said = either_name([one.id for one in findings], language)
    return f"{said[:1].upper()}{said[1:]}"


def either_name(ids: Sequence[str], language: str = DEFAULT_LANGUAGE) -> str:
    """Name mistakes within a sentence: this or that.

    >>> either_name(["bias-forgotten", "kernel-flipped"])
    'bias forgotten or kernel flipped'
    """
    names = dict.fromkeys(name_of(one, language) for one in ids)
    return reduce(lambda one, other: label("diagnosis.names.or", language, first=one, last=other), names)


def headline(found: Diagnosis, language: str = DEFAULT_LANGUAGE) -> str:
    """Say the best reason in a line, for where its sentence is out of sight; "" where none is short.

    >>> from dsviz.check.diagnose import diagnose
    >>> from dsviz.conv.trace import trace
    >>> layer = trace([[[1, 2, 4], [0, 3, 5], [7, 6, 2]]], [[[[1, 2], [3, 4]]]], [1], backend="numpy")
    >>> headline(diagnose(layer, [[17, 39], [51, 39]]))
    'Bias forgotten.'
    """
    statement = next(iter(alternatives(found)), ())
    if not statement:
        said = sentence_of_slips(found, language) if found.slips else ""
        return said if len(said) <= LONGEST else ""
    names = names_of_either(statement[:MOST_NAMED], language)
    key = "sure"
    if all(one.values.get("is_doubtful") for one in statement):
        key = "doubtful"
    elif statement[0].kind == "partly":
        key = "partly" if _is_of_one_part(statement) else "doubtful"
    part = part_of(statement[0], language) if key == "partly" else ""
    return label(f"diagnosis.headline.{key}", language, names=names, part=part)


def _is_of_one_part(findings: Sequence[Finding]) -> bool:
    return all(_part(one) == _part(findings[0]) for one in findings)


def _part(finding: Finding) -> tuple[Any, Any]:
    return finding.values.get("part"), finding.values.get("part_values")


def _what(finding: Finding, language: str, with_part: bool) -> str:
    """Say what one of several mistakes would be, and where, if the others would be elsewhere."""
    if finding.also:
        first, second = (reason(one, language) for one in finding.also)
        return label("diagnosis.both", language, first=first, second=second)
    if finding.kind == "partly" and with_part:
        return joined([part_and_reason(finding, language), *besides(finding, language)], language, "sentence")
    return reason(finding, language)


def _as_one(findings: Sequence[Finding], is_same_part: bool) -> Finding:
    """Make the finding whose cell stands for all: the first one, without what is its own."""
    first = findings[0]
    kept = {**first.values, "is_doubtful": all(one.values.get("is_doubtful") for one in findings)}
    if first.kind == "partly" and is_same_part:
        return first
    return replace(first, kind="mistake", also=(), values={**kept, "part_values": {}})
