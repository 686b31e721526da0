"""A slip followed into its cell: the sum somebody adds up who makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dsviz.check.diagnosis import Finding
from dsviz.check.slips import NEIGHBOURS, padded_value
from dsviz.conv.step import Step, Tap
from dsviz.conv.trace import Trace


def slipped_step(trace: Trace, slip: Finding) -> Step | None:
    """Return the step that a slip puts in the place of its cell's own.

    Parameters
    ----------
    trace : Trace
        The layer as it is.
    slip : Finding
        From `dsviz.check.diagnose.diagnose`, of kind "slip".

    Returns
    -------
    Step or None
        Its result is the number that was typed. A product added twice is there twice. None for a slip
        that happens after the sum, such as the result's sign lost.

    Examples
    --------
    >>> from dsviz.check.diagnose import diagnose
    >>> from dsviz.conv.trace import trace
    >>> layer = trace([[[1, 2, 3]]], [[[[1, 2]]]], backend="numpy")
    >>> slip, *_ = diagnose(layer, [[5, 2]]).slips
    >>> slip.id, [tap.product for tap in slipped_step(layer, slip).taps]
    ('product-missed', [2.0])
    """
    if slip.cell is None or slip.id not in _CHANGES:
        return None
    right = trace.at(*slip.cell)
    made = _CHANGES[slip.id](trace, right, slip.values)
    return replace(made, result=sum(made.channel_sums) + (made.bias or 0.0))


def _sign_lost(trace: Trace, step: Step, values: Mapping[str, Any]) -> Step:
    def turned(tap: Tap) -> tuple[Tap, ...]:
        # The factor that has a minus sign loses it; where none has one, the weight gets it.
        factor = "x" if tap.x < 0 <= tap.weight else "weight"
        return (replace(tap, product=-tap.product, **{factor: -getattr(tap, factor)}),)

    return _at(step, values, turned)


def _product_missed(trace: Trace, step: Step, values: Mapping[str, Any]) -> Step:
    return _at(step, values, lambda tap: ())


def _product_doubled(trace: Trace, step: Step, values: Mapping[str, Any]) -> Step:
    return _at(step, values, lambda tap: (tap, tap))


def _neighbour_read(trace: Trace, step: Step, values: Mapping[str, Any]) -> Step:
    return _at(step, values, lambda tap: (_beside(trace, tap, values["side"]),))


def _window_shifted(trace: Trace, step: Step, values: Mapping[str, Any]) -> Step:
    return _with(step, [_beside(trace, tap, values["side"]) for tap in step.taps])


def _bias_forgotten(trace: Trace, step: Step, values: Mapping[str, Any]) -> Step:
    return replace(step, bias=None)


def _channel_sum_missed(trace: Trace, step: Step, values: Mapping[str, Any]) -> Step:
    return _with(step, [tap for tap in step.taps if tap.in_channel != values["in_channel"]])


def _channel_sign_lost(trace: Trace, step: Step, values: Mapping[str, Any]) -> Step:
    at = values["in_channel"] - step.taps[0].in_channel
    sums = list(step.channel_sums)
    sums[at] = -sums[at]
    return replace(step, channel_sums=tuple(sums))


_CHANGES: dict[str, Callable[[Trace, Step, Mapping[str, Any]], Step]] = {
    "sign-lost": _sign_lost,
    "product-missed": _product_missed,
    "product-doubled": _product_doubled,
    "neighbour-read": _neighbour_read,
    "window-shifted": _window_shifted,
    "bias-forgotten": _bias_forgotten,
    "channel-sum-missed": _channel_sum_missed,
    "channel-sign-lost": _channel_sign_lost,
}


def _at(step: Step, values: Mapping[str, Any], change: Callable[[Tap], tuple[Tap, ...]]) -> Step:
    """Put other products in the place of the one that a finding names."""
    place = values["in_channel"], values["kernel_row"], values["kernel_col"]
    taps: list[Tap] = []
    for tap in step.taps:
        is_meant = (tap.in_channel, tap.kernel_row, tap.kernel_col) == place
        taps += change(tap) if is_meant else (tap,)
    return _with(step, taps)


def _with(step: Step, taps: list[Tap]) -> Step:
    sums: dict[int, float] = {}
    for tap in taps:
        sums[tap.in_channel] = sums.get(tap.in_channel, 0.0) + tap.product
    return replace(step, taps=tuple(taps), channel_sums=tuple(sums.values()))


def _beside(trace: Trace, tap: Tap, side: str) -> Tap:
    """Let a weight meet the input cell on that side of its own."""
    down, across = NEIGHBOURS[side]
    row, col = tap.in_row + down, tap.in_col + across
    x = padded_value(trace, tap.in_channel, row, col) or 0.0
    return replace(tap, in_row=row, in_col=col, x=x, product=x * tap.weight)
