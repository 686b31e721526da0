"""An output number as the sum it is, in one line."""

from __future__ import annotations

from dsviz.content.numbers import equation, number, term
from dsviz.conv.trace import Step


def sum_text(step: Step, name: str = "y") -> str:
    """Write an output cell as a sum: of its channel sums or, with one channel only, of its products.

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
    'y[0,0,0] = 2 + (−6) + 4 = 0'
    """
    if len(step.channel_sums) > 1:
        numbers = list(step.channel_sums)
        parts = [number(numbers[0]), *map(term, numbers[1:])]
    else:
        numbers = [tap.product for tap in step.taps]
        parts = [
            f"{term(tap.x) if at else number(tap.x)}·{term(tap.weight)}" for at, tap in enumerate(step.taps)
        ]
    if step.bias is not None:
        parts, numbers = [*parts, term(step.bias)], [*numbers, step.bias]
    return equation(f"{name}[{step.out_channel},{step.row},{step.col}]", parts, numbers, step.result)
