"""What counting takes and gives: a network, the numbers of a layer, the numbers of all."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import prod
from typing import Any, NamedTuple

from dsviz.cost.convention import Convention
from dsviz.cost.layers import LayerCost, Shape


@dataclass(frozen=True, slots=True)
class Network:
    """Layers in order, and the picture they are made for.

    Parameters
    ----------
    name : str
    layers : tuple of LayerCost
    in_shape : (channels, height, width), or () where the caller of ``count`` says it
    """

    name: str
    layers: tuple[LayerCost, ...]
    in_shape: Shape = ()


class LayerCount(NamedTuple):
    """The numbers of one layer, for one picture, each worked out when it is asked for.

    Attributes
    ----------
    layer : LayerCost
    in_shape, out_shape : (channels, height, width) or (features,)
    convention : Convention
    """

    layer: LayerCost
    in_shape: Shape
    out_shape: Shape
    convention: Convention

    @property
    def name(self) -> str:
        """The layer's name, or else its kind."""
        return self.layer.name or self.layer.kind

    @property
    def kind(self) -> str:
        """What sort of layer it is."""
        return self.layer.kind

    @property
    def weights(self) -> int:
        """Trained numbers that multiply."""
        return self.layer.weights(self.in_shape)

    @property
    def parameters(self) -> int:
        """All trained numbers, bias and batch norm included."""
        return self.layer.parameters(self.in_shape)

    @property
    def moving_statistics(self) -> int:
        """Numbers that are stored but not trained."""
        return self.layer.moving_statistics(self.in_shape)

    @property
    def macs(self) -> int:
        """Multiply-accumulates by the formula, those on padding included, bias not."""
        return self.layer.macs(self.in_shape, self.out_shape)

    @property
    def macs_on_padding(self) -> int:
        """How many of the MACs only read padding."""
        return self.layer.macs_on_padding(self.in_shape)

    @property
    def activations(self) -> int:
        """How many numbers the layer puts out."""
        return prod(self.out_shape)

    @property
    def operations(self) -> int | None:
        """What the chosen convention counts; None where it counts no operations."""
        if not self.convention.counts_operations:
            return None
        return self.layer.operations(self.convention, self.in_shape, self.out_shape)


@dataclass(frozen=True)
class Count:
    """A network counted: one `LayerCount` a layer, and the totals.

    Attributes
    ----------
    name : str
    layers : tuple of LayerCount
    convention : Convention
    bytes_per_number : int
    """

    name: str
    layers: tuple[LayerCount, ...]
    convention: Convention
    bytes_per_number: int

    def __len__(self) -> int:
        return len(self.layers)

    def __iter__(self) -> Iterator[LayerCount]:
        return iter(self.layers)

    @cached_property
    def parameters(self) -> int:
        """All trained numbers."""
        return sum([layer.parameters(in_shape) for layer, in_shape, _, _ in self.layers])

    @property
    def weights(self) -> int:
        """Trained numbers that multiply: no bias, no batch norm."""
        return sum(row.weights for row in self.layers)

    @property
    def moving_statistics(self) -> int:
        """Batch norm's stored means and variances."""
        return sum(row.moving_statistics for row in self.layers)

    @cached_property
    def macs(self) -> int:
        """Multiply-accumulates by the formula, whatever the convention."""
        return sum([row.macs for row in self.layers])

    @property
    def macs_on_padding(self) -> int:
        """How many of the MACs only read padding."""
        return sum(row.macs_on_padding for row in self.layers)

    @property
    def activations(self) -> int:
        """Numbers put out by all layers together."""
        return sum(row.activations for row in self.layers)

    @property
    def weight_bytes(self) -> int:
        """Bytes of all trained numbers."""
        return self.parameters * self.bytes_per_number

    @property
    def operations(self) -> int | None:
        """What the chosen convention counts; None where it counts no operations."""
        if not self.convention.counts_operations:
            return None
        convention = self.convention
        return sum([layer.operations(convention, before, after) for layer, before, after, _ in self.layers])

    @property
    def reported_parameters(self) -> int | None:
        """The parameters as the chosen convention reports them; None where it reports none."""
        if not self.convention.counts_parameters:
            return None
        stored = self.moving_statistics if self.convention.moving_statistics else 0
        return self.parameters + stored

    def __str__(self) -> str:
        """One line a layer and one for the totals, aligned.

        >>> from dsviz.cost import count, separable
        >>> print(count(separable(3, 4, padding=1), 8))
        layer      shape   parameters   MACs
        depthwise  3x8x8           27  1,728
        pointwise  4x8x8           12    768
        total                      39  2,496
        """
        lines = [("layer", "shape", "parameters", "MACs")]
        for row in self.layers:
            shape = "x".join(map(str, row.out_shape))
            lines.append((row.name, shape, f"{row.parameters:,}", f"{row.macs:,}"))
        lines.append(("total", "", f"{self.parameters:,}", f"{self.macs:,}"))
        wide = [max(map(len, column)) for column in zip(*lines, strict=True)]
        return "\n".join(
            f"{name:{wide[0]}}  {shape:{wide[1]}}  {parameters:>{wide[2]}}  {macs:>{wide[3]}}"
            for name, shape, parameters, macs in lines
        )

    def table(self) -> list[dict[str, Any]]:
        """Return one dict a layer, ready for a table: name, kind, shapes, counts, share of the MACs."""
        return [
            {
                "name": row.name,
                "kind": row.kind,
                "in_shape": row.in_shape,
                "out_shape": row.out_shape,
                "parameters": row.parameters,
                "macs": row.macs,
                "activations": row.activations,
                "weight_bytes": row.parameters * self.bytes_per_number,
                "operations": row.operations,
                "share": Fraction(row.macs, self.macs) if self.macs else Fraction(0),
            }
            for row in self.layers
        ]
