"""Which mistake made the output of a transposed convolution that was worked out by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from dsviz.check.solved_layer import Array
from dsviz.check.worked import Marked, Shown, mark
from dsviz.conv.geometry import kernel_reach
from dsviz.conv.numbers import Pair
from dsviz.conv.spec import Pads
from dsviz.conv.transposed import compute_transposed
from dsviz.conv.transposed_layer import TransposedLayer

Made = Iterator[Array]
NOTHING: Pads = ((0, 0), (0, 0))


def check_transposed(layer: TransposedLayer, typed: Array) -> Marked:
    """Compare an output with the right one, and find the mistake behind it.

    Parameters
    ----------
    layer : TransposedLayer
    typed : ndarray
        Axes of length 1 may be left out; NaN for an open cell.

    Returns
    -------
    Marked

    Examples
    --------
    >>> layer = TransposedLayer.from_tensors([[[1, 2]]], [[[[1, 10]]]])
    >>> check_transposed(layer, np.array([1.0, 12, 20])).is_right
    True
    >>> check_transposed(layer, np.array([10.0, 21, 2])).mistake
    'rotation'
    """

    def output(**tensors: Array) -> Array:
        return _output(layer, **tensors)

    tensors = {"x": layer.x, "weight": layer.weight}
    if layer.bias is not None:
        tensors["bias"] = layer.bias
    mistakes = ((name, made) for name, make in MISTAKES.items() for made in make(layer))
    return mark(output(**tensors), typed, Shown.of(output, tensors, typed), mistakes)


def _output(layer: TransposedLayer, **changed: Any) -> Array:
    """Compute a layer with some of its tensors or settings changed."""
    tensors = {"x": layer.x, "weight": layer.weight, "bias": layer.bias}
    return compute_transposed(TransposedLayer.from_tensors(**(tensors | layer.keywords | changed)), "numpy")


def _rotation(layer: TransposedLayer) -> Made:
    """Turn the kernel before it is stamped."""
    yield _output(layer, weight=layer.weight[..., ::-1, ::-1].copy())


def _overwritten(layer: TransposedLayer) -> Made:
    """Let each stamp replace what lies under it, in place of adding to it."""
    y = np.zeros(layer.output_shape)
    ones = np.ones_like(layer.weight)
    for row, column in np.ndindex(layer.size):
        only, touched = np.zeros_like(layer.x), np.zeros_like(layer.x)
        only[:, row, column], touched[:, row, column] = layer.x[:, row, column], 1
        under = _output(layer, x=touched, weight=ones, bias=None) > 0
        y[under] = _output(layer, x=only, bias=None)[under]
    yield _biased(layer, y)


def _frame_left(layer: TransposedLayer) -> Made:
    """Keep the frame above and on the left, and take everything off below and on the right."""
    if not any(map(sum, layer.spec.padding)):
        return
    canvas = _output(layer, padding=0)
    height, width = layer.output_size
    yield canvas[:, :height, :width]


def _padding_kept(layer: TransposedLayer) -> Made:
    if any(map(sum, layer.spec.padding)):
        yield _output(layer, padding=0)


def _output_padding_left_out(layer: TransposedLayer) -> Made:
    if any(layer.spec.output_padding):
        y = _cut(_canvas(layer), layer.spec.padding)
        if y.size:
            yield _biased(layer, y)


def _bare_canvas(layer: TransposedLayer) -> Made:
    """Take nothing away, and add nothing: all that the stamps cover."""
    if any(map(sum, layer.spec.padding)) and any(layer.spec.output_padding):
        yield _biased(layer, _canvas(layer))


def _stride_ignored(layer: TransposedLayer) -> Made:
    yield from _laid(layer, (1, 1), layer.spec.padding)


def _stride_and_padding(layer: TransposedLayer) -> Made:
    if any(map(sum, layer.spec.padding)):
        yield from _laid(layer, (1, 1), NOTHING)


def _side_by_side(layer: TransposedLayer) -> Made:
    yield from _laid(layer, _reach(layer), layer.spec.padding)


def _side_by_side_and_padding(layer: TransposedLayer) -> Made:
    if any(map(sum, layer.spec.padding)):
        yield from _laid(layer, _reach(layer), NOTHING)


def _laid(layer: TransposedLayer, apart: Pair, taken: Pads) -> Made:
    """Lay the stamps another distance apart: in the shape this gives, and filled with zeros to the right one.

    Nothing where that distance makes no difference.
    """
    bare = _canvas(layer, apart)
    if np.array_equal(bare, _canvas(layer)):
        return
    for more in {(0, 0), layer.spec.output_padding}:
        y = _cut(np.pad(bare, ((0, 0), *((0, n) for n in more))), taken)
        if not y.size:
            continue
        yield _biased(layer, y)
        missing = [wanted - got for wanted, got in zip(layer.output_shape, y.shape, strict=True)]
        if max(missing) > 0 and min(missing) >= 0:
            yield np.pad(_biased(layer, y), [(0, n) for n in missing])
            yield _biased(layer, np.pad(y, [(0, n) for n in missing]))


def _canvas(layer: TransposedLayer, apart: Pair | None = None) -> Array:
    """Compute all that the stamps cover, without the bias."""
    stride = layer.spec.stride if apart is None else apart
    return _output(layer, bias=None, stride=stride, padding=0, output_padding=0)


def _cut(canvas: Array, taken: Pads) -> Array:
    """Take a frame away; nothing is left where it is too wide."""
    (top, bottom), (left, right) = taken
    _, height, width = canvas.shape
    return canvas[:, top : max(height - bottom, 0), left : max(width - right, 0)]


def _biased(layer: TransposedLayer, y: Array) -> Array:
    return y if layer.bias is None else y + layer.bias[:, None, None]


def _reach(layer: TransposedLayer) -> Pair:
    high, wide = map(kernel_reach, layer.kernel, layer.spec.dilation)
    return high, wide


def _zeros_added(layer: TransposedLayer) -> Made:
    """Fill the rows and columns of output_padding with zeros, or with the bias alone."""
    more = layer.spec.output_padding
    if not any(more):
        return
    y = _output(layer)
    bias = np.zeros(len(y)) if layer.bias is None else layer.bias
    for fill in (np.zeros(len(y)), bias):
        filled = y.copy()
        for axis, added in enumerate(more, start=1):
            last = [slice(None)] * 3
            last[axis] = slice(y.shape[axis] - added, None)
            filled[tuple(last)] = fill[:, None, None]
        yield filled


def _channels_apart(layer: TransposedLayer) -> Made:
    """Each input channel's share by itself: the first or the last one alone."""
    if layer.slices == 1:
        return
    channels = np.arange(layer.in_channels) % layer.slices
    for kept in (0, layer.slices - 1):
        yield _output(layer, x=np.where((channels == kept)[:, None, None], layer.x, 0.0))


def _axes(layer: TransposedLayer) -> Made:
    """Read the weights as (N, C), as those of an ordinary layer."""
    if layer.spec.groups == 1 and layer.weight.shape[0] == layer.weight.shape[1] > 1:
        yield _output(layer, weight=layer.weight.swapaxes(0, 1).copy())


def _kernel_transposed(layer: TransposedLayer) -> Made:
    if layer.kernel[0] == layer.kernel[1]:
        yield _output(layer, weight=layer.weight.swapaxes(-1, -2).copy())


def _bias_forgotten(layer: TransposedLayer) -> Made:
    if layer.bias is not None:
        yield _output(layer, bias=None)


def _bias_per_stamp(layer: TransposedLayer) -> Made:
    """Add the bias with every stamp, so that it counts again where stamps overlap."""
    if layer.bias is not None:
        one = TransposedLayer.from_tensors(
            np.ones((1, *layer.size)),
            np.ones((1, 1, *layer.kernel)),
            **layer.keywords | {"groups": 1},
        )
        stamps = compute_transposed(one, "numpy")
        yield _output(layer, bias=None) + stamps * layer.bias[:, None, None]


# The mistake -> what it makes of a layer of one picture.
MISTAKES: dict[str, Callable[[TransposedLayer], Made]] = {
    "rotation": _rotation,
    "overwritten": _overwritten,
    "padding-kept": _padding_kept,
    "output-padding": _output_padding_left_out,
    "padding-and-output-padding": _bare_canvas,
    "stride": _stride_ignored,
    "stride-and-padding": _stride_and_padding,
    "side-by-side": _side_by_side,
    "side-by-side-and-padding": _side_by_side_and_padding,
    "frame-left": _frame_left,
    "zeros-added": _zeros_added,
    "channels-apart": _channels_apart,
    "axes": _axes,
    "transposed": _kernel_transposed,
    "bias-forgotten": _bias_forgotten,
    "bias-per-stamp": _bias_per_stamp,
}
