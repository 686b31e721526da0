"""What a measurement of time is asked to do, kept within what one server can bear."""

from dataclasses import dataclass
from math import prod
from typing import Any

from dsviz.conv.numbers import whole_number
from dsviz.cost.counting import count
from dsviz.cost.describe import depthwise, pointwise, standard
from dsviz.cost.errors import CostError
from dsviz.cost.machine import cores
from dsviz.cost.result import LayerCount

MOST = {"channels": 2048, "size": 512, "kernel": 15, "stride": 8, "batch": 64}
MOST_MACS = 2_000_000_000
MOST_NUMBERS = 20_000_000
MOST_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Load:
    """What one pass of a whole batch has to do.

    Attributes
    ----------
    macs : int
    numbers : int, read and written: inputs, outputs and weights of each layer, once

    Examples
    --------
    >>> Setting(64, 128, 56).contestants()["depthwise"].macs_per_number < 5
    True
    """

    macs: int
    numbers: int

    @property
    def macs_per_number(self) -> float:
        """The arithmetic intensity: how much is computed for each number that is moved."""
        return self.macs / self.numbers


@dataclass(frozen=True)
class Setting:
    """What to measure.

    Parameters
    ----------
    in_channels, out_channels : int
    size : int, side of the square input in pixels
    kernel, stride : int; the padding is that of "same" at stride 1, an even kernel's extra cell at the end
    batch : int, pictures at once
    threads : int, at most the cores of this machine
    seconds : float, how long to measure, all contestants together
    norm_and_relu : bool, batch norm and ReLU after every convolution, as in MobileNet's block

    Raises
    ------
    ConvError, rules ``whole-number`` and ``range``
    CostError, rules ``time-range``, ``macs-limit`` and ``numbers-limit``

    Examples
    --------
    >>> Setting(64, 128, 56).seconds
    4.0
    >>> Setting(2048, 2048, 512)
    Traceback (most recent call last):
    dsviz.cost.errors.CostError: one pass of a timed layer must take at most 2,000,000,000 MACs; got \
9,895,604,649,984
    """

    in_channels: int = 64
    out_channels: int = 128
    size: int = 56
    kernel: int = 3
    stride: int = 1
    batch: int = 1
    threads: int = 1
    seconds: float = 4.0
    norm_and_relu: bool = False

    def __post_init__(self) -> None:
        _within("in_channels", self.in_channels, MOST["channels"])
        _within("out_channels", self.out_channels, MOST["channels"])
        for name in ("size", "kernel", "stride", "batch"):
            _within(name, getattr(self, name), MOST[name])
        _within("threads", self.threads, cores())
        if isinstance(self.seconds, bool) or not isinstance(self.seconds, int | float):
            raise CostError("time-range", most=MOST_SECONDS, got=repr(self.seconds))
        if not 0 < self.seconds <= MOST_SECONDS:
            raise CostError("time-range", most=MOST_SECONDS, got=self.seconds)
        self._check_load()

    @property
    def pads(self) -> tuple[int, int]:
        """Cells of padding before and after the input, the same for rows and columns.

        Examples
        --------
        >>> Setting(kernel=3).pads, Setting(kernel=2).pads
        ((1, 1), (0, 1))
        """
        return (self.kernel - 1) // 2, self.kernel // 2

    def _check_load(self) -> None:
        counted = self.contestants()
        macs = max(one.macs for one in counted.values())
        numbers = max(one.numbers for one in counted.values())
        if macs > MOST_MACS:
            raise CostError("macs-limit", most=MOST_MACS, got=macs)
        if numbers > MOST_NUMBERS:
            raise CostError("numbers-limit", most=MOST_NUMBERS, got=numbers)

    def contestants(self) -> dict[str, "Load"]:
        """Return what each contestant has to do: "standard", "separable", "depthwise", "pointwise"."""
        spatial: dict[str, Any] = {"stride": self.stride, "padding": (self.pads, self.pads)}
        steps = (
            depthwise(self.in_channels, self.kernel, **spatial),
            pointwise(self.in_channels, self.out_channels),
        )
        full = count(standard(self.in_channels, self.out_channels, self.kernel, **spatial), self.size)
        first, last = count(steps, self.size).layers
        return {
            "standard": _load(self.batch, *full),
            "separable": _load(self.batch, first, last),
            "depthwise": _load(self.batch, first),
            "pointwise": _load(self.batch, last),
        }


def _load(batch: int, *rows: LayerCount) -> Load:
    moved = sum(row.weights + batch * (prod(row.in_shape) + row.activations) for row in rows)
    return Load(batch * sum(row.macs for row in rows), moved)


def _within(name: str, value: object, most: int) -> None:
    if whole_number(name, value, least=1) > most:
        raise CostError("limit", name=name, most=most, got=value)
