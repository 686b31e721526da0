"""count: its padding against the trace of products, its refusals, its face."""

import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsviz.conv.errors import Refusal
from dsviz.conv.spec import ConvSpec
from dsviz.cost import (
    PRESETS,
    Activation,
    BatchNorm,
    Conv,
    Convention,
    CostError,
    Flatten,
    GlobalPool,
    Linear,
    Pool,
    Rate,
    count,
    depthwise,
    pointwise,
    separable,
    standard,
)
from dsviz.cost.architectures import blocks, document_002, mobilenet, thin
from dsviz.cost.convention import preset
from dsviz.cost.formulas import legal_groups, nearest_legal_groups
from dsviz.cost.padding import taps_on_pixels
from tests.thorough import examples

axes = st.fixed_dictionaries(
    {
        "size": st.integers(1, 9),
        "kernel": st.integers(1, 4),
        "stride": st.integers(1, 4),
        "before": st.integers(0, 5),
        "after": st.integers(0, 5),
        "dilation": st.integers(1, 3),
    }
)


@examples(300)
@given(axis=axes)
def test_real_taps_by_formula_and_one_by_one(axis):
    size, stride, before = axis["size"], axis["stride"], axis["before"]
    reach = (axis["kernel"] - 1) * axis["dilation"] + 1
    outputs = (size + before + axis["after"] - reach) // stride + 1
    if outputs < 1:
        return
    one_by_one = sum(
        0 <= output * stride + element * axis["dilation"] - before < size
        for output in range(outputs)
        for element in range(axis["kernel"])
    )
    assert taps_on_pixels(size, axis["kernel"], stride, before, axis["dilation"], outputs) == one_by_one


@pytest.mark.parametrize("padding", ["same", 1, (2, 0), ((0, 1), (2, 1))])
@pytest.mark.parametrize("stride", [1, 2])
def test_padding_of_two_axes_and_groups(padding, stride):
    layer = standard(4, 6, (2, 3), padding=padding, stride=stride, groups=2)
    row = count(layer, (5, 6)).layers[0]
    (top, _), (left, _) = layer.spec.pads((5, 6), (2, 3))
    real = sum(
        0 <= y * stride + u - top < 5 and 0 <= x * stride + v - left < 6
        for y in range(row.out_shape[1])
        for x in range(row.out_shape[2])
        for u in range(2)
        for v in range(3)
    )
    assert row.macs - row.macs_on_padding == real * (4 // 2) * 6


def test_the_same_layer_by_any_size():
    layer = standard(3, 8, 3, padding=1)
    counts = [count(layer, size) for size in (6, (6, 6), (3, 6, 6), [6, 6])]
    assert {one.macs for one in counts} == {3 * 8 * 9 * 36}
    assert count([layer], 6).table() == count(layer, 6).table()


def test_a_network_is_counted_at_another_size_than_its_own():
    assert count(mobilenet(), 192).macs == count(mobilenet(1.0, 192)).macs
    assert count(mobilenet(), (3, 192, 192)).macs == count(mobilenet(1.0, 192)).macs


def test_rows_and_totals():
    counted = count([*separable(3, 4, bias=True), Activation(), Pool(), Flatten(), Linear(16, 2)], 6)
    assert [row.out_shape for row in counted] == [(3, 4, 4), (4, 4, 4), (4, 4, 4), (4, 2, 2), (16,), (2,)]
    assert [row.name for row in counted][:3] == ["depthwise", "pointwise", "activation"]
    assert len(counted) == 6
    assert counted.parameters == 27 + 16 + 34
    assert counted.activations == 48 + 64 + 64 + 16 + 16 + 2
    assert counted.weight_bytes == 4 * counted.parameters
    assert sum(row["share"] for row in counted.table()) == 1
    assert {row["weight_bytes"] for row in counted.table()} == {108, 64, 0, 136}


def test_bytes_per_number():
    assert count(pointwise(3, 4), 2, bytes_per_number=2).weight_bytes == 24


@pytest.mark.parametrize(
    ("layer", "kind"),
    [
        (standard(4, 4, 3), "standard"),
        (standard(4, 4, 3, groups=2), "grouped"),
        (standard(4, 8, 3, groups=4), "depthwise"),
        (depthwise(4, depth_multiplier=3), "depthwise"),
        (depthwise(4, 1), "depthwise"),
        (pointwise(4, 4), "pointwise"),
    ],
)
def test_kinds(layer, kind):
    assert layer.kind == kind


def test_a_convention_of_ones_own():
    own = Convention("own", per_mac=2, conv_bias=True, padding=False)
    counted = count(standard(1, 1, 3, padding=1, bias=True), 5, convention=own)
    assert counted.operations == 2 * 169 + 25
    assert counted.macs == 225


@pytest.mark.parametrize("name", PRESETS)
def test_macs_and_parameters_do_not_depend_on_the_convention(name):
    plain, counted = count(document_002()), count(document_002(), convention=name)
    assert (plain.macs, plain.parameters) == (counted.macs, counted.parameters)
    assert (counted.operations is None) == (name == "keras")
    assert (counted.reported_parameters is None) == (name == "torch")


def test_legal_groups():
    assert legal_groups(4, 8) == (1, 2, 4)
    assert nearest_legal_groups(3, 4, 8) == (2, 4)
    assert nearest_legal_groups(5, 4, 8) == (4,)
    for groups in legal_groups(12, 18):
        assert standard(12, 18, groups=groups).spec.groups == groups


@pytest.mark.parametrize(
    ("attempt", "rule", "values"),
    [
        (lambda: standard(6, 8, 3, groups=6), "groups-divide-out-channels", "6 groups for 8 channels"),
        (lambda: standard(4, 8, 3, groups=8), "groups-divide-in-channels", "8 groups for 4 channels"),
        (lambda: standard(0, 8), "range", "in_channels must be from 1"),
        (lambda: standard(3, 2.5), "whole-number", "2.5"),
        (lambda: standard(3, True), "whole-number", "True"),
        (lambda: standard(3, 8, (1, 2, 3)), "pair", "kernel"),
        (lambda: depthwise(3, depth_multiplier=0), "range", "depth_multiplier"),
        (lambda: Linear(-1, 2), "range", "in_features"),
        (lambda: Pool(0), "range", "kernel"),
        (lambda: count(standard(3, 8, 5), 4), "kernel-reach-fits", "5 > 4"),
        (lambda: count(standard(3, 8), (4, 6, 6)), "in-channels-match", "(4, 6, 6) for 3"),
        (lambda: count([Flatten(), standard(3, 8)], (3, 6, 6)), "in-channels-match", "(108,) for 3"),
        (lambda: count([Flatten(), Linear(5, 2)], (3, 2, 2)), "in-features-match", "(12,) for 5"),
        (lambda: count(Pool(3), (1, 2, 9)), "pool-window-fits", "3 > 2"),
        (lambda: count(standard(3, 8)), "size-needed", "needs a size"),
        (lambda: count(standard(3, 8), 0), "range", "got 0"),
        (lambda: count(standard(3, 8), "6"), "whole-number", "'6'"),
        (lambda: count(standard(3, 8), (1, 2, 3, 4)), "size-form", "(1, 2, 3, 4)"),
        (lambda: count(GlobalPool(), 6), "channels-needed", "got 6"),
        (lambda: count([Flatten(), Pool(2)], (3, 4, 4)), "maps-needed", "max_pool reads"),
        (lambda: count([Flatten(), GlobalPool()], (3, 4, 4)), "maps-needed", "got shape (48,)"),
        (lambda: count([Flatten(), BatchNorm()], (3, 4, 4)), "maps-needed", "batch_norm reads"),
        (lambda: count(standard(3, 8), (10,)), "in-channels-match", "(10,) for 3"),
        (lambda: count(Linear(10, 2), (9,)), "in-features-match", "(9,) for 10"),
        (lambda: count(standard(3, 8), ()), "size-form", "got ()"),
        (lambda: count(pointwise(1, 1), 5, convention=None), "convention-form", "got None"),
        (lambda: count(pointwise(1, 1), 5, convention=3), "convention-form", "got 3"),
        (lambda: depthwise(4, groups=2), "groups-are-channels", "2 groups for 4"),
        (lambda: separable(4, 8, groups=2), "groups-are-channels", "2 groups for 4"),
        (lambda: standard(3, 8, bias="no"), "yes-or-no", "bias must be True or False; got 'no'"),
        (lambda: Linear(3, 8, bias="no"), "yes-or-no", "'no'"),
        (lambda: Pool(2, average="no"), "yes-or-no", "average"),
        (lambda: Rate(inputs=-1), "range", "inputs must be from 0"),
        (lambda: Convention(per_mac=True), "per-mac", "got True"),
        (lambda: Convention(padding="no"), "yes-or-no", "padding"),
        (lambda: Convention(batch_norm=2), "rate-form", "batch_norm must be a Rate; got 2"),
        (lambda: count("a network", 6), "layer-known", "'a network'"),
        (lambda: count([standard(3, 8), 5], 6), "layer-known", "got 5"),
        (lambda: count(pointwise(1, 1), 2, convention="flops"), "known-convention", "'flops'"),
        (lambda: Convention(per_mac=3), "per-mac", "got 3"),
        (lambda: Convention(functions=(("relu6", 1),)), "rate-form", "relu6 must be a Rate; got 1"),
        (lambda: Activation(function="swish"), "known-function", "relu, relu6, sigmoid; got 'swish'"),
        (lambda: thin(32, 0), "width-range", "got 0"),
        (lambda: thin(32, float("nan")), "width-range", "nan"),
        (lambda: mobilenet(resolution=0), "range", "resolution"),
        (lambda: list(blocks([(64, 2, 1)])), "config-form", "(64, 2, 1)"),
        (lambda: list(blocks(["64"])), "whole-number", "'64'"),
        (lambda: nearest_legal_groups(2, 0, 4), "range", "in_channels"),
    ],
)
def test_refusals(attempt, rule, values):
    with pytest.raises(Refusal) as refused:
        attempt()
    assert refused.value.rule == rule
    assert values in str(refused.value)
    assert not isinstance(refused.value, CostError) or pickle.loads(pickle.dumps(refused.value)).rule == rule


def test_a_lone_linear_and_an_empty_network_need_no_size():
    assert count(Linear(4, 2)).macs == 8
    assert count([]).macs == 0
    assert count([]).table() == []


def test_a_network_is_described_once_for_all_its_sizes():
    large, small = mobilenet(0.5, 224), mobilenet(0.5, 128, classes=10)
    assert all(one is other for one, other in zip(large.layers[:-3], small.layers[:-3], strict=True))
    assert mobilenet(0.5, full_convolutions=True).layers[3] != large.layers[3]
    assert mobilenet(0.75).layers[3] != large.layers[3]
    with pytest.raises(CostError, match="width multiplier"):
        mobilenet(True)  # equal to 1.0, which is remembered
    assert document_002(config=[]).layers[-1].in_features == 32


def test_a_row_of_features_is_a_size():
    assert count(Linear(10, 2), (10,)).macs == 20
    assert count([Activation(), Linear(10, 2)], (10,)).layers[-1].out_shape == (2,)


def test_a_network_in_a_list_keeps_its_picture():
    alone, nested = count(mobilenet()), count([mobilenet()])
    assert nested.macs == alone.macs
    assert nested.layers[0].in_shape == (3, 224, 224)
    assert count([[mobilenet()], Activation()], 32).layers[0].in_shape == (3, 32, 32)


def test_settings_may_be_lists_and_groups_may_be_said():
    assert standard(3, 8, stride=[2, 1], padding=[1, 1]) == standard(3, 8, stride=(2, 1), padding=(1, 1))
    assert depthwise(4, groups=4) == depthwise(4)


def test_a_description_is_a_value():
    assert standard(3, 8, 3, padding=1) == Conv(3, 8, (3, 3), ConvSpec(padding=1))
    assert hash(pointwise(3, 8)) == hash(pointwise(3, 8))
    assert preset("macs") == Convention()


def test_counting_needs_no_torch():
    code = (
        "import sys; from dsviz.cost import count; from dsviz.cost.architectures import mobilenet; "
        "count(mobilenet()).macs; print('torch' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
