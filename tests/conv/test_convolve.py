"""torch and the NumPy reference agree to the last bit, and both obey the laws of convolution."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsviz import ConvSpec, convolve
from dsviz.conv.layer import Layer
from dsviz.examples import Chain, Example
from dsviz.examples.tables import MODES_X, MODES_Y
from tests.conv.layers import integers, layers
from tests.thorough import examples

BOTH = pytest.mark.parametrize("backend", ["torch", "numpy"])
often = examples(1000)
some = examples(100)


@often
@given(layers())
def test_torch_equals_the_reference(layer):
    by_torch = convolve(*layer.arguments, **layer.keywords)
    by_numpy = convolve(*layer.arguments, **layer.keywords, backend="numpy")
    assert by_torch.dtype == by_numpy.dtype == np.float64
    assert np.array_equal(by_torch, by_numpy)
    assert not np.signbit(by_torch[by_torch == 0]).any()
    assert not np.signbit(by_numpy[by_numpy == 0]).any()


@some
@given(layers(), st.integers(1, 3), st.sampled_from(["torch", "numpy"]))
def test_a_batch_is_its_images_one_by_one(layer, batch, backend):
    images = np.stack([layer.x * (i + 1) for i in range(batch)])
    together = convolve(images, layer.weight, layer.bias, **layer.keywords, backend=backend)
    apart = [convolve(x, layer.weight, layer.bias, **layer.keywords, backend=backend) for x in images]
    assert np.array_equal(together, apart)


@some
@given(layers(bias=False), st.integers(-3, 3), st.sampled_from(["torch", "numpy"]))
def test_linear_in_the_input_and_in_the_weight(layer, factor, backend):
    x, weight, _, keywords = layer
    keywords = {**keywords, "backend": backend}
    other_x, other_weight = integers(1, *x.shape), integers(2, *weight.shape)
    result = convolve(x, weight, **keywords)
    assert np.array_equal(
        convolve(x + factor * other_x, weight, **keywords),
        result + factor * convolve(other_x, weight, **keywords),
    )
    assert np.array_equal(
        convolve(x, weight + factor * other_weight, **keywords),
        result + factor * convolve(x, other_weight, **keywords),
    )


@some
@given(layers(), st.sampled_from(["torch", "numpy"]))
def test_groups_are_separate_convolutions(layer, backend):
    groups = layer.keywords["groups"]
    together = convolve(*layer.arguments, **layer.keywords, backend=backend)
    bias = np.zeros(len(layer.weight)) if layer.bias is None else layer.bias
    alone = {**layer.keywords, "groups": 1, "backend": backend}
    parts = zip(*(np.split(each, groups) for each in (layer.x, layer.weight, bias)), strict=True)
    assert np.array_equal(together, np.concatenate([convolve(*part, **alone) for part in parts]))


@some
@given(layers(max_groups=1), st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_depthwise_filter_c_m_plus_q_reads_channel_c(layer, multiplier, seed):
    channels, (kh, kw) = len(layer.x), layer.weight.shape[2:]
    weight = integers(seed, channels * multiplier, 1, kh, kw)
    keywords = {**layer.keywords, "groups": channels}
    alone = {**layer.keywords, "groups": 1}
    output = convolve(layer.x, weight, **keywords)
    for n, kernel in enumerate(weight):
        c = n // multiplier
        assert np.array_equal(output[n], convolve(layer.x[c : c + 1], kernel[None], **alone)[0])


@some
@given(layers(max_groups=1), st.integers(1, 3), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_separable_is_one_composed_convolution(layer, multiplier, filters, seed):
    channels, kernel = len(layer.x), layer.weight.shape[2:]
    spec = ConvSpec(**{**layer.keywords, "groups": channels})
    depthwise = integers(seed, channels * multiplier, 1, *kernel)
    between = convolve(layer.x, depthwise, **spec.keywords)
    pointwise = integers(seed + 1, filters, channels * multiplier, 1, 1)
    first = Example(
        id="d",
        topic="depthwise",
        document="",
        layer=Layer(x=layer.x, weight=depthwise, spec=spec),
    )
    second = Example(
        id="p",
        topic="pointwise",
        document="",
        layer=Layer(x=between, weight=pointwise),
    )
    composed = Chain(id="s", document="", layers=(first, second)).composed
    assert np.array_equal(
        convolve(layer.x, composed, **{**spec.keywords, "groups": 1}), convolve(between, pointwise)
    )


@BOTH
@pytest.mark.parametrize("mode", MODES_Y)
def test_padding_modes_give_the_known_table(mode, backend):
    output = convolve([MODES_X], [[MODES_X]], padding=1, padding_mode=mode, backend=backend)
    assert output.tolist() == [MODES_Y[mode]]


@BOTH
def test_it_is_cross_correlation(backend):
    kernel = np.array([[[[1, 2], [3, 4]]]])
    assert convolve([MODES_X], kernel, backend=backend).tolist() == [[[37, 47], [67, 77]]]
    flipped = kernel[:, :, ::-1, ::-1]
    assert convolve([MODES_X], flipped, backend=backend).tolist() == [[[23, 33], [53, 63]]]


@BOTH
def test_same_at_stride_2_is_tensorflows_and_not_padding_1(backend):
    x, kernel = [[[1, 2, 3, 4]]], [[[[1, 10, 100]]]]
    same = convolve(x, kernel, stride=2, padding="same", backend=backend)
    one = convolve(x, kernel, stride=2, padding=(0, 1), backend=backend)
    assert (same.tolist(), one.tolist()) == ([[[321, 43]]], [[[210, 432]]])


@BOTH
@pytest.mark.parametrize(
    "dtype", ["int8", "uint8", "int64", "uint64", "float16", "float32", "float64", "longdouble", "bool"]
)
def test_any_real_dtype_is_computed_in_float64(dtype, backend):
    x, weight = np.array([[[1, 0], [1, 1]]], dtype), np.array([[[[1, 1]]]], dtype)
    output = convolve(x, weight, np.array([1], dtype), backend=backend)
    assert output.dtype == np.float64
    assert output.tolist() == [[[2], [3]]]


def test_a_torch_layer_can_be_passed_as_it_is():
    import torch

    layer = torch.nn.Conv2d(2, 3, 3, padding=1).double()
    x = torch.arange(32.0, dtype=torch.float64).reshape(2, 4, 4)
    output = convolve(x, layer.weight, layer.bias, padding=1)
    assert np.array_equal(output, layer(x).detach().numpy())
    half = convolve(x.to(torch.bfloat16), [[[[1]], [[0]]]])
    assert np.array_equal(half[0], x[0].numpy())


@BOTH
def test_what_is_given_is_left_alone_and_may_be_read_only(backend):
    x, weight = np.ones((1, 3, 3)), np.ones((1, 1, 2, 2))
    x.setflags(write=False)
    convolve(x, weight, padding=1, backend=backend)[...] = 7
    assert (x == 1).all()
    assert (weight == 1).all()


@BOTH
def test_numbers_too_large_for_float64_give_infinity_and_no_crash(backend):
    assert convolve([[[1e308]]], [[[[1e308]]]], backend=backend).tolist() == [[[np.inf]]]
    assert np.isnan(convolve([[[1e308, 1e308]]], [[[[1e308, -1e308]]]], backend=backend)).all()


@BOTH
def test_a_kernel_bigger_than_the_image_fits_with_padding(backend):
    output = convolve([[[2]]], [[[[1, 2, 3]] * 3]], padding=1, backend=backend)
    assert output.tolist() == [[[4]]]


@BOTH
def test_numbers_numpy_has_no_dtype_for_are_real_numbers_too(backend):
    x = [[[Fraction(1, 2), Decimal("0.25"), 2**70, True]]]
    assert convolve(x, [[[[Fraction(4)]]]], backend=backend).tolist() == [[[2.0, 1.0, 2.0**72, 4.0]]]
