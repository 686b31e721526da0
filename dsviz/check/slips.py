"""Slips: what one small error in one cell's sum would have given.

Each function takes the cell's trace and lists numbers one slip away from the right one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from dsviz.check.closeness import Closeness
from dsviz.conv.step import Step, Tap
from dsviz.conv.trace import Trace

NEIGHBOURS = {"above": (-1, 0), "below": (1, 0), "left": (0, -1), "right": (0, 1)}
MOST_TAPS = 2500
LARGEST_SWAPPED = 1e9
LEAST_DECIMALS = 2  # to one decimal some slip gives nearly every number


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip and the number it gives.

    Attributes
    ----------
    id : str
    number : float
        What the cell's sum becomes.
    tap : Tap or None
        The product it happened to.
    more : dict or None
        What else its sentence names, such as a channel and its sum.
    """

    id: str
    number: float
    tap: Tap | None = None
    more: dict[str, Any] | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What its sentence names: the product's place and numbers, see `named`, and `more`."""
        return ({} if self.tap is None else named(self.tap)) | (self.more or {})


def sign_lost(trace: Trace, step: Step) -> Iterator[Slip]:
    """One product has the other sign."""
    return (Slip("sign-lost", step.result - 2 * tap.product, tap) for tap in step.taps)


def product_missed(trace: Trace, step: Step) -> Iterator[Slip]:
    """One product is left out."""
    return (Slip("product-missed", step.result - tap.product, tap) for tap in step.taps)


def product_doubled(trace: Trace, step: Step) -> Iterator[Slip]:
    """One product is added twice."""
    return (Slip("product-doubled", step.result + tap.product, tap) for tap in step.taps)


def neighbour_read(trace: Trace, step: Step) -> Iterator[Slip]:
    """One weight meets the input cell beside its own."""
    for tap in step.taps:
        for side, (down, across) in NEIGHBOURS.items():
            x = padded_value(trace, tap.in_channel, tap.in_row + down, tap.in_col + across)
            if x is not None:
                number = step.result + (x - tap.x) * tap.weight
                yield Slip("neighbour-read", number, tap, {"side": side, "neighbour": x})


def bias_forgotten(trace: Trace, step: Step) -> Iterator[Slip]:
    """The bias is left out of this cell."""
    if step.bias is not None:
        yield Slip("bias-forgotten", step.result - step.bias, more={"bias": step.bias})


def channel_sum_missed(trace: Trace, step: Step) -> Iterator[Slip]:
    """One channel's sum is left out of this cell."""
    return (
        Slip("channel-sum-missed", step.result - amount, more={"in_channel": channel, "sum": amount})
        for channel, amount in _channel_sums(step)
    )


def channel_sign_lost(trace: Trace, step: Step) -> Iterator[Slip]:
    """One channel's sum is added with the other sign."""
    return (
        Slip("channel-sign-lost", step.result - 2 * amount, more={"in_channel": channel, "sum": amount})
        for channel, amount in _channel_sums(step)
    )


def result_sign_lost(trace: Trace, step: Step) -> Iterator[Slip]:
    """The whole result has the other sign."""
    yield Slip("result-sign-lost", -step.result)


def digits_swapped(trace: Trace, step: Step) -> Iterator[Slip]:
    """Two neighbouring digits of a whole result change places."""
    digits = (
        str(abs(int(step.result))) if step.result.is_integer() and abs(step.result) < LARGEST_SWAPPED else ""
    )
    for at in range(len(digits) - 1):
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if swapped != digits:
            more = {"digits": digits, "swapped": swapped}
            yield Slip("digits-swapped", math.copysign(int(swapped), step.result), more=more)


def window_shifted(trace: Trace, step: Step) -> Iterator[Slip]:
    """The whole window lies one input cell off."""
    for side, (down, across) in NEIGHBOURS.items():
        values = [
            padded_value(trace, tap.in_channel, tap.in_row + down, tap.in_col + across) for tap in step.taps
        ]
        if None not in values:
            products = (x * tap.weight for x, tap in zip(values, step.taps, strict=True) if x is not None)
            yield Slip("window-shifted", sum(products) + (step.bias or 0.0), more={"side": side})


SLIPS: tuple[Callable[[Trace, Step], Iterator[Slip]], ...] = (
    result_sign_lost,
    digits_swapped,
    bias_forgotten,
    channel_sum_missed,
    channel_sign_lost,
    window_shifted,
    sign_lost,
    product_missed,
    product_doubled,
    neighbour_read,
)


def slips_at(trace: Trace, close: Closeness, cell: tuple[int, int, int], typed: float) -> list[Slip]:
    """List the slips of one cell that give the typed number.

    Parameters
    ----------
    trace : Trace
    close : Closeness
        Of the same layer: it tells which numbers count as equal.
    cell : (out_channel, row, col)
    typed : float

    Returns
    -------
    list of Slip
        Those of the whole cell first, then those of single products in the order of the sum. Where none
        gives the number itself, those that agree with it to the digits shown, two decimals or more.

    Examples
    --------
    >>> from dsviz.check.solved_layer import SolvedLayer
    >>> from dsviz.conv.trace import trace
    >>> traced = trace([[[2, 3], [6, 1]]], [[[[3, -2], [-1, 4]]]], backend="numpy")
    >>> close = Closeness.of(SolvedLayer.of(traced.layer), np.array([-6.0]))
    >>> [(slip.id, slip.values["product"]) for slip in slips_at(traced, close, (0, 0, 0), -6.0)]
    [('product-missed', 4.0)]
    """
    step, number = trace.at(*cell), np.array(typed)
    if len(step.taps) > MOST_TAPS or close.exact(np.array(step.result), number):
        return []
    slips = [slip for kind in SLIPS for slip in kind(trace, step)]
    numbers = np.array([slip.number for slip in slips])
    same = close.exact(numbers, number)
    if not same.any() and close.digits is not None and close.digits.decimals >= LEAST_DECIMALS:
        same = close.as_shown(numbers, number)
    return [slips[at] for at in np.flatnonzero(same)]


def named(tap: Tap) -> dict[str, Any]:
    """A product's place and numbers; `kernel_channel` counts the slices of the filter."""
    place = ("in_channel", "in_row", "in_col", "out_channel", "kernel_channel", "kernel_row", "kernel_col")
    return {name: getattr(tap, name) for name in (*place, "x", "weight", "product")}


def _channel_sums(step: Step) -> Iterator[tuple[int, float]]:
    first = step.taps[0].in_channel
    # With one channel its sum is the result: that is another slip.
    return ((first + c, amount) for c, amount in enumerate(step.channel_sums) if len(step.channel_sums) > 1)


def padded_value(trace: Trace, channel: int, row: int, col: int) -> float | None:
    """The number in a cell of the padded input, counted from the unpadded corner; None outside of it."""
    at = row + trace.layer.pads[0][0], col + trace.layer.pads[1][0]
    rows, columns = trace.layer.sources
    if not (0 <= at[0] < len(rows) and 0 <= at[1] < len(columns)):
        return None
    source = int(rows[at[0]]), int(columns[at[1]])
    return 0.0 if min(source) < 0 else float(trace.layer.x[(channel, *source)])
