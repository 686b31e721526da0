"""What a typed sum may be the sum of: a whole window, one channel of it, or its channel sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, product

from dsviz.check.errors import CheckError
from dsviz.conv.step import Step, Tap

MOST_CHANNELS = 64
MOST_MIXED = 4  # channels, each of which may be its products or its sum

Pair = tuple[float, float]


def key(value: float) -> float:
    """The number by which a typed one is matched: to six digits, as the cells of the stage show it.

    >>> key(1234567.0), key(0.33333333)
    (1234567.0, 0.333333)
    """
    return (value if value.is_integer() else float(f"{value:.6g}")) + 0.0


def pair_key(a: float, b: float) -> Pair:
    """A product's two factors, in either order."""
    a, b = key(a), key(b)
    return (a, b) if a <= b else (b, a)


@dataclass(frozen=True, slots=True)
class Expected:
    """One term that belongs into the sum.

    Attributes
    ----------
    kind : {"product", "bias", "channel-sum"}
    value : float
    in_channel : int or None
    tap : Tap or None
        For a product.
    """

    kind: str
    value: float
    in_channel: int | None = None
    tap: Tap | None = None

    @property
    def pair(self) -> Pair | None:
        """The factors of a product."""
        return None if self.tap is None else pair_key(self.tap.x, self.tap.weight)


@dataclass(frozen=True)
class Scope:
    """A sum that a person may have meant.

    Attributes
    ----------
    name : {"window", "channel", "channel-sums"}
    expected : tuple of Expected
    total : float
    in_channel : int or None
        Where it is one channel's sum.
    """

    name: str
    expected: tuple[Expected, ...]
    total: float
    in_channel: int | None = None


def scopes(step: Step, channel: int | None = None) -> Iterator[Scope]:
    """List the sums of a step, the whole window first.

    Parameters
    ----------
    step : Step
    channel : int, optional
        Only this input channel's sum.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> step = trace([[[2]], [[3]]], [[[[1]], [[-2]]]], [4], backend="numpy")[0]
    >>> [(scope.name, scope.total, len(scope.expected)) for scope in scopes(step)]
    [('window', 0.0, 3), ('channel-sums', 0.0, 3), ('channel', 2.0, 1), ('channel', -6.0, 1)]
    """
    first = step.taps[0].in_channel
    several = len(step.channel_sums) > 1
    known = range(first, first + len(step.channel_sums))
    if channel is not None and channel not in known:
        raise CheckError("sum-channel", first=known[0], last=known[-1], got=channel)
    bias = () if step.bias is None else (Expected("bias", step.bias),)
    if channel is None:
        products = tuple(Expected("product", tap.product, tap.in_channel, tap) for tap in step.taps)
        yield Scope("window", products + bias, step.result)
    if channel is None and several:
        sums = (
            Expected("channel-sum", amount, c) for c, amount in zip(known, step.channel_sums, strict=True)
        )
        yield Scope("channel-sums", (*sums, *bias), step.result)
    chosen = known[:MOST_CHANNELS] if channel is None and several else known if channel is not None else ()
    taps = len(step.taps) // len(known)
    for at, c in enumerate(chosen):
        if channel in (None, c):
            products = tuple(
                Expected("product", tap.product, c, tap) for tap in step.taps[at * taps : (at + 1) * taps]
            )
            yield Scope("channel", products, step.channel_sums[at], c)


def mixed_scopes(step: Step) -> Iterator[Scope]:
    """List the sums of a step in which some channels stand as products and the others as their sums.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> step = trace([[[2]], [[3]]], [[[[1]], [[-2]]]], [4], backend="numpy")[0]
    >>> [[one.kind for one in scope.expected] for scope in mixed_scopes(step)]
    [['product', 'channel-sum', 'bias'], ['channel-sum', 'product', 'bias']]
    """
    whole, *others = scopes(step)
    sums = next((scope.expected for scope in others if scope.name == "channel-sums"), ())
    channels = [scope.expected for scope in others if scope.name == "channel"]
    bias = whole.expected[len(step.taps) :]
    if not 2 <= len(channels) <= MOST_MIXED:
        return
    for as_sums in product((False, True), repeat=len(channels)):
        if 0 < sum(as_sums) < len(channels):
            each = ((sums[at],) if is_sum else channels[at] for at, is_sum in enumerate(as_sums))
            yield Scope("window", (*chain.from_iterable(each), *bias), step.result)
