"""The presets against the tools they are named after: run for real, compared with equality."""

import pytest
from counted_by_others import REPORTED, WIDTH_MACS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from real_counters import COUNTERS, built

from dsviz.cost import (
    PRESETS,
    Activation,
    BatchNorm,
    Flatten,
    GlobalPool,
    Linear,
    Pool,
    count,
    pointwise,
    separable,
    standard,
)
from dsviz.cost.architectures import document_002, mobilenet, nonlocal_block
from dsviz.cost.simple_layers import FUNCTIONS
from dsviz.networks import MobileNet, NonLocalBlock

SHAPE = (3, 224, 224)


@pytest.fixture(scope="module")
def paper():
    return MobileNet().eval()


@pytest.mark.parametrize("tool", COUNTERS)
def test_a_preset_reports_what_its_tool_reports_for_mobilenet(tool, paper):
    counted = count(mobilenet(), convention=tool)
    assert (counted.operations, counted.reported_parameters) == COUNTERS[tool](paper, SHAPE)
    assert counted.operations == REPORTED[tool]


@pytest.mark.parametrize("tool", COUNTERS)
@pytest.mark.parametrize("adaptive", [False, True])
def test_a_preset_reports_what_its_tool_reports_for_document_002(tool, adaptive):
    counted = count(document_002(adaptive=adaptive), convention=tool)
    module = MobileNet.document_002(adaptive=adaptive).eval()
    assert (counted.operations, counted.reported_parameters) == COUNTERS[tool](module, (3, 32, 32))


@pytest.mark.parametrize("tool", ["torch", "torchinfo", "fvcore"])
@pytest.mark.parametrize("subsample", [False, True])
@pytest.mark.parametrize("identity_start", [False, True])
def test_matrix_products_count_as_the_tool_counts_them(tool, subsample, identity_start):
    settings = {"subsample": subsample, "identity_start": identity_start}
    counted = count(nonlocal_block(8, (6, 8), **settings), convention=tool)
    module = NonLocalBlock(8, **settings).eval()
    assert (counted.operations, counted.reported_parameters) == COUNTERS[tool](module, (8, 6, 8))


convolutions = st.fixed_dictionaries(
    {
        "groups": st.integers(1, 3),
        "in_per_group": st.integers(1, 3),
        "out_per_group": st.integers(1, 3),
        "kernel": st.tuples(st.integers(1, 3), st.integers(1, 3)),
        "stride_and_padding": st.one_of(
            st.tuples(st.integers(1, 2), st.integers(0, 2)), st.just((1, "same"))
        ),
        "dilation": st.integers(1, 2),
        "bias": st.booleans(),
    }
)


@st.composite
def networks(draw):
    first = draw(convolutions)
    groups = first["groups"]
    out_channels = groups * first["out_per_group"]
    layers = [
        standard(
            groups * first["in_per_group"],
            out_channels,
            first["kernel"],
            groups=groups,
            bias=first["bias"],
            **dict(zip(("stride", "padding"), first["stride_and_padding"], strict=True)),
            dilation=first["dilation"],
        )
    ]
    between = st.sampled_from(
        [BatchNorm(), *(Activation(function=each) for each in FUNCTIONS), Pool(2), Pool(2, average=True)]
    )
    layers += draw(st.lists(between, max_size=2, unique_by=lambda layer: type(layer)))
    layers += draw(
        st.sampled_from(
            [
                (),
                (pointwise(out_channels, 3, bias=True),),
                separable(out_channels, 4, 2, depth_multiplier=2, depthwise_bias=True, padding=1),
                (GlobalPool(), Flatten(), Linear(out_channels, 3, bias=first["bias"])),
            ]
        )
    )
    return layers, draw(st.integers(10, 13)), draw(st.integers(10, 13))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(network=networks())
def test_presets_agree_with_the_tools_on_random_networks(network):
    layers, height, width = network
    plain = count(layers, (height, width))
    for tool, reported in COUNTERS.items():
        counted = count(layers, (height, width), convention=tool)
        # A fresh module each time: some tools leave their hooks and counters behind.
        module = built(plain)
        assert (counted.operations, counted.reported_parameters) == reported(
            module, plain.layers[0].in_shape
        ), tool


@pytest.mark.parametrize("width", [*WIDTH_MACS, 0.35])  # 0.35 of 128 channels is no whole number
def test_keras_counts_the_parameters_the_preset_says(width, keras):
    for side in (224, 128):
        model = keras.applications.MobileNet(alpha=width, weights=None, input_shape=(side, side, 3))
        assert count(mobilenet(width, side), convention="keras").reported_parameters == model.count_params()


@pytest.mark.parametrize("multiplier", [1, 2])
@pytest.mark.parametrize("bias", [True, False])
def test_keras_counts_a_separable_layer_the_same(multiplier, bias, keras):
    layer = keras.layers.SeparableConv2D(32, 3, use_bias=bias, depth_multiplier=multiplier, padding="same")
    layer.build((None, 24, 24, 10))
    counted = count(
        separable(10, 32, 3, bias=bias, depth_multiplier=multiplier, padding="same"), 24, convention="keras"
    )
    assert counted.reported_parameters == layer.count_params()
    assert counted.operations is None


def test_keras_counts_the_442_parameters_of_document_004(keras):
    model = keras.Sequential(
        [
            keras.Input((224, 224, 10)),
            keras.layers.SeparableConv2D(32, 3, activation="relu", padding="same"),
        ]
    )
    assert model.output_shape == (None, 224, 224, 32)
    counted = count(separable(10, 32, 3, bias=True, padding="same"), 224, convention="keras")
    assert counted.reported_parameters == model.count_params() == 442
    assert counted.layers[-1].out_shape == (32, 224, 224)


def test_fvcore_leaves_out_what_is_padded_by_the_word_same():
    layers = [standard(3, 8, padding="same"), BatchNorm()]
    counted = count(layers, 9, convention="fvcore")
    assert counted.operations == 2 * 8 * 9 * 9
    assert COUNTERS["fvcore"](built(counted), (3, 9, 9))[0] == counted.operations
    in_numbers = count([standard(3, 8, padding=1), BatchNorm()], 9, convention="fvcore")
    assert COUNTERS["fvcore"](built(in_numbers), (3, 9, 9))[0] == in_numbers.operations
    assert in_numbers.operations - counted.operations == in_numbers.macs


@pytest.mark.parametrize(("function", "times"), [("relu", 2), ("relu6", 1), ("sigmoid", 0)])
def test_ptflops_counts_each_activation_its_own_number_of_times(function, times):
    counted = count(Activation(function=function), (8, 9, 9), convention="ptflops")
    assert counted.operations == times * 8 * 9 * 9
    assert COUNTERS["ptflops"](built(counted), (8, 9, 9))[0] == counted.operations


def test_every_preset_but_our_own_two_is_compared_with_its_tool():
    assert set(PRESETS) == {*COUNTERS, "keras", "macs", "macs on pixels"}
