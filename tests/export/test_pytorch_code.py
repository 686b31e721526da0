"""The code a page shows is run as shown, and gives the page's numbers."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from dsviz.conv.convolve import convolve
from dsviz.conv.errors import ConvError
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.examples import ALL
from dsviz.export.pytorch_code import framework_call, pytorch_code

EXAMPLES = [example for each in ALL for example in getattr(each, "layers", (each,))]


def run(code):
    names = {}
    exec(compile(code, "<shown on the page>", "exec"), names)
    return names["y"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_an_examples_code_prints_its_result(example, capsys):
    layer = example.layer
    code = pytorch_code(layer)
    result = run(code)
    assert capsys.readouterr().out == f"{result}\n"
    assert result.dtype == torch.float64
    known = example.printed if example.printed is not None else example.expected
    if known is None:
        known = convolve(layer.x, layer.weight, layer.bias, backend="numpy", **layer.keywords)
    np.testing.assert_array_equal(result.numpy(), known)


paddings = st.one_of(
    st.sampled_from(["same", "valid"]),
    st.integers(0, 2),
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
    st.tuples(
        st.tuples(st.integers(0, 2), st.integers(0, 2)), st.tuples(st.integers(0, 2), st.integers(0, 2))
    ),
)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**6),
    paddings,
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.tuples(st.integers(1, 2), st.integers(1, 2)),
    st.sampled_from([1, 2, 4]),
    st.sampled_from(["zeros", "reflect", "replicate", "circular"]),
    st.booleans(),
)
def test_the_code_of_any_layer_gives_the_references_numbers(
    seed, padding, stride, dilation, groups, mode, biased
):
    numbers = np.random.default_rng(seed)
    x = numbers.integers(-4, 5, (4, 6, 7)) / 4
    weight = numbers.integers(-4, 5, (4, 4 // groups, 2, 3)) / 4
    bias = numbers.integers(-4, 5, 4) / 4 if biased else None
    try:
        spec = ConvSpec(stride, padding, dilation, groups, mode)
        expected = convolve(x, weight, bias, backend="numpy", **spec.keywords)
    except ConvError:
        return
    np.testing.assert_array_equal(run(pytorch_code(Layer(x, weight, bias, spec))).numpy(), expected)


def test_a_setting_is_written_only_where_it_is_not_the_default():
    x, weight = np.ones((3, 5, 5)), np.ones((3, 1, 3, 3))
    settings = {"stride": (1, 2), "padding": (0, 1), "dilation": 2, "groups": 3}
    assert framework_call(Layer(x[:1], weight)) == "F.conv2d(x, w)"
    assert (
        framework_call(Layer.from_tensors(x, weight, [1, 2, 3], **settings))
        == "F.conv2d(x, w, b, stride=(1, 2), padding=(0, 1), dilation=2, groups=3)"
    )


def test_same_is_a_number_where_torch_can_say_it_and_a_pad_where_not():
    layer = Layer.from_tensors(np.ones((1, 5, 5)), np.ones((1, 1, 3, 3)), padding="same")
    assert framework_call(layer) == "F.conv2d(x, w, padding=1)"
    code = pytorch_code(layer.replace(x=np.ones((1, 4, 4)), stride=2))
    assert "F.pad(x, (0, 1, 0, 1))" in code
    assert "padding=" not in code
