"""`count`: parameters, MACs, activations and bytes of a layer or a network, in closed form."""

from collections.abc import Iterable, Iterator
from math import prod
from typing import Any

from dsviz.conv.numbers import whole_number
from dsviz.cost.convention import Convention, Rate, preset
from dsviz.cost.errors import CostError
from dsviz.cost.layers import Conv, Layer, Linear, Reads, Shape
from dsviz.cost.result import Count, LayerCount, Network


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
