"""Tensors of one dimension: torch's conv1d and conv_transpose1d, and padding that does not look ahead."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from dsviz.conv.chain import chain
from dsviz.conv.convolve import convolve
from dsviz.conv.errors import ConvError
from dsviz.conv.gradient_trace import trace_gradient
from dsviz.conv.gradients import gradients
from dsviz.conv.layer import Layer
from dsviz.conv.trace import trace
from dsviz.conv.transposed import convolve_transposed
from dsviz.conv.transposed_trace import trace_transposed
from tests.conv.layers import integers

BOTH = pytest.mark.parametrize("backend", ["torch", "numpy"])
LINE = {"x": [[1, 2, 3, 4, 5]], "weight": [[[1, 10, 100]]]}


@BOTH
@pytest.mark.parametrize(
    ("given", "y"),
    [
        ({}, [321, 432, 543]),
        ({"padding": "valid"}, [321, 432, 543]),
        ({"padding": "causal"}, [100, 210, 321, 432, 543]),
        ({"padding": "Causal", "dilation": 2}, [100, 200, 310, 420, 531]),
        ({"padding": (2, 0)}, [100, 210, 321, 432, 543]),
        ({"padding": ((0, 0), (2, 0))}, [100, 210, 321, 432, 543]),
        ({"padding": 1, "stride": 2}, [210, 432, 54]),
        ({"padding": np.int64(1), "stride": (2,)}, [210, 432, 54]),
        ({"padding": "same", "stride": (1, 2), "bias": [1]}, [211, 433, 55]),
        ({"padding": (0, 1), "padding_mode": "circular"}, [321, 432, 543, 154]),
    ],
)
def test_known_outputs(given, y, backend):
    assert convolve(**{**LINE, **given}, backend=backend).tolist() == [y]


@st.composite
def lines(draw):
    """x, weight, bias and torch's settings; the kernel fits."""
    groups, slices, per_group, taps, stride, dilation = (draw(st.integers(1, 3)) for _ in range(6))
    padding, seed = draw(st.integers(0, 2)), draw(st.integers(0, 2**32 - 1))
    length = (taps - 1) * dilation + 1 + draw(st.integers(0, 4))
    weight = integers(seed + 1, groups * per_group, slices, taps)
    bias = integers(seed + 2, groups * per_group) if draw(st.booleans()) else None
    keywords = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
    return integers(seed, groups * slices, length), weight, bias, keywords


def as_leaves(*tensors):
    return [None if t is None else torch.tensor(t, dtype=torch.float64, requires_grad=True) for t in tensors]


@settings(max_examples=30, deadline=None)
@given(lines(), st.sampled_from(["torch", "numpy"]))
def test_outputs_and_gradients_are_torch_s(line, backend):
    x, weight, bias, keywords = line
    leaves = as_leaves(x, weight, bias)
    expected = F.conv1d(*leaves, **keywords)
    y = convolve(x, weight, bias, **keywords, backend=backend)
    assert np.array_equal(y, expected.detach().numpy())
    dy = integers(3, *y.shape)
    expected.backward(torch.tensor(dy, dtype=torch.float64))
    found = gradients(dy, x, weight, bias, **keywords, backend=backend)
    for mine, leaf in zip((found.x, found.weight, found.bias), leaves, strict=True):
        assert (mine is None) if leaf is None else np.array_equal(mine, leaf.grad.numpy())


@settings(max_examples=30, deadline=None)
@given(lines(), st.integers(0, 2), st.sampled_from(["torch", "numpy"]))
def test_transposed_outputs_are_torch_s(line, output_padding, backend):
    _, weight, _, keywords = line
    x = integers(4, len(weight), 5)
    extra = min(output_padding, max(keywords["stride"], keywords["dilation"]) - 1)
    room = 4 * keywords["stride"] + (weight.shape[2] - 1) * keywords["dilation"] + extra
    keywords = {**keywords, "output_padding": extra, "padding": min(keywords["padding"], room // 2)}
    expected = F.conv_transpose1d(*as_leaves(x, weight), **keywords).detach().numpy()
    assert np.array_equal(convolve_transposed(x, weight, **keywords, backend=backend), expected)


def test_a_causal_output_never_sees_what_comes_after_it():
    dy = np.zeros((1, 5))
    dy[0, 2] = 1
    dx = gradients(dy, **LINE, padding="causal", backend="numpy").x
    assert dx.tolist() == [[1, 10, 100, 0, 0]]


def test_traces_are_of_one_row():
    step = trace(**LINE, padding="causal", backend="numpy").at(0, 0, 1)
    assert [(tap.in_row, tap.in_col, tap.product) for tap in step.taps] == [
        (0, -1, 0),
        (0, 0, 10),
        (0, 1, 200),
    ]
    step = trace_gradient([[1, 10, 100]], **LINE, of="weight", backend="numpy").at(0, 0, 0, 1)
    assert (step.value, [each.value for each in step.products]) == (432.0, [2.0, 30.0, 400.0])
    step = trace_transposed([[1, 2]], [[[1, 10, 100]]], stride=2, backend="numpy").at(0, 0, 2)
    assert (step.value, [each.value for each in step.products]) == (102.0, [100.0, 2.0])


def test_the_keywords_of_the_layer_are_taken_with_the_same_tensors():
    given = {"stride": 2, "padding": "causal", "dilation": 2}
    layer = Layer.from_tensors(**LINE, **given)
    assert convolve(**LINE, **layer.keywords, backend="numpy").tolist() == [[100, 310, 531]]
    assert layer == Layer.from_tensors(**LINE, **layer.keywords)


def test_a_causal_stack_doubles_its_reach():
    layers = [{"weight": [[[1, 1]]], "padding": "causal", "dilation": rate} for rate in (1, 2, 4)]
    run = chain([[1, 2, 4, 8, 16, 32, 64, 128, 256]], layers)
    assert run.output.tolist() == [[[1, 3, 7, 15, 31, 63, 127, 255, 510]]]
    assert run.paths(0, 0, 8).tolist() == [[[0, 1, 1, 1, 1, 1, 1, 1, 1]]]
    assert run.geometry.fields[-1][1] == (8, 1, -7)
    assert run.gradients([[0] * 8 + [1]])[0].x.tolist() == [[[0, 1, 1, 1, 1, 1, 1, 1, 1]]]


ROW = (
    "padding of a layer of one dimension must be a whole number, a pair (before, after), "
    "'valid', 'same' or 'causal'; got "
)
BATCH = (
    "weight of shape (1, 1, 3) is of one dimension and wants x of shape (channels, length); got shape "
    "(2, 1, 3). Batches of rows are not taken: give each x[i] by itself. "
    "A picture wants a weight of four axes"
)

REFUSED = [
    (
        "row-setting",
        {"stride": (2, 2)},
        "stride of a layer of one dimension must be one whole number; got (2, 2)",
    ),
    ("range", {"stride": 0}, "stride must be from 1 to 1000000; got 0"),
    ("whole-number", {"dilation": 1.5}, "dilation must be a whole number; got 1.5"),
    ("row-padding", {"padding": 1.5}, ROW + "1.5"),
    ("row-padding", {"padding": (1, 2, 3)}, ROW + "(1, 2, 3)"),
    ("row-padding", {"padding": ((1, 1), (2, 0))}, ROW + "((1, 1), (2, 0))"),
    ("row-padding", {"padding": None}, ROW + "None"),
    ("kernel-reach-fits", {"dilation": 3}, "kernel reach must be <= padded input; got 7 > 5"),
    (
        "tensor-real",
        {"x": np.ma.masked_array([[1.0, 2.0]], mask=[[True, False]])},
        "x must hold real numbers; got masked_array(data=[[--, 2.0]...e]], fill_value=1e+20)",
    ),
    (
        "causal-one-dimension",
        {"x": [[[1, 2]]], "padding": "causal"},
        "padding 'causal' wants x of shape (channels, length) and weight of shape (out_channels, "
        "in_channels / groups, length); got shapes (1, 1, 2) and (1, 1, 3). "
        "For a picture type how many zeros each side has: ((top, bottom), (left, right))",
    ),
    (
        "row-batch",
        {"x": [[[1, 2, 3]], [[4, 5, 6]]]},
        BATCH,
    ),
]


@pytest.mark.parametrize("compute", [convolve, trace])
@pytest.mark.parametrize(("rule", "given", "sentence"), REFUSED)
def test_a_refusal_states_the_rule_then_the_values(rule, given, sentence, compute):
    with pytest.raises(ConvError) as caught:
        compute(**{**LINE, **given})
    assert (caught.value.rule, str(caught.value)) == (rule, sentence)


@pytest.mark.parametrize(
    ("compute", "sentence"),
    [
        (
            lambda: gradients([[[1, 2, 3]]], **LINE),
            "dy must have the shape of the output, (1, 3); got shape (1, 1, 3)",
        ),
        (
            lambda: gradients([[[1, 2, 3]]] * 2, [[[1, 2, 3]]] * 2, [[[1, 10, 100]]], padding=1),
            BATCH,
        ),
        (
            lambda: convolve_transposed([[[1, 2, 3]]] * 2, [[[1, 10, 100]]]),
            BATCH,
        ),
        (
            lambda: convolve_transposed(**LINE, padding="causal"),
            "the padding of a transposed convolution is what it takes away from the output: type a whole "
            "number from 0, a pair (height, width), or ((top, bottom), (left, right)); got 'causal'",
        ),
        (
            lambda: convolve_transposed(**LINE, output_padding=(1, 1)),
            "output_padding of a layer of one dimension must be one whole number; got (1, 1)",
        ),
    ],
)
def test_other_functions_refuse_what_is_not_of_one_dimension(compute, sentence):
    with pytest.raises(ConvError) as caught:
        compute()
    assert str(caught.value) == sentence
