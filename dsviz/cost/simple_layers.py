"""The layers between the convolutions, described: norm, activation, pooling, reshaping, products."""

from dataclasses import dataclass
from math import prod
from typing import ClassVar

from dsviz.content import Listed
from dsviz.conv.numbers import whole_number
from dsviz.cost.convention import Convention
from dsviz.cost.errors import CostError, yes_or_no
from dsviz.cost.layers import LayerCost, Shape

FUNCTIONS = ("relu", "relu6", "sigmoid")


@dataclass(frozen=True, slots=True)
class BatchNorm(LayerCost):
    """Batch norm of maps with a trained scale and shift per channel; it has no MACs of its own."""

    kind: ClassVar[str] = "batch_norm"

    def out_shape(self, in_shape: Shape) -> Shape:
        """Return the shape of the maps unchanged."""
        return _maps(self, in_shape)

    def parameters(self, in_shape: Shape) -> int:
        """Return a scale and a shift per channel."""
        return 2 * in_shape[0]

    def moving_statistics(self, in_shape: Shape) -> int:
        """Return a mean and a variance per channel."""
        return 2 * in_shape[0]

    def operations(self, convention: Convention, in_shape: Shape, out_shape: Shape) -> int:
        """Count at the convention's rate for batch norm."""
        return convention.batch_norm.charge(in_shape, out_shape, 2 * in_shape[0])


@dataclass(frozen=True, slots=True)
class Activation(LayerCost):
    """A function of one number at a time: "relu", "relu6" or "sigmoid"."""

    function: str = "relu"
    kind: ClassVar[str] = "activation"

    def __post_init__(self) -> None:
        if self.function not in FUNCTIONS:
            raise CostError("known-function", known=Listed(FUNCTIONS), got=repr(self.function))

    def operations(self, convention: Convention, in_shape: Shape, out_shape: Shape) -> int:
        """Count at the convention's rate for this function."""
        return convention.of_function(self.function).charge(in_shape, out_shape)


@dataclass(frozen=True, slots=True)
class Softmax(LayerCost):
    """Softmax along the last axis."""

    kind: ClassVar[str] = "softmax"


@dataclass(frozen=True, slots=True)
class Add(LayerCost):
    """The sum of two tensors of one shape: the end of a shortcut."""

    kind: ClassVar[str] = "add"


@dataclass(frozen=True, slots=True)
class Pool(LayerCost):
    """Max or average pooling with a square window and torch's default stride, the window's side."""

    kernel: int = 2
    average: bool = False

    def __post_init__(self) -> None:
        whole_number("kernel", self.kernel, least=1)
        yes_or_no("average", self.average)

    @property
    def kind(self) -> str:  # type: ignore[override]
        """``average_pool`` or ``max_pool``."""
        return "average_pool" if self.average else "max_pool"

    def out_shape(self, in_shape: Shape) -> Shape:
        """Return the shape with height and width divided by the window's side, rounded down."""
        channels, height, width = _maps(self, in_shape)
        if self.kernel > min(height, width):
            raise CostError("pool-window-fits", window=self.kernel, size=min(height, width))
        return (channels, height // self.kernel, width // self.kernel)

    def operations(self, convention: Convention, in_shape: Shape, out_shape: Shape) -> int:
        """Count at the convention's rate for this sort of pooling."""
        rate = convention.average_pool if self.average else convention.max_pool
        return rate.charge(in_shape, out_shape)


@dataclass(frozen=True, slots=True)
class GlobalPool(LayerCost):
    """The mean of each channel: adaptive average pooling to 1x1."""

    kind: ClassVar[str] = "global_pool"

    def out_shape(self, in_shape: Shape) -> Shape:
        """Return (channels, 1, 1)."""
        return (_maps(self, in_shape)[0], 1, 1)

    def operations(self, convention: Convention, in_shape: Shape, out_shape: Shape) -> int:
        """Count at the convention's rate for global pooling."""
        return convention.global_pool.charge(in_shape, out_shape)


@dataclass(frozen=True, slots=True)
class Flatten(LayerCost):
    """All numbers of a picture in one row."""

    kind: ClassVar[str] = "flatten"

    def out_shape(self, in_shape: Shape) -> Shape:
        """Return (how many numbers there are,)."""
        return (prod(in_shape),)


@dataclass(frozen=True, slots=True)
class MatMul(LayerCost):
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

    def operations(self, convention: Convention, in_shape: Shape, out_shape: Shape) -> int:
        """Count the MACs where the convention sees matrix products at all."""
        return convention.per_mac * self.macs(in_shape, out_shape) * convention.matmul


@dataclass(frozen=True, slots=True)
class Reads(LayerCost):
    """A layer that reads something else than the output before it: a branch, or a reshaped tensor.

    Examples
    --------
    >>> Reads(Activation(name="theta"), (8, 6, 6)).layer.name
    'theta'
    """

    layer: LayerCost
    in_shape: Shape


def _maps(layer: LayerCost, in_shape: Shape) -> Shape:
    # A row of numbers has no height and width left to pool, and no channel a scale could belong to.
    if len(in_shape) != 3:
        raise CostError("maps-needed", kind=layer.kind, shape=in_shape)
    return in_shape
