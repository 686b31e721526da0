"""Every number a document prints is recomputed from the example's own data."""

import numpy as np
import pytest

from dsviz import convolve
from dsviz.conv.layer import Layer
from dsviz.conv.layouts import hwcm_to_oihw, nchw_to_nhwc, oihw_to_hwcm
from dsviz.conv.trace import Trace
from dsviz.examples import ALL, HAND, Chain, Example, by_topic, depthwise, get

LAYERS = [example for example in ALL if isinstance(example, Example)]
CHAINS = [example for example in ALL if isinstance(example, Chain)]
KNOWN = [
    pytest.param(example, result, id=example.id)
    for example in LAYERS
    for result in (example.printed, example.expected)
    if result is not None
]


@pytest.mark.parametrize("backend", ["torch", "numpy"])
@pytest.mark.parametrize(("example", "result"), KNOWN)
def test_the_known_result_follows_from_the_tensors(example, result, backend):
    output = convolve(
        example.layer.x, example.layer.weight, example.layer.bias, backend=backend, **example.layer.keywords
    )
    assert np.array_equal(output, result)


@pytest.mark.parametrize("example", LAYERS, ids=lambda example: example.id)
def test_every_step_of_every_example_closes(example):
    traced = Trace(example.layer)
    assert traced.disagreement == 0
    assert [sum(step.channel_sums) + (step.bias or 0) for step in traced] == traced.output.ravel().tolist()


def test_the_documents_hand_calculation():
    example = get(HAND.example_id)
    step = Trace(example.layer).at(*HAND.place)
    assert step.channel_sums == HAND.channel_sums
    assert (step.bias, step.result) == (HAND.bias, HAND.result)
    printed = [tuple(factors) for channel in HAND.factors for factors in channel]
    for channel, factors in enumerate(HAND.factors):
        assert sum(x * w for x, w in factors) == HAND.channel_sums[channel]
    differing = [divmod(i, 9) for i, tap in enumerate(step.taps) if (tap.x, tap.weight) != printed[i]]
    assert differing == list(HAND.misprints) == [(2, 8)]
    assert printed[26] == (0, 0)
    assert (step.taps[26].x, step.taps[26].weight) == (0, 1)


def test_the_misprinted_weight_would_change_one_output():
    example = get("standard-cs231n")
    weight = example.layer.weight.copy()
    weight[0, 2, 2, 2] = 0
    changed = convolve(example.layer.x, weight, example.layer.bias, **example.layer.keywords)
    assert np.argwhere(changed != example.printed).tolist() == [[0, 0, 1]]
    assert (example.printed[0, 0, 1], changed[0, 0, 1]) == (0, -2)


def test_the_depthwise_example_prints_as_tensorflow_does():
    example = get("depthwise-tensorflow")
    output = convolve(example.layer.x, example.layer.weight, **example.layer.keywords)
    assert nchw_to_nhwc(output[None]).tolist() == depthwise.Y_NHWC
    first, second = (Trace(example.layer).at(c, 0, 0) for c in (0, 1))
    assert [tap.product for tap in first.taps] == [6, -6, -6, 4]
    assert [tap.product for tap in second.taps] == [5, 6, -3, 10]


def test_conv2d_is_the_channel_sum_of_depthwise():
    assert np.array_equal(
        get("depthwise-tensorflow").printed.sum(axis=0, keepdims=True), get("standard-conv2d").expected
    )


def test_flipping_the_kernel_would_show():
    example = get("depthwise-tensorflow")
    flipped = convolve(example.layer.x, example.layer.weight[:, :, ::-1, ::-1], **example.layer.keywords)
    assert nchw_to_nhwc(flipped).tolist() == [[[-4, 20], [17, 17]], [[15, 20], [-8, 7]]]


def test_the_multiplier_orders_filters_channel_by_channel():
    example = get("depthwise-multiplier-2")
    assert example.layer.weight.tolist() == [
        [[[3, -2], [-1, 4]]],
        [[[1, 0], [2, -1]]],
        [[[1, 2], [-3, 5]]],
        [[[-1, 2], [0, 1]]],
    ]
    assert np.array_equal(oihw_to_hwcm(example.layer.weight, 2), depthwise.KERNEL_2_HWCM)
    assert np.array_equal(hwcm_to_oihw(depthwise.KERNEL_HWCM), example.layer.weight[::2])


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.id)
def test_a_chain_is_one_ordinary_convolution(chain):
    first, second = chain.layers
    between = convolve(first.layer.x, first.layer.weight, first.layer.bias, **first.layer.keywords)
    assert np.array_equal(second.layer.x, between)
    output = convolve(between, second.layer.weight, second.layer.bias, **second.layer.keywords)
    keywords = {**first.layer.keywords, "groups": 1}
    assert np.array_equal(convolve(first.layer.x, chain.composed, second.layer.bias, **keywords), output)
    ranks = [
        np.linalg.matrix_rank(chain.composed[:, c].reshape(len(output), -1))
        for c in range(len(first.layer.x))
    ]
    assert ranks == [1] * len(first.layer.x)


def test_a_chain_with_a_multiplier_composes_too():
    first = get("depthwise-multiplier-2")
    between = convolve(first.layer.x, first.layer.weight, **first.layer.keywords)
    weight = np.array([[1, -2, 3, 5], [0, 4, -1, 2]])[:, :, None, None]
    second = Example(
        id="p",
        topic="pointwise",
        document="",
        layer=Layer(x=between, weight=weight),
    )
    chain = Chain(id="c", document="", layers=(first, second))
    assert np.array_equal(convolve(first.layer.x, chain.composed), convolve(between, weight))


def test_the_picture_counts_39_weights_against_108():
    first, second = get("separable-picture").layers
    assert (first.layer.weight.shape, second.layer.weight.shape) == ((3, 1, 3, 3), (4, 3, 1, 1))
    assert first.layer.weight.size + second.layer.weight.size == 39
    assert get("separable-picture").composed.size == 108


def test_ids_are_unique_and_topics_are_filled():
    assert len({example.id for example in ALL}) == len(ALL)
    topics = ["standard", "depthwise", "pointwise", "separable"]
    assert [example for topic in topics for example in by_topic(topic)] == list(ALL)
    assert [by_topic(topic)[0].document for topic in topics] == ["001-picture", *["001"] * 3]
    with pytest.raises(KeyError):
        get("no such example")


@pytest.mark.parametrize("example", LAYERS, ids=lambda example: example.id)
def test_examples_cannot_be_changed_and_name_their_source(example):
    for array in (
        example.layer.x,
        example.layer.weight,
        example.layer.bias,
        example.printed,
        example.expected,
    ):
        assert array is None or (array.dtype == np.float64 and not array.flags.writeable)
    with pytest.raises(ValueError, match="read-only"):
        example.layer.x[0, 0, 0] = 9
    assert example.document in {"001", "001-picture", "003", "cs231n", "guide", "tensorflow"}
    assert example.layout in {"NCHW", "NHWC"}
    assert not (example.own and example.printed is not None)


def test_no_example_kernel_hides_a_flip():
    for example in LAYERS:
        if example.layer.weight.shape[2:] != (1, 1):
            assert not np.array_equal(example.layer.weight, example.layer.weight[:, :, ::-1, ::-1])


def test_four_channels_become_two_by_hand():
    y = Trace(get("pointwise-reduce").layer).output
    assert y.shape == (2, 3, 3)
    assert (y[0, 0, 0], y[1, 0, 0]) == (1 - 0 + 2 * 2, 2 * 0 + 2 - 1)


def test_four_standard_filters_have_108_weights_and_make_four_maps():
    layer = get("standard-four-filters").layer
    assert layer.weight.shape == (4, 3, 3, 3)
    assert layer.weight.size == 108
    # The first number, row by row of each channel, as one works it out.
    assert Trace(layer).output[0, 0, 0] == -7 + 7 + 1
