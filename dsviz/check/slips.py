"""Slips: what one small error in one cell's sum would have given.

Each function takes the cell's trace and lists numbers one slip away from the right one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from dsviz.check.mistakes_digits import Digits
from dsviz.check.mistakes_layer import Layer
from dsviz.conv.trace import Step, Tap, Trace

NEIGHBOURS = {"above": (-1, 0), "below": (1, 0), "left": (0, -1), "right": (0, 1)}
MOST_TAPS = 2500


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip and the number it gives.

    Attributes
    ----------
    id : str
    number : float
        What the cell's sum becomes.
    step : Step
    tap : Tap or None
        The product it happened to.
    more : dict or None
        What else its sentence names, such as a channel and its sum.
    """

    id: str
    number: float
    step: Step
    tap: Tap | None = None
    more: dict[str, Any] | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What its sentence names: the product's place and numbers, see `named`, and `more`."""
        return ({} if self.tap is None else named(self.step, self.tap)) | (self.more or {})


def sign_lost(steps: Trace, step: Step) -> Iterator[Slip]:
    """One product has the other sign."""
    return (Slip("sign-lost", step.result - 2 * tap.product, step, tap) for tap in step.taps)


def product_missed(steps: Trace, step: Step) -> Iterator[Slip]:
    """One product is left out."""
    return (Slip("product-missed", step.result - tap.product, step, tap) for tap in step.taps)


def product_doubled(steps: Trace, step: Step) -> Iterator[Slip]:
    """One product is added twice."""
    return (Slip("product-doubled", step.result + tap.product, step, tap) for tap in step.taps)


def neighbour_read(steps: Trace, step: Step) -> Iterator[Slip]:
    """One weight meets the input cell beside its own."""
    for tap in step.taps:
        for side, (down, across) in NEIGHBOURS.items():
            x = padded_value(steps, tap.in_channel, tap.in_row + down, tap.in_col + across)
            if x is not None:
                number = step.result + (x - tap.x) * tap.weight
                yield Slip("neighbour-read", number, step, tap, {"side": side, "neighbour": x})


def bias_forgotten(steps: Trace, step: Step) -> Iterator[Slip]:
    """The bias is left out of this cell."""
    if step.bias is not None:
        yield Slip("bias-forgotten", step.result - step.bias, step, more={"bias": step.bias})


def channel_sum_missed(steps: Trace, step: Step) -> Iterator[Slip]:
    """One channel's sum is left out of this cell."""
    return (
        Slip("channel-sum-missed", step.result - amount, step, more={"in_channel": channel, "sum": amount})
        for channel, amount in _channel_sums(step)
    )


def channel_sign_lost(steps: Trace, step: Step) -> Iterator[Slip]:
    """One channel's sum is added with the other sign."""
    return (
        Slip("channel-sign-lost", step.result - 2 * amount, step, more={"in_channel": channel, "sum": amount})
        for channel, amount in _channel_sums(step)
    )


def result_sign_lost(steps: Trace, step: Step) -> Iterator[Slip]:
    """The whole result has the other sign."""
    yield Slip("result-sign-lost", -step.result, step)


def window_shifted(steps: Trace, step: Step) -> Iterator[Slip]:
    """The whole window lies one input cell off."""
    for side, (down, across) in NEIGHBOURS.items():
        values = [
            padded_value(steps, tap.in_channel, tap.in_row + down, tap.in_col + across) for tap in step.taps
        ]
        if None not in values:
            products = (x * tap.weight for x, tap in zip(values, step.taps, strict=True) if x is not None)
            yield Slip("window-shifted", sum(products) + (step.bias or 0.0), step, more={"side": side})


SLIPS: tuple[Callable[[Trace, Step], Iterator[Slip]], ...] = (
    result_sign_lost,
    bias_forgotten,
    channel_sum_missed,
    channel_sign_lost,
    window_shifted,
    sign_lost,
    product_missed,
    product_doubled,
    neighbour_read,
)


def slips_at(
    steps: Trace, layer: Layer, cell: tuple[int, int, int], typed: float, digits: Digits | None = None
) -> list[Slip]:
    """List the slips of one cell that give the typed number.

    Parameters
    ----------
    steps : Trace
    layer : Layer
        The same layer: it tells which numbers count as equal.
    cell : (out_channel, row, col)
    typed : float
    digits : Digits, optional
        Those a framework's printout shows: where no slip gives the number itself, they have to agree.

    Returns
    -------
    list of Slip
        Those of the whole cell first, then those of single products in the order of the sum.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> steps = trace([[[2, 3], [6, 1]]], [[[[3, -2], [-1, 4]]]], backend="numpy")
    >>> layer = Layer(steps.x, steps.weight, steps.bias, steps.spec)
    >>> [(slip.id, slip.values["product"]) for slip in slips_at(steps, layer, (0, 0, 0), -6.0)]
    [('product-missed', 4.0)]
    """
    step = steps.at(*cell)
    if len(step.taps) > MOST_TAPS or layer.alike(np.array(step.result), np.array(typed)):
        return []
    slips = [slip for kind in SLIPS for slip in kind(steps, step)]
    numbers = np.array([slip.number for slip in slips])
    same = layer.alike(numbers, np.array(typed))
    if digits is not None and not same.any():
        same = digits.alike(layer, numbers, np.array(typed))
    return [slips[at] for at in np.flatnonzero(same)]


def named(step: Step, tap: Tap) -> dict[str, Any]:
    """A product's place and numbers; `kernel_channel` counts the slices of the filter."""
    names = ("in_channel", "in_row", "in_col", "kernel_row", "kernel_col", "x", "weight", "product")
    place = {"out_channel": step.out_channel, "kernel_channel": tap.in_channel - step.taps[0].in_channel}
    return place | {name: getattr(tap, name) for name in names}


def _channel_sums(step: Step) -> Iterator[tuple[int, float]]:
    first = step.taps[0].in_channel
    # With one channel its sum is the result: that is another slip.
    return ((first + c, amount) for c, amount in enumerate(step.channel_sums) if len(step.channel_sums) > 1)


def padded_value(steps: Trace, channel: int, row: int, col: int) -> float | None:
    """The number in a cell of the padded input, counted from the unpadded corner; None outside of it."""
    at = row + steps.pads[0][0], col + steps.pads[1][0]
    rows, columns = steps.sources
    if not (0 <= at[0] < len(rows) and 0 <= at[1] < len(columns)):
        return None
    source = int(rows[at[0]]), int(columns[at[1]])
    return 0.0 if min(source) < 0 else float(steps.x[(channel, *source)])
