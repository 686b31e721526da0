"""Layers as descriptions: enough to count them, nothing computed.

A shape is that of one picture: ``(channels, height, width)``, or ``(features,)`` after ``Flatten``.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from math import prod
from typing import Any, ClassVar

from dsviz.conv.errors import ConvError
from dsviz.conv.geometry import output_size
from dsviz.conv.numbers import pair, whole_number
from dsviz.conv.spec import ConvSpec
from dsviz.cost.convention import Convention
from dsviz.cost.errors import CostError, yes_or_no
from dsviz.cost.padding import macs_on_pixels

Shape = tuple[int, ...]

PLAIN = ConvSpec()

#: The engine's output size, remembered: a network asks for the same few again and again.
side = lru_cache(maxsize=4096)(output_size)


@dataclass(frozen=True, slots=True)
class LayerCost:
    """What every layer answers; this one changes no shape, has no parameters and multiplies nothing."""

    name: str = field(default="", kw_only=True)
    kind: ClassVar[str] = "layer"

    def out_shape(self, in_shape: Shape) -> Shape:
        """Return the shape of the output."""
        return in_shape

    def weights(self, in_shape: Shape) -> int:
        """Count the trained numbers that multiply an input (kernels and matrices, no bias)."""
        return 0

    def parameters(self, in_shape: Shape) -> int:
        """Count all trained numbers."""
        return self.weights(in_shape)

    def moving_statistics(self, in_shape: Shape) -> int:
        """Count the numbers that are stored but not trained (batch norm's mean and variance)."""
        return 0

    def macs(self, in_shape: Shape, out_shape: Shape) -> int:
        """Count multiply-accumulates by the formula, those on padding included, bias not."""
        return 0

    def macs_on_padding(self, in_shape: Shape) -> int:
        """Count how many of ``macs`` only read padding."""
        return 0

    def operations(self, convention: Convention, in_shape: Shape, out_shape: Shape) -> int:
        """Count what a convention counts of this layer."""
        return 0


@dataclass(frozen=True, slots=True)
class Conv(LayerCost):
    """A convolution: ``weight`` has the shape ``(out_channels, in_channels / groups, kh, kw)``.

    Parameters
    ----------
    in_channels, out_channels : int
    kernel : int or (kernel_height, kernel_width)
    spec : ConvSpec, its stride, padding, dilation and groups
    bias : bool

    Raises
    ------
    ConvError, where the groups do not divide both channel counts or a number is not a positive integer

    Examples
    --------
    >>> layer = Conv(64, 128, 3, ConvSpec(padding=1), bias=True)
    >>> layer.parameters((64, 56, 56)), layer.out_shape((64, 56, 56))
    (73856, (128, 56, 56))
    """

    in_channels: int
    out_channels: int
    kernel: Any = 3
    spec: ConvSpec = PLAIN
    bias: bool = False
    _weights: int = field(init=False, repr=False, compare=False)
    _axes: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        in_channels = whole_number("in_channels", self.in_channels, least=1)
        out_channels = whole_number("out_channels", self.out_channels, least=1)
        yes_or_no("bias", self.bias)
        groups = self.spec.groups
        object.__setattr__(self, "kernel", pair("kernel", self.kernel, least=1))
        if in_channels % groups:
            raise ConvError("groups-divide-in-channels", groups=groups, in_channels=in_channels)
        if out_channels % groups:
            raise ConvError("groups-divide-out-channels", groups=groups, out_channels=out_channels)
        object.__setattr__(self, "_weights", prod(self.kernel) * (in_channels // groups) * out_channels)
        object.__setattr__(self, "_axes", _axes(self.spec, self.kernel))

    @property
    def kind(self) -> str:  # type: ignore[override]
        """The name of this sort of convolution."""
        if 1 < self.spec.groups == self.in_channels:
            return "depthwise"
        if self.spec.groups > 1:
            return "grouped"
        return "pointwise" if self.kernel == (1, 1) else "standard"

    def out_shape(self, in_shape: Shape) -> Shape:
        """Return (out_channels, out_height, out_width)."""
        if len(in_shape) != 3 or in_shape[0] != self.in_channels:
            raise CostError("in-channels-match", shape=in_shape, in_channels=self.in_channels)
        _, height, width = in_shape
        if not self._axes:
            return (self.out_channels, *self.spec.output_size((height, width), self.kernel))
        rows, columns = self._axes
        return (self.out_channels, side(height, *rows), side(width, *columns))

    def weights(self, in_shape: Shape) -> int:
        """Return kh * kw * in_channels / groups * out_channels."""
        return self._weights

    def parameters(self, in_shape: Shape) -> int:
        """Return the weights, and one bias per output channel where there is one."""
        return self._weights + self.out_channels * self.bias

    def macs(self, in_shape: Shape, out_shape: Shape) -> int:
        """Return the weights times the places of the OUTPUT map."""
        return self._weights * out_shape[1] * out_shape[2]

    def macs_on_padding(self, in_shape: Shape) -> int:
        """Count the multiplications whose input lies in the padding."""
        channels, height, width = in_shape
        real = macs_on_pixels((channels, height, width), self.out_channels, self.kernel, self.spec)
        return self.macs(in_shape, self.out_shape(in_shape)) - real

    def operations(self, convention: Convention, in_shape: Shape, out_shape: Shape) -> int:
        """Count the MACs, with or without those on padding, and an addition per output where bias counts."""
        if self.spec.padding == "same" and not convention.same_padding:
            return 0
        macs = self.macs(in_shape, out_shape)
        if not convention.padding:
            macs -= self.macs_on_padding(in_shape)
        additions = prod(out_shape) if self.bias and convention.conv_bias else 0
        return convention.per_mac * macs + additions


@dataclass(frozen=True, slots=True)
class Linear(LayerCost):
    """A fully connected layer reading ``(in_features,)``.

    Examples
    --------
    >>> Linear(1024, 10).parameters((1024,))
    10250
    """

    in_features: int
    out_features: int
    bias: bool = True
    kind: ClassVar[str] = "linear"

    def __post_init__(self) -> None:
        whole_number("in_features", self.in_features, least=1)
        whole_number("out_features", self.out_features, least=1)
        yes_or_no("bias", self.bias)

    def out_shape(self, in_shape: Shape) -> Shape:
        """Return (out_features,)."""
        if in_shape != (self.in_features,):
            raise CostError("in-features-match", shape=in_shape, in_features=self.in_features)
        return (self.out_features,)

    def weights(self, in_shape: Shape) -> int:
        """Return in_features * out_features."""
        return self.in_features * self.out_features

    def parameters(self, in_shape: Shape) -> int:
        """Return the weights, and one bias per output where there is one."""
        return self.weights(in_shape) + self.out_features * self.bias

    def macs(self, in_shape: Shape, out_shape: Shape) -> int:
        """Return one multiplication per weight."""
        return self.weights(in_shape)

    def operations(self, convention: Convention, in_shape: Shape, out_shape: Shape) -> int:
        """Count the MACs, and an addition per output where bias counts."""
        additions = self.out_features if self.bias and convention.linear_bias else 0
        return convention.per_mac * self.weights(in_shape) + additions


def _axes(spec: ConvSpec, kernel: tuple[int, int]) -> tuple[tuple[int, ...], ...]:
    # What `side` wants beside the input's side. "same" and the copying modes depend on the input: none.
    if isinstance(spec.padding, str) or spec.padding_mode != "zeros":
        return ()
    (top, bottom), (left, right) = spec.padding
    return (
        (kernel[0], spec.stride[0], top + bottom, spec.dilation[0]),
        (kernel[1], spec.stride[1], left + right, spec.dilation[1]),
    )
