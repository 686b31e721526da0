"""One step's products laid out as the window lies, the right ones beside those of a mistake or a slip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from dsviz.conv.step import Step, Tap
from dsviz.wording.numbers import number, term
from dsviz.wording.sums import sum_text

MOST_PRODUCTS = 150  # beyond it only the channels' sums are written
STYLE = Path(__file__).with_name("both.css")

Place = tuple[int, int, int]


@dataclass(frozen=True)
class Differences:
    """Where two steps of one output cell are not the same.

    Attributes
    ----------
    places : set of (in_channel, kernel_row, kernel_col)
        The products.
    channels : set of int
        The channels whose products are the same and whose sum is not.
    bias : bool
    """

    places: frozenset[Place] = frozenset()
    channels: frozenset[int] = frozenset()
    bias: bool = False


def differing(one: Step, other: Step) -> Differences:
    """Find what is not the same in both steps."""
    ours, theirs = _taps(one), _taps(other)
    places = {
        place
        for place in ours.keys() | theirs.keys()
        if [_factors(tap) for tap in ours.get(place, ())] != [_factors(tap) for tap in theirs.get(place, ())]
    }
    sums, others = _sums(one), _sums(other)
    explained = {channel for channel, _, _ in places}
    channels = {at for at in sums.keys() & others.keys() if sums[at] != others[at]} - explained
    return Differences(frozenset(places), frozenset(channels), one.bias != other.bias)


def window_html(step: Step, differs: Differences, kind: str, words: Mapping[str, str]) -> str:
    """Write a step as HTML: a table of products for each channel, its sum, and the whole sum.

    Parameters
    ----------
    step : Step
    differs : Differences
        What to point at. A product that this step lacks leaves a gap that is pointed at.
    kind : {"right", "differs"}
        How it is pointed at.
    words : mapping
        "channel" with a hole for its number, "sum", "bias", "no-bias" and "gap".
    """
    tables = "" if len(step.taps) > MOST_PRODUCTS else "".join(_tables(step, differs, kind, words))
    result = escape(sum_text(step).partition("] ")[2])
    name = f"y[{step.out_channel},{step.row},{step.col}]"
    note = ""
    if differs.bias:
        bias = words["no-bias"] if step.bias is None else f"{words['bias']} {number(step.bias)}"
        note = f'<div class="bias {kind}">{_sign(kind)}{escape(bias)}</div>'
    result = f'<div class="result">{name} {result}</div>'
    return f'<div class="both"><div class="windows">{tables}</div>{note}{result}</div>'


def _tables(step: Step, differs: Differences, kind: str, words: Mapping[str, str]) -> list[str]:
    taps, sums, tables = _taps(step), _sums(step), []
    for channel, amount in sums.items():
        rows: dict[int, list[str]] = {}
        for place in sorted(place for place in taps.keys() | differs.places if place[0] == channel):
            pointed = kind if place in differs.places else ""
            rows.setdefault(place[1], []).append(_cell(taps.get(place, []), pointed, words["gap"]))
        lines = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows.values())
        caption = escape(words["channel"].format(channel=channel))
        pointed = kind if channel in differs.channels else ""
        total = f"{_sign(pointed)}{escape(words['sum'])} {number(amount)}"
        tables.append(
            f"<div><table><caption>{caption}</caption>{lines}</table>"
            f'<div class="sum"><span class="{pointed}">{total}</span></div></div>'
        )
    return tables


def _cell(taps: Sequence[Tap], kind: str, gap: str) -> str:
    products = " + ".join(f"{number(tap.x)}×{term(tap.weight)}" for tap in taps)
    return f'<td class="{kind}">{_sign(kind)}{products or escape(gap)}</td>'


def _sign(kind: str) -> str:
    return "≠ " if kind == "differs" else ""


def _taps(step: Step) -> dict[Place, list[Tap]]:
    """The products by their places; a place holds two where one was added twice."""
    taps: dict[Place, list[Tap]] = {}
    for tap in step.taps:
        taps.setdefault((tap.in_channel, tap.kernel_row, tap.kernel_col), []).append(tap)
    return taps


def _sums(step: Step) -> dict[int, float]:
    channels = dict.fromkeys(tap.in_channel for tap in step.taps)
    return dict(zip(channels, step.channel_sums, strict=True))


def _factors(tap: Tap) -> tuple[float, float]:
    return tap.x, tap.weight
