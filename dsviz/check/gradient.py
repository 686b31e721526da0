"""Which mistake made a gradient that was worked out by hand: named only where it explains every number."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dsviz.check import gradient_orders as orders
from dsviz.check import gradient_shapes as shapes
from dsviz.check.gradient_orders import Array, Made, gradient_of
from dsviz.check.worked import Marked, Shown, mark
from dsviz.conv.layer import Layer

Maker = Callable[[Layer, Array], Made]


def check_gradient(layer: Layer, dy: Array, of: str, typed: Array) -> Marked:
    """Compare a gradient with the right one, and find the mistake behind it.

    Parameters
    ----------
    layer : Layer
        Of one picture, padded with zeros.
    dy : ndarray, shape (N, Ho, Wo)
    of : {"x", "weight", "bias"}
    typed : ndarray
        Axes of length 1 may be left out; NaN for an open cell.

    Returns
    -------
    Marked

    Examples
    --------
    >>> layer = Layer([[[1, 2, 3]]], [[[[4, 5]]]])
    >>> check_gradient(layer, np.array([[[1.0, 10.0]]]), "x", np.array([5.0, 54, 40])).mistake
    'rotation'
    """

    def gradient(x: Array, weight: Array, dy: Array) -> Array:
        return gradient_of(layer.replace(x=x, weight=weight), dy, of)

    tensors = {"x": layer.x, "weight": layer.weight, "dy": dy}
    shown = Shown.of(gradient, tensors, typed)
    mistakes = ((name, made) for name, make in MISTAKES[of].items() for made in make(layer, dy))
    return mark(gradient(**tensors), typed, shown, mistakes)


def _rotation(layer: Layer, dy: Array) -> Made:
    yield gradient_of(layer.replace(weight=layer.weight[..., ::-1, ::-1].copy()), dy, "x")


def _turned(layer: Layer, dy: Array) -> Made:
    yield gradient_of(layer, dy, "weight")[..., ::-1, ::-1]


def _stride(of: str) -> Maker:
    """Lay dy on neighbouring windows, whatever the stride."""

    def made(layer: Layer, dy: Array) -> Made:
        if layer.spec.stride != (1, 1):
            yield shapes.from_the_first(layer.replace(stride=1), dy, of)

    return made


def _padding_kept(layer: Layer, dy: Array) -> Made:
    if not any(map(sum, layer.pads)):
        return
    wide = np.pad(layer.x, ((0, 0), *layer.pads))
    yield gradient_of(layer.replace(x=wide, padding=0), dy, "x")


def _padding_left_out(layer: Layer, dy: Array) -> Made:
    """Leave the padding out of x, and the numbers of dy whose window then does not fit."""
    if not any(map(sum, layer.pads)):
        return
    try:
        plain = layer.replace(padding=0)
        _, height, width = plain.output_shape
    except ValueError:
        return
    yield gradient_of(plain, dy[:, :height, :width], "weight")


def _filters_apart(layer: Layer, dy: Array) -> Made:
    """Each filter's share of dx by itself: the first one alone, or all under one another."""
    if layer.out_channels == layer.spec.groups:
        return
    shares = []
    for n in range(layer.out_channels):
        only = np.zeros_like(dy)
        only[n] = dy[n]
        shares.append(gradient_of(layer, only, "x"))
    yield shares[0]
    yield shares[-1]
    yield np.stack(shares)
    yield np.concatenate(shares)


def _channels_summed(layer: Layer, dy: Array) -> Made:
    """Add dw up over the channels: one slice a filter, or the same sum in each slice.

    In a depthwise layer, whose filters have a channel each, the same sum in each filter.
    """
    right = gradient_of(layer, dy, "weight")
    axis = 1 if layer.slices > 1 else 0
    if right.shape[axis] > 1:
        total = right.sum(axis=axis, keepdims=True)
        yield total
        yield np.broadcast_to(total, right.shape).copy()


def _overwritten(layer: Layer, dy: Array) -> Made:
    """Let each stamp replace what lies under it, in place of adding to it."""
    dx = np.zeros_like(layer.x)
    ones = layer.replace(weight=np.ones_like(layer.weight))
    for row, column in np.ndindex(dy.shape[1:]):
        only, touched = np.zeros_like(dy), np.zeros_like(dy)
        only[:, row, column], touched[:, row, column] = dy[:, row, column], 1
        under = gradient_of(ones, touched, "x") > 0
        dx[under] = gradient_of(layer, only, "x")[under]
    yield dx


def _ones(of: str) -> Maker:
    def made(layer: Layer, dy: Array) -> Made:
        yield gradient_of(layer, np.ones_like(dy), of)

    return made


def _dy_turned(layer: Layer, dy: Array) -> Made:
    yield gradient_of(layer, dy[:, ::-1, ::-1].copy(), "weight")


def _mean_over_places(layer: Layer, dy: Array) -> Made:
    yield gradient_of(layer, dy, "weight") / dy[0].size


def _mean(layer: Layer, dy: Array) -> Made:
    yield dy.mean(axis=(1, 2))


def _all_maps(layer: Layer, dy: Array) -> Made:
    yield np.full(len(dy), dy.sum())
    yield np.array([dy.sum()])


def _sign(of: str) -> Maker:
    def made(layer: Layer, dy: Array) -> Made:
        yield 0.0 - gradient_of(layer, dy, of)

    return made


def together(*makers: Maker) -> Maker:
    """Make all that several ways of one mistake give."""

    def made(layer: Layer, dy: Array) -> Made:
        for maker in makers:
            yield from maker(layer, dy)

    return made


# The gradient -> the mistake -> what it makes of a layer.
MISTAKES: dict[str, dict[str, Maker]] = {
    "x": {
        "rotation": _rotation,
        "stride": together(_stride("x"), shapes.stamps_side_by_side),
        "padding-kept": _padding_kept,
        "unread-left-out": shapes.unread_left_out,
        "filters-apart": _filters_apart,
        "axes": orders.weights_exchanged,
        "group-order": orders.weights_of_other_groups,
        "filters": orders.dy_of_other_filters,
        "reordered": orders.channels_reordered,
        "transposed": orders.map_transposed("x"),
        "overwritten": _overwritten,
        "ones": _ones("x"),
        "sign": _sign("x"),
    },
    "weight": {
        "turned": _turned,
        "stride": together(_stride("weight"), shapes.dense_over_all),
        "padding-left-out": together(_padding_left_out, shapes.without_padding),
        "axes": orders.axes_exchanged,
        "group-order": orders.dy_of_other_groups,
        "reordered": orders.filters_reordered,
        "mean": _mean_over_places,
        "dy-turned": _dy_turned,
        "transposed": orders.map_transposed("weight"),
        "filters": orders.dy_exchanged,
        "channels-summed": _channels_summed,
        "ones": _ones("weight"),
        "sign": _sign("weight"),
    },
    "bias": {"mean": _mean, "all-maps": _all_maps, "sign": _sign("bias")},
}
