"""Layouts turn around without loss, and mean what TensorFlow means by them."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from dsviz import ConvError, convolve
from dsviz.conv import layouts
from tests.conv.layers import integers

SHAPES = st.lists(st.integers(1, 4), min_size=4, max_size=4)
some = settings(max_examples=40, deadline=None)


@some
@given(SHAPES, st.integers(0, 2**32 - 1))
def test_round_trips(shape, seed):
    array = integers(seed, *shape)
    for there, back in [
        (layouts.nchw_to_nhwc, layouts.nhwc_to_nchw),
        (layouts.nhwc_to_nchw, layouts.nchw_to_nhwc),
        (layouts.oihw_to_hwio, layouts.hwio_to_oihw),
        (layouts.hwio_to_oihw, layouts.oihw_to_hwio),
        (layouts.hwcm_to_oihw, lambda weight: layouts.oihw_to_hwcm(weight, shape[2])),
    ]:
        assert np.array_equal(back(there(array)), array)
    assert np.array_equal(layouts.nhwc_to_nchw(layouts.nchw_to_nhwc(array[0])), array[0])


@some
@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_depthwise_as_tensorflow_defines_it(channels, multiplier, kernel, seed):
    x, weight = integers(seed, 4, 5, channels), integers(seed, kernel, 2, channels, multiplier)
    output = convolve(layouts.nhwc_to_nchw(x), layouts.hwcm_to_oihw(weight), groups=channels)
    height, width = 4 - kernel + 1, 4
    expected = np.zeros((height, width, channels * multiplier))
    for i, j, c, q, u, v in np.ndindex(height, width, channels, multiplier, kernel, 2):
        expected[i, j, c * multiplier + q] += x[i + u, j + v, c] * weight[u, v, c, q]
    assert np.array_equal(layouts.nchw_to_nhwc(output), expected)


@some
@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_an_ordinary_convolution_as_tensorflow_defines_it(channels, filters, kernel, seed):
    x, weight = integers(seed, 4, 5, channels), integers(seed, kernel, 2, channels, filters)
    output = convolve(layouts.nhwc_to_nchw(x), layouts.hwio_to_oihw(weight))
    expected = np.zeros((4 - kernel + 1, 4, filters))
    for i, j, n, c, u, v in np.ndindex(*expected.shape, channels, kernel, 2):
        expected[i, j, n] += x[i + u, j + v, c] * weight[u, v, c, n]
    assert np.array_equal(layouts.nchw_to_nhwc(output), expected)


@pytest.mark.parametrize(
    ("convert", "sentence"),
    [
        (lambda: layouts.nchw_to_nhwc([1, 2]), "x must have the axes CHW or NCHW; got shape (2,)"),
        (
            lambda: layouts.nchw_to_nhwc([[1], [2, 3]]),
            "x must be a full rectangular array of numbers; got [[1], [2, 3]]",
        ),
        (
            lambda: layouts.oihw_to_hwcm(np.ones((4, 1, 3, 3)), 2.0),
            "in_channels must be a whole number; got 2.0",
        ),
        (lambda: layouts.hwio_to_oihw([[1]]), "weight must have the axes HWIO; got shape (1, 1)"),
        (
            lambda: layouts.oihw_to_hwcm(np.ones((8, 1, 3, 3)), 6),
            "depthwise output channels must be a multiple of the input channels; got 8 for 6",
        ),
        (
            lambda: layouts.oihw_to_hwcm(np.ones((4, 2, 3, 3)), 2),
            "weight must have in_channels / groups slices per filter; got 2 for 2 / 2 = 1",
        ),
        (
            lambda: layouts.oihw_to_hwcm(np.ones((4, 1, 3, 3)), 0),
            "depthwise output channels must be a multiple of the input channels; got 4 for 0",
        ),
    ],
)
def test_what_a_layout_refuses(convert, sentence):
    with pytest.raises(ConvError) as caught:
        convert()
    assert str(caught.value) == sentence


def test_a_torch_layers_own_weight_is_reordered():
    layer = torch.nn.Conv2d(2, 3, (1, 2))
    expected = layer.weight.detach().numpy().transpose(2, 3, 1, 0)
    assert np.array_equal(layouts.oihw_to_hwio(layer.weight), expected)
