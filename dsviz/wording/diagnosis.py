"""What a check found, in a sentence a teacher would say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dsviz.check.diagnosis import Finding
from dsviz.check.sums.check import SumFinding
from dsviz.content import DEFAULT_LANGUAGE, label
from dsviz.exercises.exercise import cell_name
from dsviz.wording.numbers import number, term


def sentence(finding: Finding | SumFinding, language: str = DEFAULT_LANGUAGE) -> str:
    """Put a finding into words: what happened, and the cell or the column where it shows.

    Examples
    --------
    >>> from dsviz.check.diagnose import diagnose
    >>> from dsviz.conv.trace import trace
    >>> layer = trace([[[1, 2, 3]]], [[[[1, 2]]]], backend="numpy")
    >>> print(sentence(diagnose(layer, [[4, 7]]).mistakes[0]))
    The kernel was turned by 180° before it was laid down; a layer takes it as it is printed.
    Look at y[0,0,0]: you have 4, and it is 5.
    """
    if isinstance(finding, SumFinding):
        return label(f"diagnosis.sum.{finding.id}", language, **_written(finding.values, language))
    words = _words_of(finding, language) | {"what": reason(finding, language)}
    kind = "mistake-of-shape" if finding.kind == "mistake" and finding.cell is None else finding.kind
    return label(f"diagnosis.kind.{kind}", language, **words)


def reason(finding: Finding, language: str = DEFAULT_LANGUAGE) -> str:
    """Say only what happened, without the cell: a sentence for a mistake, a clause for a slip.

    Several slips of one cell then share its beginning.

    Examples
    --------
    >>> from dsviz.check.diagnose import diagnose
    >>> from dsviz.conv.trace import trace
    >>> layer = trace([[[1, 2, 3]]], [[[[1, 2]]]], backend="numpy")
    >>> reason(diagnose(layer, [[5, 2]]).slips[0])
    'one product is missed: 3·2 = 6, which is x[0,0,2] times w[0,0,0,1]'
    """
    group = "slip" if finding.kind == "slip" else "mistake"
    return label(f"diagnosis.{group}.{finding.id}", language, **_words_of(finding, language))


def name_of(mistake: str, language: str = DEFAULT_LANGUAGE) -> str:
    """Return a mistake's short name, for a heading or a table.

    >>> name_of("kernel-flipped")
    'kernel flipped'
    """
    return label(f"diagnosis.name.{mistake}", language)


def _words_of(finding: Finding, language: str) -> dict[str, str]:
    words = _written({**finding.values, "right": finding.right, "typed": finding.typed}, language)
    if finding.cell is not None:
        words["cell"] = cell_name("y", finding.cell)
    for value, name in _WAYS.get(finding.id, {}).items():
        words[value] = label(f"diagnosis.{name}.{finding.values[value]}", language)
    return words if finding.kind == "slip" else words | {"name": name_of(finding.id, language)}


def _written(values: Mapping[str, Any], language: str) -> dict[str, str]:
    """Every value as it stands in a sentence, and the places and products made of several."""
    words = {name: _word(value, language) for name, value in values.items()}
    if "kernel_row" in values:
        words["input_cell"] = "x[{in_channel},{in_row},{in_col}]".format(**words)
        words["weight_cell"] = "w[{out_channel},{kernel_channel},{kernel_row},{kernel_col}]".format(**words)
        words["sum_term"] = f"{number(values['x'])}·{term(values['weight'])}"
    if "a" in values:
        words["taken"] = f"{number(values['a'])}·{term(values['b'])}"
    if "other_a" in values:
        words["other"] = f"{number(values['other_a'])}·{term(values['other_b'])}"
    return words


def _word(value: Any, language: str) -> str:
    if isinstance(value, str):
        # What a person typed stands as it was typed; our own words for a side are looked up.
        return label(f"diagnosis.side.{value}", language) if value in _SIDES else " ".join(value.split())
    if isinstance(value, tuple):
        return " × ".join(number(size) for size in value)
    return "" if value is None or isinstance(value, bool) else number(float(value))


# Mistakes that can be made in several ways: the value that says which, and the labels of the ways.
_WAYS = {
    "rounding": {"way": "rounding"},
    "kernel-turned": {"turn": "turn"},
    "kernel-mirrored": {"mirror": "mirror"},
}
_SIDES = ("above", "below", "left", "right")
