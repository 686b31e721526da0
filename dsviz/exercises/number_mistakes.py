"""Mistakes with an output size, a parameter count or a count of MACs, each as the number it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from dsviz.conv.geometry import receptive_field
from dsviz.conv.numbers import Pair
from dsviz.cost import Conv, count

Numbers = Iterator[tuple[str, int]]
Row = tuple[int, int, int, int]  # kernel, stride, padding before and dilation of a layer, along its rows


def explained(asked: str, layers: Sequence[Conv], size: Pair, typed: float) -> tuple[str, ...]:
    """Say which single mistakes give the typed number.

    Parameters
    ----------
    asked : {"height", "width", "parameters", "macs", "field", "jump"}
    layers : sequence of Conv
        For the sizes one layer; for the counts one layer, or a depthwise and a pointwise one; for the
        receptive field and the jump layers in a row, square in everything.
    size : (h, w)
        Of the input.
    typed : float

    Returns
    -------
    tuple of str
        Ids of mistakes; empty where the number is right or no mistake explains it.

    Examples
    --------
    >>> from dsviz.cost import standard
    >>> layer = standard(3, 4, 3, stride=2, padding=1)
    >>> explained("height", [layer], (8, 8), 3), explained("height", [layer], (8, 8), 4)
    (('one-forgotten', 'padding-forgotten'), ())
    >>> explained("macs", [layer], (8, 8), 108)
    ('one-place',)
    """
    right = right_number(asked, layers, size)
    found = (name for name, number in mistaken(asked, layers, size) if number == typed != right)
    return tuple(dict.fromkeys(found))


def right_number(asked: str, layers: Sequence[Conv], size: Pair) -> int:
    """Return the number itself, by the engine's formulas."""
    if asked in ("field", "jump"):
        seen = receptive_field(_rows(layers))
        return seen.size if asked == "field" else seen.jump
    counted = count(layers, size)
    if asked in ("height", "width"):
        return counted.layers[-1].out_shape[1 if asked == "height" else 2]
    return int(getattr(counted, asked))


def mistaken(asked: str, layers: Sequence[Conv], size: Pair) -> Numbers:
    """List the mistakes that can be made in a number, each with what it gives."""
    if asked == "height":
        return _sizes(layers[0], size, 0)
    if asked == "width":
        return _sizes(layers[0], size, 1)
    if asked in ("field", "jump"):
        return (_fields if asked == "field" else _jumps)(_rows(layers))
    return _parameters(layers, size) if asked == "parameters" else _macs(layers, size)


def _sizes(layer: Conv, size: Pair, axis: int) -> Numbers:
    spec, kernel = layer.spec, layer.kernel
    (before, after), other = spec.pads(size, kernel)[axis], 1 - axis
    n, k, s, d = size[axis], kernel[axis], spec.stride[axis], spec.dilation[axis]
    span = n + before + after - d * (k - 1) - 1
    yield "one-forgotten", span // s
    yield "rounded-up", -(-span // s) + 1
    yield "padding-forgotten", (span - before - after) // s + 1
    yield "padding-once", (span - after) // s + 1
    yield "padding-once", (span - before) // s + 1
    yield "dilation-ignored", (span + (d - 1) * (k - 1)) // s + 1
    yield "stride-ignored", span + 1
    yield "kernel-ignored", -(-n // s)
    yield "axes-swapped", right_number(("height", "width")[other], [layer], size)


def _rows(layers: Sequence[Conv]) -> list[Row]:
    return [(each.kernel[0], each.spec.stride[0], 0, each.spec.dilation[0]) for each in layers]


def _fields(rows: Sequence[Row]) -> Numbers:
    size, jumps = receptive_field(rows).size, [receptive_field(rows[:at]).jump for at in range(len(rows))]
    yield "strides-ignored", receptive_field([(k, 1, p, d) for k, _, p, d in rows]).size
    yield "dilations-ignored", receptive_field([(k, s, p, 1) for k, s, p, _ in rows]).size
    yield (
        "own-stride",
        1 + sum((k - 1) * d * jump * s for (k, s, _, d), jump in zip(rows, jumps, strict=True)),
    )
    yield "kernels-added", size + sum(jumps[1:])
    yield "first-cell-forgotten", size - 1
    yield "order-reversed", receptive_field(reversed(rows)).size


def _jumps(rows: Sequence[Row]) -> Numbers:
    strides = [stride for _, stride, _, _ in rows]
    yield "strides-added", sum(strides)
    yield "last-stride", strides[-1]
    yield "last-left-out", prod(strides[:-1])


def _parameters(layers: Sequence[Conv], size: Pair) -> Numbers:
    weights, biases = [_weights(each) for each in layers], sum(each.out_channels for each in layers)
    yield "bias-forgotten", sum(weights)
    yield "bias-added", sum(weights) + biases
    extra = right_number("parameters", layers, size) - sum(weights)
    yield from ((name, number + extra) for name, number in _wrong_weights(layers))
    yield "one-map-counted", right_number("macs", layers, size)


def _macs(layers: Sequence[Conv], size: Pair) -> Numbers:
    height, width = count(layers, size).layers[-1].out_shape[1:]
    places, right = height * width, right_number("macs", layers, size)
    yield "one-place", sum(map(_weights, layers))
    yield "input-places", sum(map(_weights, layers)) * size[0] * size[1]
    yield "flops", 2 * right
    yield "bias-counted", right_number("parameters", layers, size) * places
    yield from ((name, number * places) for name, number in _wrong_weights(layers))


def _wrong_weights(layers: Sequence[Conv]) -> Numbers:
    first = layers[0]
    (rows, columns), inputs, outputs = first.kernel, first.in_channels, first.out_channels
    if len(layers) == 2:
        last = layers[1]
        yield "depthwise-only", _weights(first)
        yield "pointwise-only", _weights(last)
        yield "ordinary-layer", rows * columns * inputs * last.out_channels
        # Document 003 prints (K² + C)·N.
        yield "document-003", (rows * columns + last.in_channels) * last.out_channels
        return
    yield "input-channels-forgotten", rows * columns * outputs
    yield "filters-forgotten", _weights(first) // outputs
    yield "kernel-side-once", rows * inputs // first.spec.groups * outputs
    yield "groups-ignored", rows * columns * inputs * outputs
    yield "groups-twice", _weights(first) // first.spec.groups


def _weights(layer: Conv) -> int:
    rows, columns = layer.kernel
    return int(rows * columns * layer.in_channels // layer.spec.groups * layer.out_channels)
