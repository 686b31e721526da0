"""Random layers of every kind, in small integers, so that any order of summing gives the same numbers."""

import numpy as np

from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec

# name -> (channels, filters, size, kernel, settings, bias)
LAYERS = {
    "ordinary": (3, 2, (5, 5), (3, 3), {}, True),
    "no bias": (2, 3, (4, 6), (2, 3), {}, False),
    "even padding, stride 2": (3, 2, (5, 5), (3, 3), {"stride": 2, "padding": 1}, True),
    "same, stride 1": (2, 2, (4, 5), (3, 2), {"padding": "same"}, True),
    "same, stride 2": (2, 2, (4, 5), (3, 3), {"stride": 2, "padding": "same"}, True),
    "same, large stride": (1, 2, (8, 8), (3, 3), {"stride": 4, "padding": "same"}, False),
    "four different sides": (2, 2, (4, 4), (3, 3), {"padding": ((0, 2), (1, 0))}, True),
    "unequal strides": (2, 2, (7, 6), (3, 2), {"stride": (2, 3)}, True),
    "dilation": (2, 2, (7, 7), (3, 3), {"dilation": (2, 1)}, False),
    "stride with dilation": (2, 2, (9, 9), (3, 3), {"stride": 2, "dilation": 2}, True),
    "same, stride with dilation": (
        2,
        2,
        (8, 9),
        (3, 3),
        {"stride": 2, "dilation": 2, "padding": "same"},
        True,
    ),
    "grouped": (4, 8, (4, 4), (3, 3), {"groups": 2}, True),
    "grouped, same, stride 2": (4, 6, (4, 4), (3, 3), {"groups": 2, "stride": 2, "padding": "same"}, False),
    "grouped, stride with dilation": (4, 4, (9, 9), (3, 3), {"groups": 2, "stride": 2, "dilation": 2}, True),
    "depthwise": (3, 3, (5, 5), (3, 3), {"groups": 3}, True),
    "depthwise, multiplier 2": (2, 4, (3, 3), (2, 2), {"groups": 2}, True),
    "depthwise, same, stride 2": (2, 2, (3, 3), (2, 2), {"groups": 2, "stride": 2, "padding": "same"}, False),
    "depthwise, even padding": (2, 4, (5, 4), (3, 3), {"groups": 2, "padding": 1, "stride": 2}, True),
    "depthwise, unequal strides": (
        2,
        2,
        (6, 7),
        (3, 3),
        {"groups": 2, "stride": (1, 2), "padding": "same"},
        True,
    ),
    "depthwise, stride with dilation": (
        2,
        4,
        (8, 9),
        (3, 3),
        {"groups": 2, "stride": 2, "dilation": 2, "padding": "same"},
        True,
    ),
    "reflect": (2, 2, (4, 4), (3, 3), {"padding": ((1, 2), (1, 1)), "padding_mode": "reflect"}, True),
    "replicate": (2, 2, (4, 4), (3, 3), {"padding": 1, "padding_mode": "replicate"}, True),
    "circular, same, stride 2": (
        2,
        2,
        (4, 4),
        (3, 3),
        {"padding": "same", "stride": 2, "padding_mode": "circular"},
        True,
    ),
    "one channel, many filters": (1, 3, (4, 4), (2, 2), {}, True),
    "1x1": (3, 4, (2, 3), (1, 1), {}, True),
}


def layer_of(name):
    """A layer by its name; the same numbers in every run."""
    channels, filters, size, kernel, settings, has_bias = LAYERS[name]
    spec = ConvSpec(**settings)
    draw = np.random.default_rng(sorted(LAYERS).index(name))
    x = draw.integers(-4, 5, (channels, *size)).astype(float)
    weight = draw.integers(-3, 4, (filters, channels // spec.groups, *kernel)).astype(float)
    bias = draw.integers(-5, 6, filters).astype(float) if has_bias else None
    return Layer(x, weight, bias, spec)
