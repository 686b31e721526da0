"""Layers in a row: torch runs and differentiates them whole, and counts paths with weights of one."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from dsviz.conv.chain import chain
from dsviz.conv.chain_geometry import chain_geometry
from dsviz.conv.errors import ConvError
from dsviz.conv.geometry import ReceptiveField
from dsviz.conv.torch_backend import _convolve
from tests.conv.facts import GRADIENTS
from tests.conv.layers import integers, pairs

BOTH = pytest.mark.parametrize("backend", ["torch", "numpy"])
PLAIN, HALVED = (3, 1, 1), (2, 2)
VGG16 = [layer for blocks in (2, 2, 3, 3, 3) for layer in [PLAIN] * blocks + [HALVED]]


def separable():
    """Document 001's depthwise example and the pointwise step after it."""
    (depthwise, *_), (pointwise, *_) = GRADIENTS["depthwise"], GRADIENTS["pointwise"]
    layers = [
        {name: value for name, value in layer.items() if name != "x"} for layer in (depthwise, pointwise)
    ]
    return depthwise["x"], layers


def test_the_receptive_fields_of_vgg16():
    stack = chain_geometry(VGG16, 224)
    assert stack.sizes[-1] == (7, 7)
    assert [down.size for down, _ in stack.fields] == [
        *(3, 5, 6),
        *(10, 14, 16),
        *(24, 32, 40, 44),
        *(60, 76, 92, 100),
        *(132, 164, 196, 212),
    ]
    assert stack.fields[-1] == (ReceptiveField(212, 32, -90),) * 2


def test_each_axis_goes_its_own_way():
    stack = chain_geometry([((3, 1), (2, 1), (1, 0)), ((1, 3), 1, ((0, 0), (2, 0)), (1, 2))], (5, 6))
    assert stack.sizes == ((5, 6), (3, 6), (3, 4))
    assert stack.fields == (
        (ReceptiveField(3, 2, -1), ReceptiveField(1, 1, 0)),
        (ReceptiveField(3, 2, -1), ReceptiveField(5, 1, -2)),
    )


def test_two_small_kernels_see_what_a_large_one_sees_but_by_more_paths_in_the_middle():
    assert chain_geometry([(3,), (3,)], 5).paths(0, 0).tolist() == [
        [1, 2, 3, 2, 1],
        [2, 4, 6, 4, 2],
        [3, 6, 9, 6, 3],
        [2, 4, 6, 4, 2],
        [1, 2, 3, 2, 1],
    ]
    assert chain_geometry([(5,)], 5).paths(0, 0).tolist() == [[1] * 5] * 5


def test_dilations_leave_gaps_and_reach_each_cell_by_one_path():
    stack = chain_geometry([((1, 2), 1, 0, (1, rate)) for rate in (1, 2, 4)], (1, 9))
    assert stack.paths(0, 1).tolist() == [[0, 1, 1, 1, 1, 1, 1, 1, 1]]
    gridded = chain_geometry([((1, 3), 1, 0, (1, 2))] * 2, (1, 9))
    assert gridded.paths(0, 0).tolist() == [[1, 0, 2, 0, 3, 0, 2, 0, 1]]


def test_counts_past_63_bits_are_exact():
    most = chain_geometry([(3, 1, 1)] * 40, 3).paths(1, 1)[1, 1]
    # The eigenvalues of the path through 3 cells with loops are 1 and 1 ± √2: (1+√2)^40/2 + (1-√2)^40/2.
    a, b = 1, 0
    for _ in range(40):
        a, b = a + 2 * b, a + b
    assert (most, type(most)) == (a * a, int)


def test_the_known_gradients_of_a_separable_convolution_through_z():
    x, layers = separable()
    run = chain(x, layers)
    assert run.outputs[0].tolist() == [[[-2, 12], [17, -13]], [[18, 21], [-7, 16]]]
    assert run.output.tolist() == [[[-21, 4], [42, -41]], [[52, 75], [-4, 35]], [[18, 7], [-26, 27]]]
    depthwise, pointwise = run.gradients(GRADIENTS["pointwise"][1])
    assert pointwise.x.tolist() == GRADIENTS["pointwise"][2]
    assert pointwise.weight.tolist() == GRADIENTS["pointwise"][3]
    # By hand from dz = [[[3, 1], [5, -3]], [[-2, 3], [1, 6]]]: 3·2 + 1·3 + 5·6 - 3·1 = 36, and so on.
    assert depthwise.weight.tolist() == [[[[36, 7], [48, 21]]], [[[12, 26], [31, 29]]]]


@st.composite
def runs(draw):
    """x and two or three layers whose kernels fit; every mode of padding, groups, batches or none."""
    seed = draw(st.integers(0, 2**32 - 1))
    channels, size = 2, [draw(st.integers(5, 8)) for _ in range(2)]
    x = integers(seed, *([2] if draw(st.booleans()) else []), channels, *size)
    layers = []
    for number in range(draw(st.integers(2, 3))):
        mode, groups = (
            draw(st.sampled_from(["zeros", "reflect", "replicate", "circular"])),
            draw(st.sampled_from([1, 2])),
        )
        kernel, stride = draw(pairs(1, 2)), draw(pairs(1, 2)) if number == 0 else (1, 1)
        out = groups * draw(st.integers(1, 2))
        weight = integers(seed + number + 1, out, channels // groups, *kernel)
        bias = integers(seed + 9, out) if draw(st.booleans()) else None
        keywords = {"stride": stride, "padding": ((1, 0), (0, 1)), "groups": groups, "padding_mode": mode}
        layers.append({"weight": weight, "bias": bias, **keywords})
        channels = out if out % 2 == 0 else 1
        if out % 2:
            break
    return x, layers


def by_autograd(run, dy):
    """dx, and dw and db of each layer, from one backward pass of torch through all."""
    x = torch.tensor(run.layers[0].images, requires_grad=True)
    tensors = [
        [torch.tensor(each, requires_grad=True) for each in (layer.weight, layer.bias) if each is not None]
        for layer in run.layers
    ]
    output = x
    for layer, own in zip(run.layers, tensors, strict=True):
        output = _convolve(layer, output, *own)
    output.backward(torch.tensor(dy, dtype=torch.float64).reshape(output.shape))
    return x.grad.numpy(), [[each.grad.numpy() for each in own] for own in tensors]


@settings(max_examples=20, deadline=None)
@given(runs(), st.sampled_from(["torch", "numpy"]))
def test_gradients_go_through_the_chain_as_autograd_says(given, backend):
    x, layers = given
    run = chain(x, layers, backend=backend)
    dy = integers(3, *run.output.shape)
    found = run.gradients(dy)
    dx, rest = by_autograd(run, dy)
    assert np.array_equal(found[0].x, dx.reshape(np.shape(x)))
    for own, theirs in zip(found, rest, strict=True):
        mine = [each for each in (own.weight, own.bias) if each is not None]
        assert all(np.array_equal(*both) for both in zip(mine, theirs, strict=True))


@settings(max_examples=20, deadline=None)
@given(runs())
def test_paths_are_the_gradient_where_all_weights_are_one(given):
    x, layers = given
    x = x[0] if x.ndim == 4 else x
    run = chain(x, [{**layer, "weight": np.ones_like(layer["weight"])} for layer in layers], backend="numpy")
    at = tuple(n // 2 for n in run.output.shape)
    dy = np.zeros(run.output.shape)
    dy[at] = 1
    dx, _ = by_autograd(run, dy)
    assert np.array_equal(run.paths(*at), dx[0])
    channel = (run.geometry.paths(*at[1:]) > 0).astype(int)
    assert np.array_equal((dx[0] > 0).max(axis=0), channel)


def test_a_place_outside_the_output_is_an_index_error():
    x, layers = separable()
    run = chain(x, layers, backend="numpy")
    with pytest.raises(IndexError, match=r"output cell must be within \(0 to 2, 0 to 1, 0 to 1\)"):
        run.paths(3, 0, 0)
    with pytest.raises(IndexError, match="output cell"):
        run.geometry.paths(2, 0)


KERNEL = [[[[1, 1]]]]
KEYS = "a key must be one of weight, bias, stride, padding, dilation, groups, padding_mode"
REFUSED = [
    ("chain-empty", lambda: chain([[[1]]], []), "a chain must have at least one layer; got none"),
    ("chain-empty", lambda: chain_geometry([], 3), "a chain must have at least one layer; got none"),
    (
        "chain-layer",
        lambda: chain([[[1, 2]]], [KERNEL, KERNEL]),
        "layer 2: kernel reach must be <= padded input; got 2 > 1",
    ),
    (
        "chain-layer",
        lambda: chain_geometry([(3,), (3, 0)], 5),
        "layer 2: stride must be from 1 to 1000000; got 0",
    ),
    (
        "chain-weight",
        lambda: chain([[[1]]], [{"stride": 2}]),
        "layer 1 must have a weight; got none: type weight=...",
    ),
    (
        "chain-layer-form",
        lambda: chain_geometry([3], 5),
        "layer 1 must be (kernel, stride, padding, dilation), of which only the kernel is needed; got 3",
    ),
    (
        "chain-form",
        lambda: chain([[[1]]], None),
        "layers must be a list, first layer first; got None: type [layer], even for one",
    ),
    (
        "chain-form",
        lambda: chain([[[1]]], {"stride": 2}),
        "layers must be a list, first layer first; got {'stride': 2}: type [layer], even for one",
    ),
    (
        "chain-form",
        lambda: chain_geometry("33", 5),
        "layers must be a list, first layer first; got '33': type [layer], even for one",
    ),
    (
        "chain-layer",
        lambda: chain([[[1, 2, 3]]], [KERNEL, {"weight": KERNEL, "strde": 2}]),
        f"layer 2: {KEYS}; got 'strde': type stride",
    ),
    (
        "chain-layer",
        lambda: chain([[[1, 2, 3]]], [{"Wieght": KERNEL}]),
        f"layer 1: {KEYS}; got 'Wieght': type weight",
    ),
    (
        "chain-layer",
        lambda: chain([[[1, 2, 3]]], [{"weight": KERNEL, 7: 2}]),
        f"layer 1: {KEYS}; got 7: leave it out",
    ),
    (
        "backend-known",
        lambda: chain([[[1]]], [], backend="jax"),
        "backend must be one of torch, numpy; got 'jax'",
    ),
    (
        "gradient-shape",
        lambda: chain([[[1, 2]]], [KERNEL]).gradients([[[1, 2]]]),
        "dy must have the shape of the output, (1, 1, 1); got shape (1, 1, 2)",
    ),
]


@pytest.mark.parametrize(("rule", "compute", "sentence"), REFUSED)
def test_a_refusal_states_the_rule_then_the_values(rule, compute, sentence):
    with pytest.raises(ConvError) as caught:
        compute()
    assert (caught.value.rule, str(caught.value)) == (rule, sentence)


@pytest.mark.parametrize(("key", "rule"), [("strde", "layer-key-named"), ("units", "layer-key-known")])
def test_a_key_that_no_layer_has_is_refused_by_a_rule_of_its_own(key, rule):
    with pytest.raises(ConvError) as caught:
        chain([[[1, 2, 3]]], [{"weight": KERNEL, key: 2}])
    assert caught.value.values["refusal"].rule == rule


def test_the_refusal_of_a_layer_is_said_in_the_reader_s_language():
    with pytest.raises(ConvError) as caught:
        chain([[[1, 2]]], [KERNEL, KERNEL])
    assert caught.value.sentence("zh").startswith("第 2 层：卷积核")
