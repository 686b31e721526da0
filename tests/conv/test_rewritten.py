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


MODES = ["zeros", "reflect", "replicate", "circular"]


def in_its_place(layer, axis):
    """The rows or columns of x that windows reach in their own place, and those that are copied."""
    places = [
        window * layer.spec.stride[axis] + tap * layer.spec.dilation[axis]
        for window in range(layer.output_size[axis])
        for tap in range(layer.kernel[axis])
    ]
    size, (before, _) = layer.size[axis], layer.pads[axis]
    reached = range(max(places) + 1 - before)
    own = [at for at in reached if at < size]
    outside = [*range(before), *(before + at for at in reached if at >= size)]
    return own, [int(layer.sources[axis][at]) for at in outside if at <= max(places)]


@given(layers(), st.sampled_from(MODES), st.integers(0, 99))
@settings(max_examples=150, deadline=None)
def test_dw_and_db_are_autograds_whatever_lies_in_the_padding(layer, mode, seed):
    try:
        layer = layer.replace(padding_mode=mode)
    except ConvError:
        return  # x is too small for such a border
    dy = np.random.default_rng(seed).integers(-5, 6, layer.output_shape).astype(float)
    known = compute_gradients(layer, dy, "torch")
    assert np.array_equal(compute(bias_gradient(layer, dy).layer, "torch").ravel(), known.bias)
    both = [in_its_place(layer, axis) for axis in range(2)]
    if mode != "zeros" and any(set(copied) - set(own) for own, copied in both):
        with pytest.raises(ConvError, match="windows reach all that the padding copies"):
            weight_gradient(layer, dy)
        return
    found = weight_gradient(layer, dy)
    for own, (n, c) in zip(compute(found.layer, "torch"), found.output.of, strict=True):
        assert np.array_equal(own, known.weight[n, c])


def test_dw_of_a_circular_border_keeps_it():
    dy = np.array([[[1.0, 10, 100, 1000]]])
    found = weight_gradient(COPIED, dy).layer
    assert found.spec.padding_mode == "circular"
    # x under the kernel's first number is 3, 1, 2, 3, and under the second 1, 2, 3, 1.
    assert compute(found, "numpy").tolist() == [[[3213.0, 1321.0]]]


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
# Its one window reads a copy of the last number, and the first; the others are read by none.
CUT = Layer.from_tensors(
    [[[1, 2, 3]]], [[[[1, 2]]]], padding=((0, 0), (1, 0)), stride=3, padding_mode="circular"
)
REFUSED = [
    (
        "rewritten-border",
        input_gradient,
        COPIED,
        "dx is shown as a convolution only where the padding is zeros; got circular: "
        "choose the padding mode zeros",
    ),
    (
        "rewritten-cut",
        weight_gradient,
        CUT,
        "dw is shown as a convolution only where windows reach all that the padding copies; got circular, "
        "which copies rows or columns behind the last that is read: choose the padding mode zeros",
    ),
]


@pytest.mark.parametrize(("rule", "rewrite", "layer", "sentence"), REFUSED)
def test_what_a_border_makes_no_convolution_is_refused(rewrite, rule, layer, sentence):
    with pytest.raises(ConvError) as caught:
        rewrite(layer, np.ones(layer.output_shape))
    assert (caught.value.rule, str(caught.value)) == (rule, sentence)
