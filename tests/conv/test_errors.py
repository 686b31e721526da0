"""Every refusal is one sentence: the rule, then the values."""

import pickle
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from dsviz import ConvError, ConvSpec, convolve, trace
from dsviz.content import labels
from dsviz.conv.geometry import output_size, receptive_field, same_padding, torch_same_padding
from dsviz.conv.layouts import oihw_to_hwcm
from tests.conv import (
    test_chain,
    test_gradient_trace,
    test_gradients,
    test_one_dimension,
    test_rewritten,
    test_transposed,
)

X, W = np.ones((6, 5, 5)), np.ones((4, 6, 3, 3))
FORMS = (
    "padding must be a whole number, a pair (height, width), (top, bottom, left, right), "
    "((top, bottom), (left, right)), 'valid' or 'same'; got "
)
MODES = "padding_mode must be one of zeros, reflect, replicate, circular; got "
MIRROR = (
    "a mirror that repeats the edge. Where padding is 1, replicate gives the same numbers: "
    "type replicate. For more, write the border into the input and type padding 0"
)
CUTS = (
    "padding must be from 0 to 1000000; got -1. A negative padding cuts the picture: leave out the outer "
    "rows and columns of the input and type padding 0"
)

REFUSED = [
    ("whole-number", {"stride": 2.0}, "stride must be a whole number; got 2.0"),
    ("whole-number", {"stride": (1, True)}, "stride must be a whole number; got True"),
    ("whole-number", {"dilation": None}, "dilation must be a whole number; got None"),
    ("whole-number", {"dilation": np.float64(1)}, "dilation must be a whole number; got np.float64(1.0)"),
    ("whole-number", {"stride": np.True_}, "stride must be a whole number; got np.True_"),
    ("whole-number", {"groups": "2"}, "groups must be a whole number; got '2'"),
    ("range", {"stride": 0}, "stride must be from 1 to 1000000; got 0"),
    ("range", {"stride": (1, -2)}, "stride must be from 1 to 1000000; got -2"),
    ("range", {"stride": 10**30}, "stride must be from 1 to 1000000; got 1000000000000000000000000000000"),
    ("range", {"dilation": 0}, "dilation must be from 1 to 1000000; got 0"),
    ("range", {"groups": 0}, "groups must be from 1 to 1000000; got 0"),
    ("padding-negative", {"padding": -1}, CUTS),
    ("padding-negative", {"padding": ((0, 1), (-1, 0))}, CUTS),
    (
        "pair",
        {"stride": (1, 2, 3)},
        "stride must be one whole number or a pair (height, width); got (1, 2, 3)",
    ),
    ("pair", {"stride": []}, "stride must be one whole number or a pair (height, width); got []"),
    ("pair", {"dilation": "2"}, "dilation must be one whole number or a pair (height, width); got '2'"),
    ("pair", {"dilation": "12"}, "dilation must be one whole number or a pair (height, width); got '12'"),
    ("padding-form", {"padding": "full"}, FORMS + "'full'"),
    ("padding-form", {"padding": 1.5}, FORMS + "1.5"),
    ("padding-form", {"padding": (1, 2, 3)}, FORMS + "(1, 2, 3)"),
    ("padding-form", {"padding": ((1, 2), 3)}, FORMS + "((1, 2), 3)"),
    ("padding-form", {"padding": None}, FORMS + "None"),
    ("padding-form", {"padding": {1: 2, 3: 4}}, FORMS + "{1: 2, 3: 4}"),
    (
        "padding-mode-known",
        {"padding_mode": "full"},
        MODES + "'full'",
    ),
    (
        "padding-mode-known",
        {"padding_mode": None},
        MODES + "None",
    ),
    ("padding-mode-named", {"padding_mode": "mirror"}, MODES + "'mirror': type reflect"),
    ("padding-mode-named", {"padding_mode": "BORDER_DEFAULT"}, MODES + "'BORDER_DEFAULT': type reflect"),
    ("padding-mode-named", {"padding_mode": "Reflect"}, MODES + "'Reflect': type reflect"),
    (
        "padding-mode-symmetric",
        {"padding_mode": "BORDER_REFLECT"},
        MODES + "'BORDER_REFLECT', " + MIRROR,
    ),
    ("padding-mode-named", {"padding_mode": "wrap"}, MODES + "'wrap': type circular"),
    ("padding-mode-named", {"padding_mode": "nearest"}, MODES + "'nearest': type replicate"),
    ("padding-mode-named", {"padding_mode": "constant"}, MODES + "'constant': type zeros"),
    (
        "padding-mode-symmetric",
        {"padding_mode": "symm"},
        MODES + "'symm', " + MIRROR,
    ),
    ("backend-known", {"backend": "jax"}, "backend must be one of torch, numpy; got 'jax'"),
    ("backend-known", {"backend": []}, "backend must be one of torch, numpy; got []"),
    (
        "tensor-rectangular",
        {"x": [[[1, 2], [3]]]},
        "x must be a full rectangular array of numbers; got [[[1, 2], [3]]]",
    ),
    ("tensor-real", {"x": "picture"}, "x must hold real numbers; got 'picture'"),
    ("tensor-real", {"x": None}, "x must hold real numbers; got None"),
    ("tensor-real", {"weight": [[[[1j]]]]}, "weight must hold real numbers; got [[[[1j]]]]"),
    ("tensor-real", {"bias": [None]}, "bias must hold real numbers; got [None]"),
    (
        "tensor-real",
        {"bias": np.ma.masked_array([1.0], mask=[True])},
        "bias must hold real numbers; got masked_array(data=[--], ...0, dtype=float64)",
    ),
    ("tensor-real", {"bias": ["1", "2"]}, "bias must hold real numbers; got ['1', '2']"),
    (
        "tensor-real",
        {"bias": [Fraction(1, 2), "1"]},
        "bias must hold real numbers; got [Fraction(1, 2), '1']",
    ),
    ("tensor-finite", {"bias": [0, -(10**400)]}, "bias must hold finite numbers; got -inf at index (1,)"),
    ("tensor-finite", {"bias": [Decimal("sNaN")]}, "bias must hold finite numbers; got nan at index (0,)"),
    ("tensor-finite", {"x": [[[1, np.nan]]]}, "x must hold finite numbers; got nan at index (0, 0, 1)"),
    ("tensor-finite", {"bias": [0, -np.inf]}, "bias must hold finite numbers; got -inf at index (1,)"),
    (
        "tensor-finite",
        {"bias": [np.longdouble("1e4000")]},
        "bias must hold finite numbers; got inf at index (0,)",
    ),
    (
        "tensor-not-empty",
        {"x": np.ones((6, 0, 5))},
        "x must have at least one number along every axis; got shape (6, 0, 5)",
    ),
    ("tensor-not-empty", {"x": []}, "x must have at least one number along every axis; got shape (0,)"),
    (
        "tensor-rank",
        {"x": [[1, 2]]},
        "x must have the axes (channels, height, width) or (batch, channels, height, width); "
        "got shape (1, 2)",
    ),
    (
        "tensor-rank",
        {"weight": [[1, 2]]},
        "weight must have the axes (out_channels, in_channels / groups, height, width); got shape (1, 2)",
    ),
    ("tensor-rank", {"bias": 1}, "bias must have the axes (out_channels,); got shape ()"),
    ("bias-length", {"bias": [1, 2]}, "bias must have one number per output channel; got 2 for 4"),
    (
        "groups-divide-in-channels",
        {"groups": 4},
        "groups must divide the input channels; got 4 groups for 6 channels",
    ),
    (
        "groups-divide-out-channels",
        {"groups": 6, "weight": np.ones((8, 1, 3, 3))},
        "groups must divide the output channels; got 6 groups for 8 channels",
    ),
    (
        "weight-in-channels",
        {"groups": 2},
        "weight must have in_channels / groups slices per filter; got 6 for 6 / 2 = 3",
    ),
    ("kernel-reach-fits", {"dilation": 3}, "kernel reach must be <= padded input; got 7 > 5"),
    (
        "kernel-reach-fits",
        {"dilation": (1, 5), "padding": 2},
        "kernel reach must be <= padded input; got 11 > 9",
    ),
    (
        "reflect-pad-fits",
        {"padding": 5, "padding_mode": "reflect"},
        "reflect padding must be < the input size; got 5 for size 5",
    ),
    (
        "circular-pad-fits",
        {"padding": (1, 6), "padding_mode": "circular"},
        "circular padding must be <= the input size; got 6 for size 5",
    ),
    (
        "size-affordable",
        {"padding": 10_000},
        "a layer must hold at most 50000000 numbers; the padded input would hold 2401200150",
    ),
    (
        "size-affordable",
        {"x": [[[1]]], "padding": 1_000, "weight": np.ones((13, 1, 1, 1))},
        "a layer must hold at most 50000000 numbers; the output would hold 52052013",
    ),
]


ELSEWHERE = [
    *test_chain.REFUSED,
    *test_gradients.REFUSED,
    *test_gradient_trace.REFUSED,
    *test_one_dimension.REFUSED,
    *test_rewritten.REFUSED,
    *test_transposed.REFUSED,
    *test_transposed.VIEWED,
]


@pytest.mark.parametrize("compute", [convolve, trace])
@pytest.mark.parametrize(("rule", "given", "sentence"), REFUSED)
def test_a_refusal_states_the_rule_then_the_values(rule, given, sentence, compute):
    with pytest.raises(ConvError) as caught:
        compute(**{"x": X, "weight": W, **given})
    assert (caught.value.rule, str(caught.value)) == (rule, sentence)
    assert isinstance(caught.value, ValueError)
    assert caught.value.sentence("en") == sentence


def test_every_rule_is_refused_somewhere():
    with pytest.raises(ConvError) as caught:
        oihw_to_hwcm(np.ones((8, 1, 3, 3)), 6)
    with pytest.raises(ConvError) as strided:
        torch_same_padding(3, stride=2)
    assert str(strided.value) == 'PyTorch\'s padding="same" wants stride 1; got 2'
    elsewhere = {caught.value.rule, strided.value.rule} | {rule for rule, *_ in ELSEWHERE}
    elsewhere |= {"layer-key-known", "layer-key-named"}  # each within a chain-layer
    assert {rule for rule, *_ in REFUSED} | elsewhere == set(labels("refusal.conv"))


def test_a_trace_takes_one_image():
    with pytest.raises(ConvError) as caught:
        trace(X[None], W)
    assert str(caught.value) == "x must have the axes (channels, height, width); got shape (1, 6, 5, 5)"


@pytest.mark.parametrize(
    "value", [["a" * 1000] * 1000, np.ones((6, 50, 50), complex), [[[Fraction(1, 3), "1/3"] * 9] * 9] * 9]
)
def test_a_long_value_is_shortened(value):
    with pytest.raises(ConvError) as caught:
        convolve(value, W)
    assert len(str(caught.value)) < 200
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "compute",
    [
        lambda: output_size(5, 0),
        lambda: output_size(0, 1),
        lambda: output_size(5, 3, stride=0),
        lambda: output_size(5, 3, pad_total=-1),
        lambda: same_padding(5, 3, dilation=0),
        lambda: same_padding(5, 3, stride=0),
        lambda: receptive_field([(3, 0)]),
        lambda: receptive_field([(0,)]),
    ],
)
def test_geometry_refuses_impossible_settings(compute):
    with pytest.raises(ConvError) as caught:
        compute()
    assert caught.value.rule == "range"


@pytest.mark.parametrize(("n", "kernel", "reach"), [(2, 3, 3), (1, 3, 3)])
def test_a_true_size_of_nothing_is_refused_and_not_rounded_to_one(n, kernel, reach):
    # Rounding toward zero instead of down would call this one output.
    with pytest.raises(ConvError, match=f"kernel reach must be <= padded input; got {reach} > {n}"):
        output_size(n, kernel, stride=2)


def test_settings_are_normalised_once():
    spec = ConvSpec(stride=np.int32(2), padding=[1, np.int64(2)], dilation=np.array([1, 3]))
    assert (spec.stride, spec.padding, spec.dilation) == ((2, 2), ((1, 1), (2, 2)), (1, 3))
    assert all(type(n) is int for n in (*spec.stride, *spec.padding[1], *spec.dilation))
    assert ConvSpec(padding="VALID") == ConvSpec() == ConvSpec(padding=((0, 0), (0, 0)))
    assert ConvSpec(padding="Same").padding == "same"
    assert ConvSpec(**spec.keywords) == spec
    assert len({spec, ConvSpec(**spec.keywords)}) == 1
    with pytest.raises(AttributeError):
        spec.stride = (1, 1)


def test_the_borders_of_what_padding_can_copy():
    full = convolve(X[:1], np.ones((1, 1, 1, 1)), padding=4, padding_mode="reflect")
    assert full.shape == (1, 13, 13)
    full = convolve(X[:1], np.ones((1, 1, 1, 1)), padding=5, padding_mode="circular")
    assert full.shape == (1, 15, 15)
    assert convolve([[[7]]], [[[[1]]]], padding=3, padding_mode="replicate").tolist() == [[[7] * 7] * 7]


def test_an_error_survives_pickling():
    error = ConvError("bias-length", bias_length=2, out_channels=4)
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.rule, copy.values, str(copy)) == (error.rule, error.values, str(error))
