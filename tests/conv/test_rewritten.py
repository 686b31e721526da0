"""Gradients and transposed layers written as convolutions give torch's own numbers, under true names."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsviz.conv.convolve import compute
from dsviz.conv.errors import ConvError
from dsviz.conv.gradients import compute_gradients
from dsviz.conv.layer import Layer
from dsviz.conv.rewritten import input_gradient, transposed
from dsviz.conv.rewritten_weights import bias_gradient, weight_gradient
from dsviz.conv.transposed import compute_transposed
from dsviz.conv.transposed_layer import TransposedLayer

pair = st.tuples(st.integers(1, 3), st.integers(1, 3))
pads = st.tuples(st.integers(0, 3), st.integers(0, 3))


@st.composite
def settled(draw):
    groups, slices, each = draw(st.integers(1, 2)), draw(st.integers(1, 2)), draw(st.integers(1, 2))
    stride, dilation, kernel = draw(pair), draw(pair), draw(pair)
    random = np.random.default_rng(draw(st.integers(0, 999)))
    return {"groups": groups, "stride": stride, "dilation": dilation}, slices, each, kernel, random


@st.composite
def layers(draw):
    common, slices, each, kernel, random = draw(settled())
    size = [
        (k - 1) * d + 1 + draw(st.integers(0, 4)) for k, d in zip(kernel, common["dilation"], strict=True)
    ]
    groups = common["groups"]
    x = random.integers(-5, 6, (groups * slices, *size))
    weight = random.integers(-5, 6, (groups * each, slices, *kernel))
    return Layer.from_tensors(
        x, weight, random.integers(-5, 6, groups * each), padding=(draw(pads), draw(pads)), **common
    )


@given(layers(), st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_the_three_gradients_are_autograds(layer, seed):
    dy = np.random.default_rng(seed).integers(-5, 6, layer.output_shape).astype(float)
    known = compute_gradients(layer, dy, "torch")
    assert np.array_equal(compute(input_gradient(layer, dy).layer, "torch"), known.x)
    found = weight_gradient(layer, dy)
    maps = compute(found.layer, "torch")
    assert len(maps) == known.weight.shape[0] * known.weight.shape[1]
    for own, (n, c) in zip(maps, found.output.of, strict=True):
        assert np.array_equal(own, known.weight[n, c])
    assert np.array_equal(compute(bias_gradient(layer, dy).layer, "torch").ravel(), known.bias)


@given(settled(), st.integers(1, 4), st.integers(1, 4), st.integers(0, 2), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_transposed_layer_is_torchs(drawn, height, width, padding, one_more):
    common, slices, each, kernel, random = drawn
    groups = common["groups"]
    more = tuple(
        int(one_more and max(s, d) > 1) for s, d in zip(common["stride"], common["dilation"], strict=True)
    )
    x = random.integers(-5, 6, (groups * slices, height, width))
    weight = random.integers(-5, 6, (groups * slices, each, *kernel))
    bias = random.integers(-5, 6, groups * each)
    try:
        layer = TransposedLayer.from_tensors(x, weight, bias, padding=padding, output_padding=more, **common)
    except ConvError:
        return  # the padding takes all of it
    assert np.array_equal(compute(transposed(layer).layer, "torch"), compute_transposed(layer, "torch"))


@given(layers())
@settings(max_examples=30, deadline=None)
def test_a_name_leads_to_the_number_that_was_copied(layer):
    found = input_gradient(layer, np.ones(layer.output_shape))
    weight, kernel = found.layer.weight, layer.kernel
    for o, s, u, v in np.ndindex(weight.shape):
        n, c = found.weight.of[o][s]
        assert weight[o, s, u, v] == layer.weight[n, c, kernel[0] - 1 - u, kernel[1] - 1 - v]


COPIED = Layer.from_tensors([[[1, 2, 3]]], [[[[1, 2]]]], padding=(0, 1), padding_mode="circular")
REFUSED = [
    (
        "rewritten-border",
        COPIED,
        "a gradient is shown as a convolution only where the padding is zeros; got circular: "
        "choose the padding mode zeros",
    )
]


@pytest.mark.parametrize(("rule", "layer", "sentence"), REFUSED)
@pytest.mark.parametrize("rewrite", [input_gradient, weight_gradient])
def test_copied_borders_are_refused(rewrite, rule, layer, sentence):
    with pytest.raises(ConvError) as caught:
        rewrite(layer, np.ones(layer.output_shape))
    assert (caught.value.rule, str(caught.value)) == (rule, sentence)
