"""Transposed convolutions: torch's conv_transpose2d, a canvas of stamps, and the steps of both views."""

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsviz.conv.convolve import convolve
from dsviz.conv.errors import ConvError
from dsviz.conv.gradients import gradients
from dsviz.conv.layer import Layer
from dsviz.conv.product import Steps
from dsviz.conv.transposed import compute_transposed, convolve_transposed
from dsviz.conv.transposed_trace import trace_transposed
from tests.conv.facts import NINE, TRANSPOSED
from tests.conv.layers import integers, layers

BOTH = pytest.mark.parametrize("backend", ["torch", "numpy"])
some = settings(max_examples=30, deadline=None)


@BOTH
@pytest.mark.parametrize("name", TRANSPOSED)
def test_known_outputs(name, backend):
    layer, y = TRANSPOSED[name]
    assert convolve_transposed(**layer, backend=backend).tolist() == y


@BOTH
def test_a_batch_is_its_images(backend):
    images = np.stack([integers(1, 4, 2, 3), integers(2, 4, 2, 3)])
    rest = {"weight": integers(3, 4, 3, 2, 2), "bias": integers(4, 6), "stride": 2, "groups": 2}
    together = convolve_transposed(images, **rest, backend=backend)
    assert np.array_equal(together, [convolve_transposed(x, **rest, backend="numpy") for x in images])


@st.composite
def adjoint_pairs(draw):
    """A layer of convolve, and the settings under which convolve_transposed takes its output back to x."""
    layer = draw(layers(modes=("zeros",), bias=False))
    made = Layer.from_tensors(layer.x, layer.weight, **layer.keywords)
    left_over = [
        (n + sum(pads) - (taps - 1) * dilation - 1) % stride
        for n, pads, taps, dilation, stride in zip(
            made.size, made.pads, made.kernel, made.spec.dilation, made.spec.stride, strict=True
        )
    ]
    back = {name: layer.keywords[name] for name in ("stride", "dilation", "groups")}
    return layer, {**back, "padding": made.pads, "output_padding": tuple(left_over)}


@some
@given(adjoint_pairs(), st.sampled_from(["torch", "numpy"]))
def test_it_takes_dy_back_to_dx_with_the_same_weight(pair, backend):
    layer, back = pair
    y = convolve(layer.x, layer.weight, **layer.keywords, backend="numpy")
    dy = integers(5, *y.shape)
    dx = convolve_transposed(dy, layer.weight, **back, backend=backend)
    assert np.array_equal(dx, gradients(dy, layer.x, layer.weight, **layer.keywords, backend="torch").x)
    assert (y * dy).sum() == (layer.x * dx).sum()  # <Ax, y> = <x, Aᵀy>


STEPPED = ["output-padded", "dilated", "depthwise", "book-biased", "padded-before"]


@pytest.mark.parametrize("name", STEPPED)
def test_the_steps_of_both_views_make_the_output(name):
    layer, y = TRANSPOSED[name]
    gathered = trace_transposed(**layer)
    assert [step.value for step in gathered] == [step.total for step in gathered] == np.ravel(y).tolist()
    assert (gathered.disagreement, gathered.output.tolist()) == (0.0, y)
    stamped = np.zeros(np.shape(y)) + np.reshape(layer.get("bias", [0]), (-1, 1, 1))
    for stamp in trace_transposed(**layer, view="scatter", backend="numpy"):
        assert stamp.value == np.array(layer["x"])[stamp.index]
        for product in stamp.products:
            if not product.is_padding:
                stamped[product.cell] += product.value
    assert stamped.tolist() == y


def test_the_products_of_one_output_number():
    step = trace_transposed(**NINE, stride=2, padding=1, backend="numpy").at(0, 1, 1)
    assert (step.tensor, step.index, step.value, step.bias) == ("y", (0, 1, 1), 36.0, None)
    told = [
        (each.left.tensor, each.left.index, each.right.tensor, each.right.index, each.value)
        for each in step.products
    ]
    assert told == [
        ("x", (0, 0, 0), "weight", (0, 0, 2, 2), 9.0),
        ("x", (0, 0, 1), "weight", (0, 0, 2, 0), 14.0),
        ("x", (0, 1, 0), "weight", (0, 0, 0, 2), 9.0),
        ("x", (0, 1, 1), "weight", (0, 0, 0, 0), 4.0),
    ]
    assert all(each.cell == (0, 1, 1) and not each.is_padding for each in step.products)


def test_the_stamp_of_one_input_number_with_what_the_padding_takes_away():
    trace = trace_transposed(**NINE, stride=2, padding=1, view="scatter", backend="numpy")
    stamp = trace.at(0, 0, 1)
    assert (len(trace), stamp.tensor, stamp.index, stamp.value) == (4, "x", (0, 0, 1), 2.0)
    told = [(each.cell, each.right.index[2:], each.value, each.is_padding) for each in stamp.products]
    assert told == [
        ((0, -1, 1), (0, 0), 2.0, True),
        ((0, -1, 2), (0, 1), 4.0, True),
        ((0, -1, 3), (0, 2), 6.0, True),
        ((0, 0, 1), (1, 0), 8.0, False),
        ((0, 0, 2), (1, 1), 10.0, False),
        ((0, 0, 3), (1, 2), 12.0, True),
        ((0, 1, 1), (2, 0), 14.0, False),
        ((0, 1, 2), (2, 1), 16.0, False),
        ((0, 1, 3), (2, 2), 18.0, True),
    ]


def test_groups_keep_apart_in_both_views():
    layer = {"x": integers(1, 4, 2, 2), "weight": integers(2, 4, 3, 1, 1), "groups": 2, "backend": "numpy"}
    step = trace_transposed(**layer).at(4, 0, 1)  # the second of group 1
    assert [each.left.index for each in step.products] == [(2, 0, 1), (3, 0, 1)]
    assert [each.right.index for each in step.products] == [(2, 1, 0, 0), (3, 1, 0, 0)]
    stamp = trace_transposed(**layer, view="scatter").at(1, 0, 1)
    assert [each.cell for each in stamp.products] == [(0, 0, 1), (1, 0, 1), (2, 0, 1)]


def test_a_place_that_nothing_reaches_is_its_bias():
    step = trace_transposed([[[1, 2]]], [[[[3]]]], [7], stride=(1, 2), backend="numpy").at(0, 0, 1)
    assert (step.products, step.total, step.value) == ((), 7.0, 7.0)


@pytest.mark.parametrize("view", ["gather", "scatter"])
def test_how_far_the_engines_differ_is_told_as_it_is(view, monkeypatch):
    def off_by_a_half(layer, backend="torch"):
        return compute_transposed(layer, "numpy") + (0.5 if backend == "torch" else 0)

    monkeypatch.setattr("dsviz.conv.transposed_trace.compute_transposed", off_by_a_half)
    assert trace_transposed(**NINE, view=view).disagreement == 0.5
    assert trace_transposed(**NINE, view=view, backend="numpy").disagreement is None


def test_steps_are_numbered_and_sliced_as_a_list():
    steps = Steps((2, 3), lambda index: index)
    assert list(steps) == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]
    assert (steps[-1], steps[1:4:2]) == ((1, 2), ((0, 1), (1, 0)))
    with pytest.raises(IndexError, match="a step must be from 0 to 5; got 6"):
        steps[6]
    with pytest.raises(IndexError, match="a step must be from 0 to 5; got -7"):
        steps[-7]
    with pytest.raises(IndexError, match=r"tensor cell must be within \(0 to 1, 0 to 2\); got \(0, -1\)"):
        steps.at(0, -1)
    with pytest.raises(IndexError, match=r"got \(0,\)"):
        steps.at(0)


@BOTH
def test_no_number_is_minus_zero_and_large_ones_overflow_quietly(backend):
    assert not np.signbit(convolve_transposed([[[-1]]], [[[[0]]]], backend=backend)).any()
    assert convolve_transposed([[[1e308]]], [[[[1e308]]]], backend=backend).item() == np.inf


def test_the_reference_needs_no_torch(monkeypatch):
    monkeypatch.setitem(sys.modules, "dsviz.conv.torch_backend", None)
    layer, y = TRANSPOSED["output-padded"]
    assert convolve_transposed(**layer, backend="numpy").tolist() == y
    monkeypatch.delitem(sys.modules, "dsviz.conv.torch_backend")
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ModuleNotFoundError, match="pass backend='numpy'"):
        convolve_transposed(**layer)


TAKES = (
    "the padding of a transposed convolution is what it takes away from the output: type a whole number "
    "from 0, a pair (height, width), or ((top, bottom), (left, right)); got "
)
REFUSED = [
    (
        "output-padding-small",
        {"stride": (3, 2), "output_padding": 2},
        "output_padding must be smaller than the stride or the dilation; got 2 for stride 2 and dilation 1: "
        "type at most 1",
    ),
    (
        "output-padding-small",
        {"output_padding": (0, 1)},
        "output_padding must be smaller than the stride or the dilation; got 1 for stride 1 and dilation 1: "
        "type at most 0",
    ),
    ("range", {"output_padding": -1}, "output_padding must be from 0 to 1000000; got -1"),
    ("transposed-padding-form", {"padding": "same"}, TAKES + "'same'"),
    ("transposed-padding-form", {"padding": "full"}, TAKES + "'full'"),
    ("transposed-padding-form", {"padding": -1}, TAKES + "-1"),
    (
        "transposed-output-left",
        {"padding": ((0, 0), (3, 2))},
        "a transposed convolution must leave at least one row and one column; the stamps cover 5 and padding "
        "takes 5 away, both sides together: take at most 4 away",
    ),
    (
        "transposed-weight-channels",
        {"weight": np.ones((2, 4, 3, 3))},
        "the weight of a transposed convolution must have the axes (in_channels, out_channels / groups, "
        "height, width), one entry per input channel; got 2 for 4",
    ),
    (
        "tensor-rank",
        {"weight": np.ones((4, 3))},
        "weight must have the axes (in_channels, out_channels / groups, height, width); got shape (4, 3)",
    ),
    (
        "groups-divide-in-channels",
        {"groups": 3},
        "groups must divide the input channels; got 3 groups for 4 channels",
    ),
    ("bias-length", {"bias": [1]}, "bias must have one number per output channel; got 1 for 2"),
    ("backend-known", {"backend": "jax"}, "backend must be one of torch, numpy; got 'jax'"),
    (
        "size-affordable",
        {"stride": 10_000},
        "a layer must hold at most 50000000 numbers; the output would hold 800240018",
    ),
]


@pytest.mark.parametrize("compute", [convolve_transposed, trace_transposed])
@pytest.mark.parametrize(("rule", "given", "sentence"), REFUSED)
def test_a_refusal_states_the_rule_then_the_values(rule, given, sentence, compute):
    with pytest.raises(ConvError) as caught:
        compute(**{"x": np.ones((4, 3, 3)), "weight": np.ones((4, 2, 3, 3)), **given})
    assert (caught.value.rule, str(caught.value)) == (rule, sentence)


VIEWED = [
    ("view-known", {"view": "both"}, "view must be one of gather, scatter; got 'both'"),
    (
        "tensor-rank",
        {"x": [NINE["x"]]},
        "x must have the axes (channels, height, width); got shape (1, 1, 2, 2)",
    ),
]


@pytest.mark.parametrize(("rule", "given", "sentence"), VIEWED)
def test_a_trace_refuses_what_it_cannot_show(rule, given, sentence):
    with pytest.raises(ConvError) as caught:
        trace_transposed(**{**NINE, **given})
    assert (caught.value.rule, str(caught.value)) == (rule, sentence)


def test_the_largest_output_padding_that_dilation_allows_is_taken():
    y = convolve_transposed([[[1]]], [[[[1, 2]]]], dilation=(1, 3), output_padding=(0, 2), backend="numpy")
    assert y.tolist() == [[[1, 0, 0, 2, 0, 0]]]
