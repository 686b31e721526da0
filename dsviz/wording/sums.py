"""An output number as the sum it is, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from dsviz.conv.trace import Step, Tap
from dsviz.wording.numbers import equation, number, term


def sum_text(step: Step, name: str = "y") -> str:
    """Write an output cell as a sum: of its products; of the channels' sums where several have several.

    Parameters
    ----------
    step : Step
    name : str
        What the output tensor is called.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> sum_text(trace([[[2, 3]]], [[[[1, -2]]]], backend="numpy")[0])
    'y[0,0,0] = 2·1 + 3·(−2) = −4'
    >>> sum_text(trace([[[2]], [[3]]], [[[[1]], [[-2]]]], [4], backend="numpy")[0])
    'y[0,0,0] = 2·1 + 3·(−2) + 4 = 0'
    >>> sum_text(trace([[[2, 3]], [[4, 5]]], [[[[1, -2]], [[3, 1]]]], backend="numpy")[0])
    'y[0,0,0] = −4 + 17 = 13'
    """
    if 1 < len(step.channel_sums) < len(step.taps):
        numbers = list(step.channel_sums)
        parts = [number(numbers[0]), *map(term, numbers[1:])]
    else:
        numbers = [tap.product for tap in step.taps]
        parts = _products(step.taps)
    if step.bias is not None:
        parts, numbers = [*parts, term(step.bias)], [*numbers, step.bias]
    return equation(f"{name}[{step.out_channel},{step.row},{step.col}]", parts, numbers, step.result)


def channel_texts(step: Step) -> list[str]:
    """Write each channel's sum of products, where an output cell has several of several.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> channel_texts(trace([[[2, 3]], [[4, 5]]], [[[[1, -2]], [[3, 1]]]], backend="numpy")[0])
    ['2·1 + 3·(−2) = −4', '4·3 + 5·1 = 17']
    """
    channels = len(step.channel_sums)
    if not 1 < channels < len(step.taps):
        return []
    size, found = len(step.taps) // channels, []
    for at, amount in enumerate(step.channel_sums):
        taps = step.taps[at * size : (at + 1) * size]
        products = [tap.product for tap in taps]
        found.append(equation("", _products(taps), products, amount).removeprefix(" = "))
    return found


def _products(taps: Sequence[Tap]) -> list[str]:
    return [f"{term(tap.x) if at else number(tap.x)}·{term(tap.weight)}" for at, tap in enumerate(taps)]
