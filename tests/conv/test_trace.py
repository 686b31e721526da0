"""A trace tells every output number, and works a step out only when asked."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given

import dsviz.conv.convolve
import dsviz.conv.trace
from dsviz import ConvSpec, convolve, trace
from dsviz.conv.inverse import inputs_multiplied_by, outputs_fed_by
from tests.conv.layers import layers
from tests.thorough import examples

often = examples(100)
some = examples(100)

SMALL = {"x": np.arange(32).reshape(2, 4, 4), "weight": np.arange(12).reshape(3, 1, 2, 2) - 5}


@often
@given(layers())
def test_every_step_sums_to_its_output(layer):
    traced = trace(*layer.arguments, **layer.keywords)
    slices, *kernel = layer.weight.shape[1:]
    assert len(traced) == traced.output.size
    assert traced.disagreement == 0
    for place, step in zip(np.ndindex(*traced.output.shape), traced, strict=True):
        assert (step.out_channel, step.row, step.col) == place
        assert len(step.taps) == slices * np.prod(kernel)
        assert len(step.channel_sums) == slices
        assert [tap.x * tap.weight for tap in step.taps] == [tap.product for tap in step.taps]
        by_channel = np.reshape([tap.product for tap in step.taps], (slices, -1)).sum(axis=1)
        assert step.channel_sums == tuple(by_channel)
        assert step.bias == (None if layer.bias is None else layer.bias[place[0]])
        assert sum(step.channel_sums) + (step.bias or 0) == step.result == traced.output[place]


@often
@given(layers())
def test_every_tap_says_where_its_numbers_come_from(layer):
    traced = trace(*layer.arguments, **layer.keywords, backend="numpy")
    height, width = layer.x.shape[1:]
    slices = layer.weight.shape[1]
    for step in traced:
        first = step.out_channel // (len(layer.weight) // traced.layer.spec.groups) * slices
        for tap in step.taps:
            inside = 0 <= tap.in_row < height and 0 <= tap.in_col < width
            assert tap.is_padding == (not inside)
            if inside:
                assert (tap.source_row, tap.source_col) == (tap.in_row, tap.in_col)
            elif traced.layer.spec.padding_mode == "zeros":
                assert (tap.source_row, tap.source_col, tap.x) == (None, None, 0)
            if tap.source_row is not None:
                assert tap.x == layer.x[tap.in_channel, tap.source_row, tap.source_col]
            weight = layer.weight[step.out_channel, tap.in_channel - first, tap.kernel_row, tap.kernel_col]
            assert tap.weight == weight
            top, left = traced.layer.pads[0][0], traced.layer.pads[1][0]
            stride, dilation = traced.layer.spec.stride, traced.layer.spec.dilation
            assert tap.in_row + top == step.row * stride[0] + tap.kernel_row * dilation[0]
            assert tap.in_col + left == step.col * stride[1] + tap.kernel_col * dilation[1]


@some
@given(layers())
def test_the_inverse_reading_agrees_with_the_taps(layer):
    traced = trace(*layer.arguments, **layer.keywords, backend="numpy")
    fed = {cell: [] for cell in np.ndindex(*layer.x.shape)}
    multiplied = {}
    for step in traced:
        place = (step.out_channel, step.row, step.col)
        slices = layer.weight.shape[1]
        for number, tap in enumerate(step.taps):
            source = (tap.in_channel, tap.source_row, tap.source_col)
            if tap.source_row is not None and place not in fed[source]:
                fed[source].append(place)
            kernel_channel = number // (len(step.taps) // slices)
            weight = (step.out_channel, kernel_channel, tap.kernel_row, tap.kernel_col)
            multiplied.setdefault(weight, []).append((tap.in_channel, tap.in_row, tap.in_col))
    assert {cell: outputs_fed_by(traced.layer, *cell) for cell in fed} == fed
    weights = np.ndindex(*layer.weight.shape)
    assert {weight: inputs_multiplied_by(traced.layer, *weight) for weight in weights} == multiplied


def test_cells_that_no_window_reaches_feed_nothing():
    traced = trace(np.ones((1, 6, 6)), np.ones((1, 1, 3, 3)), stride=2, backend="numpy")
    assert traced.output.shape == (1, 2, 2)
    unread = {
        (row, col)
        for row, col in product(range(6), repeat=2)
        if not outputs_fed_by(traced.layer, 0, row, col)
    }
    assert unread == {(row, col) for row, col in product(range(6), repeat=2) if 5 in (row, col)}


def test_indexing_is_that_of_a_sequence():
    traced = trace(**SMALL | {"weight": SMALL["weight"][:2]}, groups=2)
    assert len(traced) == 18
    everything = list(traced)
    assert traced[0] == everything[0] == traced.at(0, 0, 0)
    assert traced[-1] == everything[17] == traced.at(1, 2, 2)
    assert traced[np.int64(10)] == everything[10] == traced.at(1, 0, 1)
    assert traced[2:15:4] == tuple(everything[2:15:4])
    assert traced[::-1] == tuple(reversed(everything))
    assert list(reversed(traced)) == everything[::-1]
    assert traced.index(everything[5]) == 5
    assert repr(traced) == "<Trace of 18 steps: 2 x 3 x 3, torch>"


@pytest.mark.parametrize("index", [18, -19, 10**30])
def test_a_step_that_does_not_exist(index):
    traced = trace(**SMALL | {"weight": SMALL["weight"][:2]}, groups=2, backend="numpy")
    with pytest.raises(IndexError, match=f"a step must be from 0 to 17; got {index}"):
        traced[index]


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda s: s.at(2, 0, 0), "output cell must be within (0 to 1, 0 to 2, 0 to 2); got (2, 0, 0)"),
        (lambda s: s.at(0, -1, 0), "output cell must be within (0 to 1, 0 to 2, 0 to 2); got (0, -1, 0)"),
        (
            lambda s: outputs_fed_by(s.layer, 0, 4, 0),
            "input cell must be within (0 to 1, 0 to 3, 0 to 3); got (0, 4, 0)",
        ),
        (
            lambda s: inputs_multiplied_by(s.layer, 0, 1, 0, 0),
            "weight cell must be within (0 to 1, 0 to 0, 0 to 1, 0 to 1); got (0, 1, 0, 0)",
        ),
    ],
)
def test_a_cell_that_does_not_exist(ask, sentence):
    traced = trace(**SMALL | {"weight": SMALL["weight"][:2]}, groups=2, backend="numpy")
    with pytest.raises(IndexError) as caught:
        ask(traced)
    assert str(caught.value) == sentence


def test_making_a_trace_works_no_step_out(monkeypatch):
    made = []
    for name in ("Step", "Tap"):
        real = getattr(dsviz.conv.trace, name)
        monkeypatch.setattr(
            dsviz.conv.trace, name, lambda *values, real=real, name=name: made.append(name) or real(*values)
        )
    runs = []
    real_compute = dsviz.conv.trace.compute
    monkeypatch.setattr(
        dsviz.conv.trace, "compute", lambda *values: runs.append(values[-1]) or real_compute(*values)
    )
    traced = trace(np.ones((3, 62, 62)), np.ones((8, 3, 3, 3)), padding=1)
    assert (len(traced), made, runs) == (8 * 62 * 62, [], ["numpy", "torch"])
    traced[-1]
    assert (made.count("Step"), made.count("Tap"), len(runs)) == (1, 27, 2)


def test_a_wrong_backend_would_show(monkeypatch):
    real = dsviz.conv.convolve.convolve_numpy
    monkeypatch.setattr(
        dsviz.conv.convolve, "convolve_numpy", lambda *values: real(*values) + np.array([0, 0.5, 0])
    )
    traced = trace(np.ones((1, 4, 4)), np.ones((1, 1, 2, 2)))
    assert traced.disagreement == 0.5
    assert (traced.output == 4).all()
    assert traced.at(0, 0, 1).result == 4


def test_the_output_is_torchs_and_numpy_can_stand_in():
    x, weight = np.array([[[0.1, 0.2, 0.3]]]), np.array([[[[0.7, 0.1, 0.3]]]])
    traced, stand_in = trace(x, weight), trace(x, weight, backend="numpy")
    assert np.array_equal(traced.output, convolve(x, weight))
    assert np.array_equal(traced.reference, convolve(x, weight, backend="numpy"))
    assert (stand_in.backend, stand_in.disagreement) == ("numpy", None)
    assert np.array_equal(stand_in.output, traced.reference)
    assert traced.disagreement <= 1e-15


def test_a_trace_keeps_what_it_was_made_of():
    x, weight, bias = np.ones((1, 3, 3)), np.ones((1, 1, 2, 2)), np.ones(1)
    traced = trace(x, weight, bias, stride=2, padding="same")
    assert traced.layer.spec == ConvSpec(stride=2, padding="same")
    assert traced.layer.pads == ((0, 1), (0, 1))
    x[...] = 5
    assert (traced.layer.x == 1).all()
    for array in (traced.layer.x, traced.layer.weight, traced.layer.bias, traced.output, traced.reference):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
    x[...] = 6  # what the caller gave stays the caller's to change


def test_no_negative_zero_is_ever_shown():
    traced = trace([[[-0.0, 0.0, 1.0]]], [[[[-1.0, -0.0]]]], [-0.0], padding=1)
    numbers = [traced.output, traced.reference]
    for step in traced:
        numbers += [[step.result, step.bias, *step.channel_sums]]
        numbers += [[tap.x, tap.weight, tap.product] for tap in step.taps]
    assert not any(np.signbit(each)[np.asarray(each) == 0].any() for each in numbers)


def test_overflow_is_no_disagreement():
    traced = trace([[[1e308, 1e308]]], [[[[1e308, -1e308]]]])
    assert np.isnan(traced[0].result)
    assert traced.disagreement == 0
