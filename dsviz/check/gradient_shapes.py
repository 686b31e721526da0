"""Mistakes in a gradient that give it another shape: a stride passed over, a border or rows left out."""

from __future__ import annotations

import numpy as np

from dsviz.check.gradient_orders import Array, Made, gradient_of
from dsviz.conv.layer import Layer


def from_the_first(layer: Layer, dy: Array, of: str) -> Array:
    """Compute a gradient of the windows from the first on, as many as dy has numbers; else dy is 0."""
    upstream = np.zeros(layer.output_shape)
    upstream[:, : dy.shape[1], : dy.shape[2]] = dy
    return gradient_of(layer, upstream, of)


def stamps_side_by_side(layer: Layer, dy: Array) -> Made:
    """dx where the stamps lie side by side, at its own size: with the padding, and without it."""
    if layer.spec.stride == (1, 1):
        return
    reach = [d * (k - 1) for d, k in zip(layer.spec.dilation, layer.kernel, strict=True)]
    height, width = (n + more for n, more in zip(dy.shape[1:], reach, strict=True))
    fed = np.zeros((layer.in_channels, height, width))  # dx does not hang on its numbers
    whole = gradient_of(layer.replace(x=fed, padding=0, stride=1), dy, "x")
    (top, bottom), (left, right) = layer.pads
    yield whole
    if min(height - top - bottom, width - left - right) > 0:
        yield whole[:, top : height - bottom, left : width - right]


def dense_over_all(layer: Layer, dy: Array) -> Made:
    """dw where dy, without gaps, slides over all of the padded input."""
    if layer.spec.stride == (1, 1):
        return
    x = np.pad(layer.x, ((0, 0), *layer.pads))
    places = [
        (n - m) // d + 1 for n, m, d in zip(x.shape[1:], dy.shape[1:], layer.spec.dilation, strict=True)
    ]
    weight = np.zeros((*layer.weight.shape[:2], *places))
    yield from_the_first(layer.replace(x=x, weight=weight, padding=0, stride=1), dy, "weight")


def without_padding(layer: Layer, dy: Array) -> Made:
    """dw where dy slides over x without its border, at as many places as there are."""
    if not any(map(sum, layer.pads)):
        return
    spec = layer.spec
    every = zip(layer.size, dy.shape[1:], spec.stride, spec.dilation, strict=True)
    places = [(n - (m - 1) * s - 1) // d + 1 for n, m, s, d in every]
    if min(places) > 0:
        weight = np.zeros((*layer.weight.shape[:2], *places))
        yield from_the_first(layer.replace(weight=weight, padding=0), dy, "weight")


def unread_left_out(layer: Layer, dy: Array) -> Made:
    """dx without the last rows and columns, which no window read: they are 0, but they are there."""
    if layer.spec.padding_mode != "zeros":
        return
    read = []
    for axis, ((before, _), size) in enumerate(zip(layer.pads, layer.size, strict=True)):
        reach = layer.spec.dilation[axis] * (layer.kernel[axis] - 1)
        last = (layer.output_size[axis] - 1) * layer.spec.stride[axis] + reach - before
        read.append(min(last + 1, size))
    if tuple(read) != layer.size and min(read) > 0:
        yield gradient_of(layer, dy, "x")[:, : read[0], : read[1]]
