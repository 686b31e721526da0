"""Transposed convolutions worked out by hand: the d2l book's, and one kernel under every setting."""

from __future__ import annotations

from dsviz.conv.transposed_layer import TransposedLayer

_BOOK = ([[[0, 1], [2, 3]]], [[[[0, 1], [2, 3]]]])
_NINE = ([[[1, 2], [3, 4]]], [[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]])
_PAIR = ([[[1, 2], [3, 4]], [[0, 1], [-1, 2]]], [[[[1, 2], [3, 4]]], [[[0, 1], [-1, 2]]]])

TRANSPOSED = {
    "strided": TransposedLayer.from_tensors(*_NINE, stride=2),
    "plain": TransposedLayer.from_tensors(*_NINE),
    "padded": TransposedLayer.from_tensors(*_NINE, stride=2, padding=1),
    "output-padded": TransposedLayer.from_tensors(*_NINE, stride=2, padding=1, output_padding=1),
    "dilated": TransposedLayer.from_tensors(*_NINE, dilation=2),
    "book": TransposedLayer.from_tensors(*_BOOK),
    "depthwise": TransposedLayer.from_tensors(*_PAIR, groups=2),
}
