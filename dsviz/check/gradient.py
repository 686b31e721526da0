"""Which mistake made a gradient that was worked out by hand: named only where it explains every number."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from dsviz.check.worked import Marked, Shown, mark
from dsviz.conv.gradients import compute_gradients
from dsviz.conv.layer import Layer

Array = NDArray[np.float64]
Made = Iterator[Array]
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
        return _gradients(layer.replace(x=x, weight=weight), dy, of)

    tensors = {"x": layer.x, "weight": layer.weight, "dy": dy}
    shown = Shown.of(gradient, tensors, typed)
    mistakes = ((name, made) for name, make in MISTAKES[of].items() for made in make(layer, dy))
    return mark(gradient(**tensors), typed, shown, mistakes)


def _gradients(layer: Layer, dy: Array, of: str) -> Array:
    found: Array = getattr(compute_gradients(layer, dy, "numpy"), of)
    return found


def _rotation(layer: Layer, dy: Array) -> Made:
    yield _gradients(layer.replace(weight=layer.weight[..., ::-1, ::-1].copy()), dy, "x")


def _turned(layer: Layer, dy: Array) -> Made:
    yield _gradients(layer, dy, "weight")[..., ::-1, ::-1]


def _stride(of: str) -> Maker:
    """Lay dy on neighbouring windows, whatever the stride."""

    def made(layer: Layer, dy: Array) -> Made:
        if layer.spec.stride == (1, 1):
            return
        plain = layer.replace(stride=1)
        upstream = np.zeros(plain.output_shape)
        upstream[:, : dy.shape[1], : dy.shape[2]] = dy
        yield _gradients(plain, upstream, of)

    return made


def _padding_kept(layer: Layer, dy: Array) -> Made:
    if not any(map(sum, layer.pads)):
        return
    wide = np.pad(layer.x, ((0, 0), *layer.pads))
    yield _gradients(layer.replace(x=wide, padding=0), dy, "x")


def _padding_left_out(layer: Layer, dy: Array) -> Made:
    """Leave the padding out of x, and the numbers of dy whose window then does not fit."""
    if not any(map(sum, layer.pads)):
        return
    try:
        plain = layer.replace(padding=0)
        _, height, width = plain.output_shape
    except ValueError:
        return
    yield _gradients(plain, dy[:, :height, :width], "weight")


def _filters_apart(layer: Layer, dy: Array) -> Made:
    """Each filter's share of dx by itself: the first one alone, or all under one another."""
    if layer.out_channels == layer.spec.groups:
        return
    shares = []
    for n in range(layer.out_channels):
        only = np.zeros_like(dy)
        only[n] = dy[n]
        shares.append(_gradients(layer, only, "x"))
    yield shares[0]
    yield shares[-1]
    yield np.stack(shares)
    yield np.concatenate(shares)


def _axes_exchanged(layer: Layer, dy: Array) -> Made:
    if layer.weight.shape[0] != layer.weight.shape[1]:
        return
    yield _gradients(layer.replace(weight=layer.weight.swapaxes(0, 1).copy()), dy, "x")


def _weight_axes(layer: Layer, dy: Array) -> Made:
    yield _gradients(layer, dy, "weight").swapaxes(0, 1)


def _channels_summed(layer: Layer, dy: Array) -> Made:
    """Add dw up over the channels: one slice a filter, or the same sum in each slice.

    In a depthwise layer, whose filters have a channel each, the same sum in each filter.
    """
    right = _gradients(layer, dy, "weight")
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
        under = _gradients(ones, touched, "x") > 0
        dx[under] = _gradients(layer, only, "x")[under]
    yield dx


def _ones(of: str) -> Maker:
    def made(layer: Layer, dy: Array) -> Made:
        yield _gradients(layer, np.ones_like(dy), of)

    return made


def _dy_turned(layer: Layer, dy: Array) -> Made:
    yield _gradients(layer, dy[:, ::-1, ::-1].copy(), "weight")


def _kernel_transposed(layer: Layer, dy: Array) -> Made:
    yield _gradients(layer, dy, "weight").swapaxes(-1, -2)


def _filters_exchanged(layer: Layer, dy: Array) -> Made:
    if len(dy) == 2:
        yield _gradients(layer, dy[::-1].copy(), "weight")


def _reordered(layer: Layer, dy: Array) -> Made:
    """Right numbers, those of one group's filters in another's place; of one group it is dy exchanged."""
    groups = layer.spec.groups
    if groups < 2:
        return
    right = _gradients(layer, dy, "weight")
    yield right[::-1].copy()
    yield right.reshape(groups, -1, *right.shape[1:])[::-1].reshape(right.shape).copy()


def _group_order(layer: Layer, dy: Array) -> Made:
    """Take the groups of filters in the other order."""
    groups = layer.spec.groups
    if groups < 2:
        return
    blocks = layer.weight.reshape(groups, -1, *layer.weight.shape[1:])[::-1]
    yield _gradients(layer.replace(weight=blocks.reshape(layer.weight.shape).copy()), dy, "x")


def _group_order_of_dy(layer: Layer, dy: Array) -> Made:
    groups = layer.spec.groups
    if groups < 2:
        return
    yield _gradients(layer, dy.reshape(groups, -1, *dy.shape[1:])[::-1].reshape(dy.shape), "weight")


def _mean_over_places(layer: Layer, dy: Array) -> Made:
    yield _gradients(layer, dy, "weight") / dy[0].size


def _mean(layer: Layer, dy: Array) -> Made:
    yield dy.mean(axis=(1, 2))


def _all_maps(layer: Layer, dy: Array) -> Made:
    yield np.full(len(dy), dy.sum())
    yield np.array([dy.sum()])


def _sign(of: str) -> Maker:
    def made(layer: Layer, dy: Array) -> Made:
        yield 0.0 - _gradients(layer, dy, of)

    return made


# The gradient -> the mistake -> what it makes of a layer.
MISTAKES: dict[str, dict[str, Maker]] = {
    "x": {
        "rotation": _rotation,
        "stride": _stride("x"),
        "padding-kept": _padding_kept,
        "filters-apart": _filters_apart,
        "axes": _axes_exchanged,
        "group-order": _group_order,
        "overwritten": _overwritten,
        "ones": _ones("x"),
        "sign": _sign("x"),
    },
    "weight": {
        "turned": _turned,
        "stride": _stride("weight"),
        "padding-left-out": _padding_left_out,
        "axes": _weight_axes,
        "group-order": _group_order_of_dy,
        "reordered": _reordered,
        "mean": _mean_over_places,
        "dy-turned": _dy_turned,
        "transposed": _kernel_transposed,
        "filters": _filters_exchanged,
        "channels-summed": _channels_summed,
        "ones": _ones("weight"),
        "sign": _sign("weight"),
    },
    "bias": {"mean": _mean, "all-maps": _all_maps, "sign": _sign("bias")},
}
