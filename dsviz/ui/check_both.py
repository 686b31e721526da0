"""One step's products laid out as the window lies, the right ones beside those of a mistake."""

from __future__ import annotations

from collections.abc import Mapping, Set
from html import escape
from pathlib import Path

from dsviz.content.numbers import number, term
from dsviz.conv.trace import Step, Tap
from dsviz.export.sums import sum_text

MOST_PRODUCTS = 150  # beyond it only the channels' sums are written
STYLE = Path(__file__).with_name("check_both.css")

Place = tuple[int, int, int]


def differing(one: Step, other: Step) -> frozenset[Place]:
    """Find the products that are not the same in both steps, by channel and place in the kernel."""
    ours, theirs = _taps(one), _taps(other)
    return frozenset(
        place
        for place in ours.keys() | theirs.keys()
        if place not in ours or place not in theirs or _factors(ours[place]) != _factors(theirs[place])
    )


def window_html(
    step: Step, differs: Set[Place], kind: str, words: Mapping[str, str], bias_differs: bool = False
) -> str:
    """Write a step as HTML: a table of products for each channel, its sum, and the whole sum.

    Parameters
    ----------
    step : Step
    differs : set of (in_channel, kernel_row, kernel_col)
        The products to point at.
    kind : {"right", "differs"}
        How they are pointed at.
    words : mapping
        "channel" with a hole for its number, "sum", "bias" and "no-bias".
    bias_differs : bool
        Whether to point at the bias as well.
    """
    tables = "" if len(step.taps) > MOST_PRODUCTS else "".join(_tables(step, differs, kind, words))
    result = escape(sum_text(step).partition("] ")[2])
    name = f"y[{step.out_channel},{step.row},{step.col}]"
    note = ""
    if bias_differs:
        sign = "≠ " if kind == "differs" else ""
        bias = words["no-bias"] if step.bias is None else f"{words['bias']} {number(step.bias)}"
        note = f'<div class="bias {kind}">{sign}{escape(bias)}</div>'
    result = f'<div class="result">{name} {result}</div>'
    return f'<div class="both"><div class="windows">{tables}</div>{note}{result}</div>'


def _tables(step: Step, differs: Set[Place], kind: str, words: Mapping[str, str]) -> list[str]:
    taps = _taps(step)
    channels = list(dict.fromkeys(channel for channel, _, _ in taps))
    tables = []
    for channel, amount in zip(channels, step.channel_sums, strict=True):
        rows: dict[int, list[str]] = {}
        for place, tap in taps.items():
            if place[0] == channel:
                rows.setdefault(place[1], []).append(_cell(tap, kind if place in differs else ""))
        lines = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows.values())
        caption = escape(words["channel"].format(channel=channel))
        total = f"{escape(words['sum'])} {number(amount)}"
        tables.append(
            f"<div><table><caption>{caption}</caption>{lines}</table><div class='sum'>{total}</div></div>"
        )
    return tables


def _cell(tap: Tap, kind: str) -> str:
    sign = "≠ " if kind == "differs" else ""
    return f'<td class="{kind}">{sign}{number(tap.x)}·{term(tap.weight)}</td>'


def _taps(step: Step) -> dict[Place, Tap]:
    return {(tap.in_channel, tap.kernel_row, tap.kernel_col): tap for tap in step.taps}


def _factors(tap: Tap) -> tuple[float, float]:
    return tap.x, tap.weight
