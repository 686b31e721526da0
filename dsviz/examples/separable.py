"""Depthwise separable convolutions: a depthwise layer, then a pointwise one on its output."""

from dsviz.examples import depthwise, pointwise
from dsviz.examples.example import Chain

TENSORFLOW = Chain(id="separable-tensorflow", document="001", layers=(depthwise.TENSORFLOW, pointwise.MIX))

PICTURE = Chain(id="separable-picture", document="003", layers=(depthwise.PICTURE, pointwise.PICTURE))

EXAMPLES = (TENSORFLOW, PICTURE)
