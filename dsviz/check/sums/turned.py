"""The sum of a window under a kernel turned by 180°, as a true convolution has it."""

from __future__ import annotations

import math
from dataclasses import replace

from dsviz.conv.step import Step


def turned(step: Step) -> Step:
    """Lay every slice of the kernel turned by 180° on the window; each weight keeps its own place.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> other = turned(trace([[[2, 3]]], [[[[5, 7]]]], [1], backend="numpy")[0])
    >>> [(tap.x, tap.weight, tap.kernel_col) for tap in other.taps], other.result
    ([(2.0, 7.0, 1), (3.0, 5.0, 0)], 30.0)
    """
    size = len(step.taps) // len(step.channel_sums)
    slices = [step.taps[first : first + size] for first in range(0, len(step.taps), size)]
    each = [
        tuple(
            replace(
                tap,
                kernel_row=other.kernel_row,
                kernel_col=other.kernel_col,
                weight=other.weight,
                product=tap.x * other.weight,
            )
            for tap, other in zip(taps, reversed(taps), strict=True)
        )
        for taps in slices
    ]
    sums = tuple(math.fsum(tap.product for tap in taps) for taps in each)
    result = math.fsum((*sums, step.bias or 0.0))
    taps = tuple(tap for of_slice in each for tap in of_slice)
    return replace(step, taps=taps, channel_sums=sums, result=result)
