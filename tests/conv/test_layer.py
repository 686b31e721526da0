"""A layer is checked once, cannot be changed, and knows the facts that torch has of it."""

import dataclasses

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings

from dsviz import ConvError, ConvSpec, convolve, trace
from dsviz.conv.convolve import compute
from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from tests.conv.layers import layers

X, WEIGHT = np.arange(50.0).reshape(2, 5, 5), np.arange(36.0).reshape(4, 1, 3, 3)


def depthwise(**changes):
    return Layer.from_tensors(X, WEIGHT, [1, 2, 3, 4], stride=2, padding="same", groups=2).replace(**changes)


@settings(max_examples=60, deadline=None)
@given(made=layers())
def test_its_facts_are_those_of_the_tensors_torch_computes(made):
    layer = Layer.from_tensors(*made.arguments, **made.keywords)
    module = torch.nn.Conv2d(
        layer.in_channels, layer.out_channels, layer.kernel, groups=layer.spec.groups, bias=False
    )
    (top, bottom), (left, right) = layer.pads
    mode = "constant" if layer.spec.padding_mode == "zeros" else layer.spec.padding_mode
    padded = F.pad(torch.tensor(layer.images), (left, right, top, bottom), mode=mode)
    bias = None if layer.bias is None else torch.tensor(layer.bias)
    strides = {"stride": layer.spec.stride, "dilation": layer.spec.dilation, "groups": layer.spec.groups}
    output = F.conv2d(padded, torch.tensor(layer.weight), bias, **strides)[0]
    assert tuple(module.weight.shape) == layer.weight.shape
    assert layer.size == made.x.shape[1:]
    assert layer.output_shape == tuple(output.shape)
    assert layer.macs == output.numel() * module.weight[0].numel()
    np.testing.assert_array_equal(compute(layer, "numpy"), output.numpy())
    rows, columns = layer.sources
    values = np.where((rows < 0)[:, None] | (columns < 0), 0, layer.x[:, rows[:, None], columns])
    np.testing.assert_array_equal(values, padded[0].numpy())


@settings(max_examples=40, deadline=None)
@given(made=layers(modes=("zeros",), bias=False))
def test_the_index_rule_names_the_weight_and_the_cell_of_every_gradient_torch_has(made):
    """d y / d x at a cell is the sum of the weights that lie on it: found by the rule, given by autograd."""
    layer = Layer.from_tensors(*made.arguments, **made.keywords)
    (top, bottom), (left, right) = layer.pads
    x = torch.tensor(layer.x, requires_grad=True)
    strides = {"stride": layer.spec.stride, "dilation": layer.spec.dilation, "groups": layer.spec.groups}
    output = F.conv2d(F.pad(x[None], (left, right, top, bottom)), torch.tensor(layer.weight), **strides)[0]
    n, i, j = (size - 1 for size in layer.output_shape)
    (by_torch,) = torch.autograd.grad(output[n, i, j], x)
    mine = np.zeros(layer.x.shape)
    for c, u, v in np.ndindex(layer.slices, *layer.kernel):
        row, col = layer.cell_under(0, i, u), layer.cell_under(1, j, v)
        if 0 <= row < layer.size[0] and 0 <= col < layer.size[1]:
            assert n in layer.filters_reading(layer.first_channel(n) + c)
            mine[layer.first_channel(n) + c, row, col] += layer.weight[n, c, u, v]
    np.testing.assert_array_equal(mine, by_torch.numpy())


def test_a_depthwise_layer_by_hand():
    layer = depthwise()
    assert (layer.in_channels, layer.out_channels, layer.slices, layer.filters_per_group) == (2, 4, 1, 2)
    assert (layer.size, layer.kernel, layer.pads) == ((5, 5), (3, 3), ((1, 1), (1, 1)))
    assert (layer.output_size, layer.output_shape, layer.macs) == ((3, 3), (4, 3, 3), 4 * 9 * 9)
    assert [layer.first_channel(n) for n in range(4)] == [0, 0, 1, 1]
    assert [list(layer.filters_reading(c)) for c in range(2)] == [[0, 1], [2, 3]]
    assert [layer.cell_under(0, place, 0) for place in range(3)] == [-1, 1, 3]
    assert [layer.sources[1].tolist()] == [[-1, 0, 1, 2, 3, 4, -1]]
    assert layer.is_depthwise
    assert not Layer(X[:1], WEIGHT).is_depthwise
    assert layer.keywords == ConvSpec(stride=2, padding="same", groups=2).keywords


def test_nothing_of_it_can_be_changed():
    x = X.copy()
    layer = Layer(x, WEIGHT, [1, 2, 3, 4], ConvSpec(groups=2))
    x[0, 0, 0] = 99
    assert layer.x[0, 0, 0] == 0
    for tensor in (layer.x, layer.weight, layer.bias):
        assert tensor.dtype == np.float64
        with pytest.raises(ValueError, match="read-only"):
            tensor.flat[0] = 1
    for name in ("x", "weight", "bias", "spec"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(layer, name, None)


REFUSED = [
    (
        {"x": [[1, 2], [3]]},
        "tensor-rectangular",
        "x must be a full rectangular array of numbers; got [[1, 2], [3]]",
    ),
    ({"x": [[[1j]]]}, "tensor-real", "x must hold real numbers; got [[[1j]]]"),
    (
        {"weight": [[[[float("nan")]]]]},
        "tensor-finite",
        "weight must hold finite numbers; got nan at index (0, 0, 0, 0)",
    ),
    (
        {"x": [[1, 2]]},
        "tensor-rank",
        "x must have the axes (channels, height, width) or (batch, channels, height, width); "
        "got shape (1, 2)",
    ),
    (
        {"weight": [1]},
        "tensor-rank",
        "weight must have the axes (out_channels, in_channels / groups, height, width); got shape (1,)",
    ),
    ({"bias": 1}, "tensor-rank", "bias must have the axes (out_channels,); got shape ()"),
    ({"bias": [1, 2, 3]}, "bias-length", "bias must have one number per output channel; got 3 for 4"),
    (
        {"groups": 3},
        "groups-divide-in-channels",
        "groups must divide the input channels; got 3 groups for 2 channels",
    ),
    (
        {"weight": WEIGHT[:3]},
        "groups-divide-out-channels",
        "groups must divide the output channels; got 2 groups for 3 channels",
    ),
    (
        {"groups": 1},
        "weight-in-channels",
        "weight must have in_channels / groups slices per filter; got 1 for 2 / 1 = 2",
    ),
    ({"padding": 0, "dilation": 3}, "kernel-reach-fits", "kernel reach must be <= padded input; got 7 > 5"),
    (
        {"padding": 5, "padding_mode": "reflect"},
        "reflect-pad-fits",
        "reflect padding must be < the input size; got 5 for size 5",
    ),
    (
        {"padding": 6, "padding_mode": "circular"},
        "circular-pad-fits",
        "circular padding must be <= the input size; got 6 for size 5",
    ),
    (
        {"padding": 5000},
        "size-affordable",
        "a layer must hold at most 50000000 numbers; the padded input would hold 200200050",
    ),
    ({"stride": 0}, "range", "stride must be from 1 to 1000000; got 0"),
]


@pytest.mark.parametrize(("changes", "rule", "sentence"), REFUSED, ids=[rule for _, rule, _ in REFUSED])
def test_what_does_not_fit_is_refused_by_every_way_to_a_layer(changes, rule, sentence):
    good = depthwise()
    with pytest.raises(ConvError) as by_replace:
        good.replace(**changes)
    tensors = {name: changes.get(name, tensor) for name, tensor in good.tensors.items()}
    keywords = {**good.keywords, **{name: value for name, value in changes.items() if name not in tensors}}
    with pytest.raises(ConvError) as by_tensors:
        Layer.from_tensors(**tensors, **keywords)
    with pytest.raises(ConvError) as by_front:
        convolve(*tensors.values(), **keywords, backend="numpy")
    with pytest.raises(ConvError) as by_trace:
        trace(*tensors.values(), **keywords, backend="numpy")
    for caught in (by_replace, by_tensors, by_front, by_trace):
        assert (caught.value.rule, str(caught.value)) == (rule, sentence)


def test_a_batch_is_a_layer_and_cannot_be_traced():
    batch = Layer(np.stack([X, 2 * X]), WEIGHT, spec=ConvSpec(groups=2))
    assert (batch.in_channels, batch.size, batch.output_shape) == (2, (5, 5), (4, 3, 3))
    assert compute(batch, "numpy").shape == (2, 4, 3, 3)
    with pytest.raises(ConvError) as caught:
        Trace(batch, "numpy")
    assert str(caught.value) == "x must have the axes (channels, height, width); got shape (2, 2, 5, 5)"


def test_an_unknown_backend_is_refused_before_the_tensors_are_read():
    for ask in (convolve, trace):
        with pytest.raises(ConvError, match="backend must be one of torch, numpy; got 'jax'"):
            ask("nonsense", None, backend="jax")
    for ask in (compute, Trace):
        with pytest.raises(ConvError, match="backend must be one of torch, numpy; got 'jax'"):
            ask(depthwise(), "jax")


def test_equal_layers_are_those_with_the_same_numbers_and_settings():
    assert depthwise() == depthwise(x=X.tolist())
    assert hash(depthwise()) == hash(depthwise())
    others = [
        depthwise(x=X + 1),
        depthwise(weight=WEIGHT + 1),
        depthwise(bias=None),
        depthwise(bias=[1, 2, 3, 5]),
        depthwise(stride=1),
        depthwise(padding_mode="reflect"),
    ]
    assert len({depthwise(), *others}) == 7
    # The same numbers in the same order, and another shape.
    assert Layer(np.ones((1, 2, 3)), [[[[1]]]]) != Layer(np.ones((1, 3, 2)), [[[[1]]]])
    assert depthwise() != "a layer"


def test_replacing_keeps_what_is_not_named():
    layer = depthwise(stride=1, bias=None)
    assert (layer.spec, layer.bias) == (ConvSpec(padding="same", groups=2), None)
    np.testing.assert_array_equal(layer.weight, WEIGHT)
    assert depthwise(spec=ConvSpec(groups=2)).replace(dilation=2).spec == ConvSpec(dilation=2, groups=2)


def test_a_tap_names_both_numbers_it_multiplies():
    layer = depthwise(padding_mode="replicate")
    tensors = {"x": layer.x, "weight": layer.weight}
    for step in Trace(layer, "numpy"):
        for tap in step.taps:
            assert tap.x * tap.weight == np.prod([tensors[name][index] for name, index in tap.factors])
    corner = Trace(depthwise(), "numpy").at(2, 0, 0).taps
    assert corner[0].factors == (None, ("weight", (2, 0, 0, 0)))
    assert corner[4].factors == (("x", (1, 0, 0)), ("weight", (2, 0, 1, 1)))
