"""`count`: parameters, MACs, activations and bytes of a layer or a network, in closed form."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from dsviz.conv.numbers import whole_number
from dsviz.cost.convention import Convention, preset
from dsviz.cost.errors import CostError
from dsviz.cost.layers import Conv, LayerCost, Linear, Shape
from dsviz.cost.result import Count, LayerCount, Network
from dsviz.cost.simple_layers import Reads


def count(
    layers: Network | LayerCost | Iterable[Any],
    size: Any = None,
    *,
    convention: Convention | str = "macs",
    bytes_per_number: int = 4,
) -> Count:
    """Count a layer or a network without running it.

    Parameters
    ----------
    layers : Network, LayerCost or nested sequences of layers
    size : int, (height, width), (channels, height, width) or (features,)
        The input picture. May be left out where a `Network` that names its own or a `Linear` comes first.
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
    if not isinstance(chosen, Convention):
        raise CostError("convention-form", got=repr(chosen))
    whole_number("bytes_per_number", bytes_per_number, least=1)
    name, flat, own_shape = _taken_apart(layers)
    shape = _in_shape(size, flat, own_shape)
    rows = []
    for layer in flat:
        if isinstance(layer, Reads):
            shape = layer.in_shape
            layer = layer.layer
        out_shape = layer.out_shape(shape)
        rows.append(LayerCount(layer, shape, out_shape, chosen))
        shape = out_shape
    return Count(name, tuple(rows), chosen, bytes_per_number)


def _taken_apart(layers: Any) -> tuple[str, tuple[LayerCost, ...], Shape]:
    parts = tuple(_parts(layers))
    flat = tuple(chain.from_iterable(_layers_of(part) for part in parts))
    name = layers.name if isinstance(layers, Network) else ""
    return name, flat, parts[0].in_shape if parts and isinstance(parts[0], Network) else ()


def _layers_of(part: LayerCost | Network) -> Iterable[LayerCost]:
    return part.layers if isinstance(part, Network) else (part,)


def _parts(layers: Any) -> Iterator[LayerCost | Network]:
    if isinstance(layers, LayerCost | Network):
        yield layers
    elif isinstance(layers, Iterable) and not isinstance(layers, str):
        for one in layers:
            yield from _parts(one)
    else:
        raise CostError("layer-known", got=repr(layers))


def _in_shape(size: Any, layers: tuple[LayerCost, ...], own_shape: Shape) -> Shape:
    first = layers[0] if layers else None
    if size is None:
        return own_shape or _shape_without_size(first)
    numbers = tuple(size) if isinstance(size, tuple | list) else (size, size)
    shape = tuple(whole_number("size", one, least=1) for one in numbers)
    if len(shape) in (1, 3):
        return shape
    if len(shape) != 2:
        raise CostError("size-form", got=repr(size))
    if isinstance(first, Conv):
        return (first.in_channels, *shape)
    if own_shape:
        return (own_shape[0], *shape)
    raise CostError("channels-needed", got=repr(size))


def _shape_without_size(first: LayerCost | None) -> Shape:
    if isinstance(first, Linear):
        return (first.in_features,)
    if first is None or isinstance(first, Reads):
        return ()
    raise CostError("size-needed")
