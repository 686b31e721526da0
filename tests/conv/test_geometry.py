"""Sizes agree with torch's shapes, with TensorFlow's rule and with the guide's figures."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from dsviz import ConvSpec, convolve
from dsviz.conv.geometry import cell_under, output_size, receptive_field, same_padding
from dsviz.examples.tables import GUIDE_SIZES, SAME_PADDING
from tests.conv.layers import layers
from tests.thorough import examples

some = examples(100)


@pytest.mark.parametrize(("n", "out", "padding", "kernel", "stride", "dilation"), GUIDE_SIZES)
def test_the_guides_sizes(n, out, padding, kernel, stride, dilation):
    assert output_size(n, kernel, stride, 2 * padding, dilation) == out
    layer = torch.nn.Conv2d(1, 1, kernel, stride, padding, dilation)
    assert layer(torch.zeros(1, n, n)).shape == (1, out, out)


@pytest.mark.parametrize(("kernel", "stride", "n", "before", "after"), SAME_PADDING)
def test_tensorflows_same_padding(kernel, stride, n, before, after):
    assert same_padding(n, kernel, stride) == (before, after)


def test_same_padding_with_dilation():
    assert same_padding(4, kernel=2, dilation=2) == (1, 1)


@some
@given(st.integers(1, 50), st.integers(1, 9), st.integers(1, 9), st.integers(1, 4))
def test_same_gives_n_over_stride_rounded_up(n, kernel, stride, dilation):
    before, after = same_padding(n, kernel, stride, dilation)
    assert after - before in (0, 1)
    assert output_size(n, kernel, stride, before + after, dilation) == math.ceil(n / stride)
    if before + after:
        less = n + before + after - 1
        reach = (kernel - 1) * dilation + 1
        assert (less - reach) // stride + 1 < math.ceil(n / stride)


@some
@given(layers(modes=("zeros",)))
def test_the_size_is_that_of_torchs_own_output(layer):
    spec = ConvSpec(**layer.keywords)
    size, kernel = layer.x.shape[1:], layer.weight.shape[2:]
    (top, bottom), (left, right) = spec.pads(size, kernel)
    padded = torch.nn.functional.pad(torch.zeros(layer.x.shape), (left, right, top, bottom))
    weight = torch.zeros(layer.weight.shape)
    output = torch.nn.functional.conv2d(padded, weight, None, spec.stride, 0, spec.dilation, spec.groups)
    assert spec.output_size(size, kernel) == output.shape[1:]
    assert convolve(*layer.arguments, **layer.keywords).shape == output.shape


STACKS = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 2), st.integers(0, 2), st.integers(1, 2)),
    min_size=1,
    max_size=3,
)


@examples(100)
@given(STACKS, st.integers(0, 6))
def test_the_receptive_field_is_what_a_gradient_finds(stack, output):
    field = receptive_field(stack)
    first, last = field.of(output)
    n = max(last + 1, 1) + 40
    x = torch.zeros(1, 1, n, dtype=torch.float64, requires_grad=True)
    y = x
    for kernel, stride, padding, dilation in stack:
        ones = torch.ones(1, 1, kernel, dtype=torch.float64)
        y = torch.nn.functional.conv1d(y, ones, None, stride, padding, dilation)
    y[0, 0, output].backward()
    seen = np.flatnonzero(x.grad[0, 0].numpy())
    inside = [position for position in (first, last) if position >= 0]
    if len(inside) == 2 and len(seen):
        assert (seen[0], seen[-1]) == (first, last)
    assert all(first <= position <= last for position in seen)
    assert field.jump == math.prod(stride for _, stride, _, _ in stack)


def test_the_receptive_field_of_a_known_stack():
    # Two 3x3 layers see 5, three see 7 (the argument of the VGG paper); MobileNet's stem, then stride 2.
    assert [receptive_field([(3,)] * n).size for n in (0, 1, 2, 3)] == [1, 3, 5, 7]
    assert receptive_field([(3, 2, 1), (3, 1, 1), (3, 2, 1)]) == (11, 4, -5)
    assert receptive_field([(3, 1, 2, 2)]).of(0) == (-2, 2)


def test_the_index_rule_by_hand():
    # Stride 3, dilation 2, one cell of padding: 2 * 3 + 2 * 2 - 1.
    assert cell_under(place=2, tap=2, stride=3, dilation=2, before=1) == 9
