"""Layers as descriptions: enough to count them, nothing computed.

A shape is that of one picture: ``(channels, height, width)``, or ``(features,)`` after ``Flatten``.
"""

from dataclasses import dataclass, field
from math import prod
from typing import Any, ClassVar

from dsviz.conv.errors import ConvError
from dsviz.conv.numbers import pair, whole_number
from dsviz.conv.spec import ConvSpec
from dsviz.cost.errors import CostError
from dsviz.cost.padding import macs_on_pixels

Shape = tuple[int, ...]

PLAIN = ConvSpec()


@dataclass(frozen=True, slots=True)
class Layer:
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


@dataclass(frozen=True, slots=True)
class Conv(Layer):
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

    def __post_init__(self) -> None:
        in_channels = whole_number("in_channels", self.in_channels, least=1)
        out_channels = whole_number("out_channels", self.out_channels, least=1)
        groups = self.spec.groups
        object.__setattr__(self, "kernel", pair("kernel", self.kernel, least=1))
        if in_channels % groups:
            raise ConvError("groups-divide-in-channels", groups=groups, in_channels=in_channels)
        if out_channels % groups:
            raise ConvError("groups-divide-out-channels", groups=groups, out_channels=out_channels)

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
        return (self.out_channels, *self.spec.output_size((in_shape[1], in_shape[2]), self.kernel))

    def weights(self, in_shape: Shape) -> int:
        """Return kh * kw * in_channels / groups * out_channels."""
        return prod(self.kernel) * (self.in_channels // self.spec.groups) * self.out_channels

    def parameters(self, in_shape: Shape) -> int:
        """Return the weights, and one bias per output channel where there is one."""
        return self.weights(in_shape) + self.out_channels * self.bias

    def macs(self, in_shape: Shape, out_shape: Shape) -> int:
        """Return the weights times the places of the OUTPUT map."""
        return self.weights(in_shape) * out_shape[1] * out_shape[2]

    def macs_on_padding(self, in_shape: Shape) -> int:
        """Count the multiplications whose input lies in the padding."""
        channels, height, width = in_shape
        real = macs_on_pixels((channels, height, width), self.out_channels, self.kernel, self.spec)
        return self.macs(in_shape, self.out_shape(in_shape)) - real


@dataclass(frozen=True, slots=True)
class Linear(Layer):
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


@dataclass(frozen=True, slots=True)
class BatchNorm(Layer):
    """Batch norm with a trained scale and shift per channel; it has no MACs of its own."""

    kind: ClassVar[str] = "batch_norm"

    def parameters(self, in_shape: Shape) -> int:
        """Return a scale and a shift per channel."""
        return 2 * in_shape[0]

    def moving_statistics(self, in_shape: Shape) -> int:
        """Return a mean and a variance per channel."""
        return 2 * in_shape[0]


@dataclass(frozen=True, slots=True)
class Activation(Layer):
    """ReLU or another function of one number at a time."""

    kind: ClassVar[str] = "activation"


@dataclass(frozen=True, slots=True)
class Softmax(Layer):
    """Softmax along the last axis."""

    kind: ClassVar[str] = "softmax"


@dataclass(frozen=True, slots=True)
class Add(Layer):
    """The sum of two tensors of one shape: the end of a shortcut."""

    kind: ClassVar[str] = "add"


@dataclass(frozen=True, slots=True)
class Pool(Layer):
    """Max or average pooling with a square window and torch's default stride, the window's side."""

    kernel: int = 2
    average: bool = False

    def __post_init__(self) -> None:
        whole_number("kernel", self.kernel, least=1)

    @property
    def kind(self) -> str:  # type: ignore[override]
        """``average_pool`` or ``max_pool``."""
        return "average_pool" if self.average else "max_pool"

    def out_shape(self, in_shape: Shape) -> Shape:
        """Return the shape with height and width divided by the window's side, rounded down."""
        channels, height, width = in_shape
        if self.kernel > min(height, width):
            raise CostError("pool-window-fits", window=self.kernel, size=min(height, width))
        return (channels, height // self.kernel, width // self.kernel)


@dataclass(frozen=True, slots=True)
class GlobalPool(Layer):
    """The mean of each channel: adaptive average pooling to 1x1."""

    kind: ClassVar[str] = "global_pool"

    def out_shape(self, in_shape: Shape) -> Shape:
        """Return (channels, 1, 1)."""
        return (in_shape[0], 1, 1)


@dataclass(frozen=True, slots=True)
class Flatten(Layer):
    """All numbers of a picture in one row."""

    kind: ClassVar[str] = "flatten"

    def out_shape(self, in_shape: Shape) -> Shape:
        """Return (how many numbers there are,)."""
        return (prod(in_shape),)


@dataclass(frozen=True, slots=True)
class MatMul(Layer):
    """The product of two activations, ``(rows, inner) @ (inner, columns)``; nothing in it is trained."""

    rows: int
    inner: int
    columns: int
    kind: ClassVar[str] = "matmul"

    def out_shape(self, in_shape: Shape) -> Shape:
        """Return (1, rows, columns), one map."""
        return (1, self.rows, self.columns)

    def macs(self, in_shape: Shape, out_shape: Shape) -> int:
        """Return rows * inner * columns."""
        return self.rows * self.inner * self.columns


@dataclass(frozen=True, slots=True)
class Reads(Layer):
    """A layer that reads something else than the output before it: a branch, or a reshaped tensor.

    Examples
    --------
    >>> Reads(Conv(8, 4, 1), (8, 6, 6)).layer.out_channels
    4
    """

    layer: Layer
    in_shape: Shape
