"""An output number as the sum it is, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from dsviz.conv.product import SumStep
from dsviz.conv.step import Step, Tap
from dsviz.wording.numbers import Product, equation, number, settled, term


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
    'y[0,0,0] = 2×1 + 3×(−2) = −4'
    >>> sum_text(trace([[[2]], [[3]]], [[[[1]], [[-2]]]], [4], backend="numpy")[0])
    'y[0,0,0] = 2×1 + 3×(−2) + 4 = 0'
    >>> sum_text(trace([[[2, 3]], [[4, 5]]], [[[[1, -2]], [[3, 1]]]], backend="numpy")[0])
    'y[0,0,0] = −4 + 17 = 13'
    """
    products: list[Product]
    if 1 < len(step.channel_sums) < len(step.taps):
        sums = exact_sums(step)
        parts, products = [number(sums[0]), *map(term, sums[1:])], [[amount] for amount in sums]
    else:
        parts, products = _written(step.taps), factors(step.taps)
    if step.bias is not None:
        parts, products = [*parts, term(step.bias)], [*products, [step.bias]]
    return equation(f"{name}[{step.out_channel},{step.row},{step.col}]", parts, products, step.result)


def products_text(step: SumStep) -> str:
    """Write a number of a gradient or of a transposed layer as the sum of all its products.

    Examples
    --------
    >>> from dsviz.conv.gradient_trace import trace_gradient
    >>> products_text(trace_gradient([[[1, -10]]], [[[1, 2, 3]]], [[[[4, 5]]]], of="x", backend="numpy")[1])
    'dx[0,0,1] = 1×5 + (−10)×4 = −35'
    """
    pairs = [(product.left.value, product.right.value) for product in step.products]
    parts = [f"{term(left) if at else number(left)}×{term(right)}" for at, (left, right) in enumerate(pairs)]
    products: list[Product] = [list(pair) for pair in pairs]
    if step.bias is not None:
        parts, products = [*parts, term(step.bias)], [*products, [step.bias]]
    name = f"{step.tensor}[{','.join(map(str, step.index))}]"
    return equation(name, parts, products, step.value) if parts else f"{name} = {number(step.value)}"


def channel_texts(step: Step) -> list[str]:
    """Write each channel's sum of products, where an output cell has several of several.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> channel_texts(trace([[[2, 3]], [[4, 5]]], [[[[1, -2]], [[3, 1]]]], backend="numpy")[0])
    ['2×1 + 3×(−2) = −4', '4×3 + 5×1 = 17']
    """
    if not 1 < len(step.channel_sums) < len(step.taps):
        return []
    return [
        equation("", _written(taps), factors(taps), amount).removeprefix(" = ")
        for taps, amount in zip(channels_of(step), step.channel_sums, strict=True)
    ]


def channels_of(step: Step) -> list[Sequence[Tap]]:
    """Return the products of a step, channel by channel; in a slip's step one can be missing or doubled."""
    return [tuple(taps) for _, taps in groupby(step.taps, key=attrgetter("in_channel"))]


def exact_sums(step: Step) -> list[float]:
    """Return the sum of each channel, without the noise of float64 where its decimals are short."""
    sums = zip(channels_of(step), step.channel_sums, strict=True)
    return [settled(factors(taps), amount) for taps, amount in sums]


def factors(taps: Sequence[Tap]) -> list[Product]:
    """Return the two factors of each product."""
    return [[tap.x, tap.weight] for tap in taps]


def _written(taps: Sequence[Tap]) -> list[str]:
    return [f"{term(tap.x) if at else number(tap.x)}×{term(tap.weight)}" for at, tap in enumerate(taps)]
