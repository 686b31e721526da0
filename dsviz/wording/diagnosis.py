"""What a check found, in a sentence a teacher would say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

from dsviz.check.diagnosis import Diagnosis, Finding
from dsviz.check.sums.findings import SumFinding
from dsviz.content import DEFAULT_LANGUAGE, Listed, joined, label
from dsviz.exercises.exercise import cell_name
from dsviz.wording.mistake_ways import ways_of
from dsviz.wording.numbers import number, term

MOST_EITHER = 3  # slips of one cell that are named; of more none is


def sentence(finding: Finding | SumFinding, language: str = DEFAULT_LANGUAGE, why: str = "") -> str:
    """Put a finding into words: what happened, and the cell or the column where it shows.

    Parameters
    ----------
    finding : Finding or SumFinding
    language : str
    why : str
        What happened, where that is more than the finding's own reason.

    Examples
    --------
    >>> from dsviz.check.diagnose import diagnose
    >>> from dsviz.conv.trace import trace
    >>> layer = trace([[[1, 2, 3, 5, 8]]], [[[[1, 2]]]], backend="numpy")
    >>> print(sentence(diagnose(layer, [[4, 7, 11, 18]]).mistakes[0]))
    The kernel was turned by 180° before it was laid down; a layer takes it as it is printed.
    Look at y[0,0,0]: you have 4, and it is 5.
    """
    if isinstance(finding, SumFinding):
        return label(f"diagnosis.sum.{finding.id}", language, **_written(finding.values, language))
    words = _words_of(finding, language)
    if finding.also:
        words["first"], words["second"] = (reason(one, language) for one in finding.also)
    else:
        words["what"] = why or reason(finding, language)
    if finding.kind == "partly":
        words["part"] = part_of(finding, language)
    is_of_shape = finding.kind in ("mistake", "pair") and finding.cell is None
    kind = f"{finding.kind}-of-shape" if is_of_shape else finding.kind
    if kind == "mistake" and finding.values.get("is_doubtful"):
        kind, words["wrong"] = "few-numbers", finding.values["wrong"]
    said = label(f"diagnosis.kind.{kind}", language, **words)
    return joined([said, *besides(finding, language)], language, "sentence")


def sentence_of_slips(found: Diagnosis, language: str = DEFAULT_LANGUAGE) -> str:
    """Say in one statement which slip was made: how often, and either this or that where several fit.

    Examples
    --------
    >>> from dsviz.check.diagnose import diagnose
    >>> from dsviz.conv.trace import trace
    >>> layer = trace([[[1, 2, 2]]], [[[[1, 2]]]], backend="numpy")
    >>> print(sentence_of_slips(diagnose(layer, [[5, 4]])))
    In y[0,0,1] you have 4, and it is 6. That is what comes out when one product is missed: 2×1 = 2, which
    is x[0,0,1] times w[0,0,0,0].
    """
    slips = found.first_slips
    if len(slips) > MOST_EITHER:
        said = sentence_of_many(slips, language)
    else:
        said = sentence(slips[0], language, why=either(slips, language))
    return joined(filter(None, [how_often(found, language), said]), language, "sentence")


def how_often(found: Diagnosis, language: str = DEFAULT_LANGUAGE) -> str:
    """Say in how many of the wrong cells the same slip was made; nothing where it is one cell."""
    cells = {slip.cell for slip in found.slips}
    if len(cells) < 2:
        return ""
    return label("check.slip.same", language, count=len(cells), wrong=len(found.wrong_cells))


def sentence_of_many(slips: Sequence[Finding], language: str = DEFAULT_LANGUAGE) -> str:
    """Say of a cell that more slips than can be named would give it, and name none: a list proves nothing."""
    first = slips[0]
    return label(
        "diagnosis.kind.slip-of-many",
        language,
        cell=cell_name("y", first.cell or (0, 0, 0)),
        typed=number(first.typed or 0),
        right=number(first.right or 0),
        count=len(slips),
    )


def either(slips: Sequence[Finding], language: str = DEFAULT_LANGUAGE) -> str:
    """Say what one slip or another of a cell would be."""
    first, *others = (reason(slip, language) for slip in slips)
    said = label("diagnosis.slips.either", language, first=first) if others else first
    return reduce(
        lambda one, other: label("diagnosis.slips.or", language, first=one, last=other), others, said
    )


def reason(finding: Finding, language: str = DEFAULT_LANGUAGE) -> str:
    """Say only what happened, without the cell: a sentence for a mistake, a clause for a slip.

    Several slips of one cell then share its beginning.

    Examples
    --------
    >>> from dsviz.check.diagnose import diagnose
    >>> from dsviz.conv.trace import trace
    >>> layer = trace([[[1, 2, 3]]], [[[[1, 2]]]], backend="numpy")
    >>> reason(diagnose(layer, [[5, 2]]).slips[0])
    'one product is missed: 3×2 = 6, which is x[0,0,2] times w[0,0,0,1]'
    """
    if finding.also:
        return joined([reason(one, language) for one in finding.also], language, "sentence")
    if is_backward(finding.id):
        return backward_reason(finding.id, language)
    group = "slip" if finding.kind == "slip" else "mistake"
    return label(f"diagnosis.{group}.{finding.id}", language, **_words_of(finding, language))


def is_backward(mistake: str) -> bool:
    """Tell whether a mistake is one in a gradient or in a transposed layer.

    >>> is_backward("x.rotation"), is_backward("kernel-flipped")
    (True, False)
    """
    return "." in mistake


def backward_reason(mistake: str, language: str = DEFAULT_LANGUAGE) -> str:
    """Say what went wrong in a gradient or a transposed layer, its name in bold first.

    >>> backward_reason("weight.sign")
    '**The sign is wrong everywhere.** Each number is minus the right one.'
    """
    of, _, name = mistake.partition(".")
    group = "transposed.mistake" if of == "y" else f"backward.mistake.{of}"
    return label(f"{group}.{name}", language)


def name_of(mistake: str, language: str = DEFAULT_LANGUAGE) -> str:
    """Return a mistake's short name, for a heading or a table; of a pair both.

    >>> name_of("kernel-flipped"), name_of("kernel-flipped+bias-forgotten"), name_of("weight.sign")
    ('kernel flipped', 'kernel flipped + bias forgotten', 'The sign is wrong everywhere')
    """
    if is_backward(mistake):
        return backward_reason(mistake, language).split("**")[1].rstrip(".。")
    return " + ".join(label(f"diagnosis.name.{one}", language) for one in mistake.split("+"))


def part_and_reason(finding: Finding, language: str = DEFAULT_LANGUAGE) -> str:
    """Say in which part of an answer a mistake was made, and what it is, without the cell."""
    words = {"part": part_of(finding, language), "what": reason(finding, language)}
    return label("diagnosis.part.reason", language, **words)


def besides(finding: Finding, language: str = DEFAULT_LANGUAGE) -> Iterator[str]:
    """Say which wrong numbers a mistake made everywhere leaves over, and what it gives there."""
    for cell, typed, made in finding.values.get("part_values", {}).get("but_slips", ()):
        numbers = {"typed": number(typed), "made": number(made)}
        yield label("diagnosis.part.besides", language, cell=cell_name("y", cell), **numbers)


def part_of(finding: Finding, language: str = DEFAULT_LANGUAGE) -> str:
    """Say in which part of an answer a mistake was made."""
    where = finding.values["part_values"]
    listed: dict[str, Any] = {}
    if "filters" in where:
        listed = {"filters": Listed([*map(str, where["filters"])]), "count": len(where["filters"])}
    if "but_cells" in where:
        listed = {"but_cells": Listed([cell_name("y", cell) for cell in where["but_cells"]])}
    plain = {name: value for name, value in where.items() if name not in (*listed, "but_slips")}
    values = _written(plain, language) | {"wrong": finding.values["wrong"]} | listed
    return label(f"diagnosis.part.{finding.values['part']}", language, **values)


def _words_of(finding: Finding, language: str) -> dict[str, str]:
    words = _written({**finding.values, "right": finding.right, "typed": finding.typed}, language)
    if finding.cell is not None:
        words["cell"] = cell_name("y", finding.cell)
    if finding.kind == "slip" or finding.also:
        return words
    words |= ways_of(finding.id, finding.values, language)
    return words | {"name": name_of(finding.id, language)}


def _written(values: Mapping[str, Any], language: str) -> dict[str, str]:
    """Every value as it stands in a sentence, and the places and products made of several."""
    words = {name: _word(name, value, language) for name, value in values.items()}
    if "kernel_row" in values:
        words["input_cell"] = "x[{in_channel},{in_row},{in_col}]".format(**words)
        words["weight_cell"] = "w[{out_channel},{kernel_channel},{kernel_row},{kernel_col}]".format(**words)
        words["sum_term"] = f"{number(values['x'])}×{term(values['weight'])}"
    if "a" in values:
        words["taken"] = f"{number(values['a'])}×{term(values['b'])}"
    if "other_a" in values:
        words["other"] = f"{number(values['other_a'])}×{term(values['other_b'])}"
    return words


def _word(name: str, value: Any, language: str) -> str:
    if isinstance(value, str):
        # What a person typed stands as it was typed; our own words for a side are looked up.
        return label(f"diagnosis.side.{value}", language) if value in _SIDES else " ".join(value.split())
    if name.endswith("_cell"):
        return cell_name("y", value)
    if name in _SHAPES:
        return " × ".join(number(size) for size in value)
    if isinstance(value, tuple):
        return joined([number(each) for each in value], language)
    return number(float(value)) if isinstance(value, int | float) and not isinstance(value, bool) else ""


_SIDES = ("above", "below", "left", "right")
_SHAPES = ("shape", "right_shape")
