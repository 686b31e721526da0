"""`count`: parameters, MACs, activations and bytes of a layer or a network, in closed form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import prod
from typing import Any

from dsviz.conv.numbers import whole_number
from dsviz.cost.convention import Convention, Rate, preset
from dsviz.cost.errors import CostError
from dsviz.cost.layers import Conv, Layer, Linear, Reads, Shape


@dataclass(frozen=True, slots=True)
class Network:
    """Layers in order, and the picture they are made for.

    Parameters
    ----------
    name : str
    layers : tuple of Layer
    in_shape : (channels, height, width), or () where the caller of ``count`` says it
    """

    name: str
    layers: tuple[Layer, ...]
    in_shape: Shape = ()


@dataclass(frozen=True, slots=True)
class LayerCount:
    """The numbers of one layer, for one picture.

    Attributes
    ----------
    name, kind : str
    in_shape, out_shape : (channels, height, width) or (features,)
    weights : int, trained numbers that multiply
    parameters : int, all trained numbers, bias and batch norm included
    moving_statistics : int, stored but not trained
    macs : int, multiply-accumulates by the formula, those on padding included, bias not
    operations : int or None, what the chosen convention counts
    layer : Layer
    """

    name: str
    kind: str
    in_shape: Shape
    out_shape: Shape
    weights: int
    parameters: int
    moving_statistics: int
    macs: int
    operations: int | None
    layer: Layer

    @property
    def activations(self) -> int:
        """How many numbers the layer puts out."""
        return prod(self.out_shape)

    @property
    def macs_on_padding(self) -> int:
        """How many of the MACs only read padding."""
        return self.layer.macs_on_padding(self.in_shape)


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
        return sum(row.parameters for row in self.layers)

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
        return sum(row.macs for row in self.layers)

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
        return sum(row.operations or 0 for row in self.layers)

    @property
    def reported_parameters(self) -> int | None:
        """The parameters as the chosen convention reports them; None where it reports none."""
        if not self.convention.counts_parameters:
            return None
        return self.parameters + self.moving_statistics * self.convention.moving_statistics

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


def count(
    layers: Network | Layer | Iterable[Any],
    size: Any = None,
    *,
    convention: Convention | str = "macs",
    bytes_per_number: int = 4,
) -> Count:
    """Count a layer or a network without running it.

    Parameters
    ----------
    layers : Network, Layer or nested sequences of layers
    size : int, (height, width) or (channels, height, width)
        The input picture. May be left out for a `Network` that names its own and for a lone `Linear`.
    convention : Convention or a name in ``PRESETS``
        What ``operations`` and ``reported_parameters`` count; ``macs`` and ``parameters`` stay the same.
    bytes_per_number : int, 4 for float32

    Returns
    -------
    Count, for one picture

    Raises
    ------
    CostError, ConvError

    Notes
    -----
    A convolution has K * K * C / g * N weights and that many MACs at each of its Ho * Wo output places.

    Examples
    --------
    >>> from dsviz.cost import count, separable, standard
    >>> full = count(standard(64, 128, 3, padding=1), 56)
    >>> pair = count(separable(64, 128, 3, padding=1), 56)
    >>> full.macs, pair.macs, round(full.macs / pair.macs, 2)
    (231211008, 27496448, 8.41)
    """
    chosen = preset(convention) if isinstance(convention, str) else convention
    whole_number("bytes_per_number", bytes_per_number, least=1)
    name, flat, own_shape = _taken_apart(layers)
    shape = _in_shape(size, flat, own_shape)
    rows = []
    for layer in flat:
        row = _layer_count(layer, shape, chosen)
        shape = row.out_shape
        rows.append(row)
    return Count(name, tuple(rows), chosen, bytes_per_number)


def _taken_apart(layers: Any) -> tuple[str, tuple[Layer, ...], Shape]:
    if isinstance(layers, Network):
        return layers.name, layers.layers, layers.in_shape
    return "", tuple(_flat(layers)), ()


def _flat(layers: Any) -> Iterator[Layer]:
    if isinstance(layers, Layer):
        yield layers
    elif isinstance(layers, Network):
        yield from layers.layers
    elif isinstance(layers, Iterable) and not isinstance(layers, str):
        for one in layers:
            yield from _flat(one)
    else:
        raise CostError("layer-known", got=repr(layers))


def _in_shape(size: Any, layers: tuple[Layer, ...], own_shape: Shape) -> Shape:
    first = layers[0] if layers else None
    if size is None:
        return own_shape or _shape_without_size(first)
    numbers = tuple(size) if isinstance(size, tuple | list) else (size, size)
    shape = tuple(whole_number("size", one, least=1) for one in numbers)
    if len(shape) == 3:
        return shape
    if len(shape) != 2:
        raise CostError("size-form", got=repr(size))
    if isinstance(first, Conv):
        return (first.in_channels, *shape)
    if own_shape:
        return (own_shape[0], *shape)
    raise CostError("channels-needed", got=repr(size))


def _shape_without_size(first: Layer | None) -> Shape:
    if isinstance(first, Linear):
        return (first.in_features,)
    if first is None or isinstance(first, Reads):
        return ()
    raise CostError("size-needed")


def _layer_count(layer: Layer, in_shape: Shape, convention: Convention) -> LayerCount:
    if isinstance(layer, Reads):
        return _layer_count(layer.layer, layer.in_shape, convention)
    out_shape = layer.out_shape(in_shape)
    macs = layer.macs(in_shape, out_shape)
    parameters = layer.parameters(in_shape)
    operations = None
    if convention.counts_operations:
        operations = _operations(layer, in_shape, out_shape, macs, parameters, convention)
    return LayerCount(
        name=layer.name or layer.kind,
        kind=layer.kind,
        in_shape=in_shape,
        out_shape=out_shape,
        weights=layer.weights(in_shape),
        parameters=parameters,
        moving_statistics=layer.moving_statistics(in_shape),
        macs=macs,
        operations=operations,
        layer=layer,
    )


def _operations(
    layer: Layer, in_shape: Shape, out_shape: Shape, macs: int, parameters: int, convention: Convention
) -> int:
    if isinstance(layer, Conv):
        counted = macs if convention.padding else macs - layer.macs_on_padding(in_shape)
        return convention.per_mac * counted + (convention.conv_bias and layer.bias) * prod(out_shape)
    if isinstance(layer, Linear):
        return convention.per_mac * macs + (convention.linear_bias and layer.bias) * prod(out_shape)
    if layer.kind == "matmul":
        return convention.per_mac * macs * convention.matmul
    rate: Rate | None = getattr(convention, layer.kind, None)
    return rate.charge(prod(in_shape), prod(out_shape), parameters) if rate else 0
