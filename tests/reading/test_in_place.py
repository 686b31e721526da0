"""What a program writes into a tensor in its place: fill_, zero_, assign, copy_, set_weights."""

import numpy as np
import pytest

from dsviz.conv.errors import Refusal
from dsviz.reading.alone import lone_of
from dsviz.reading.several import read_tensors
from dsviz.reading.together import read_together, tensors_of


def found(text):
    return {one.name: one.array.tolist() for one in read_tensors(text)}


@pytest.mark.parametrize(
    ("text", "tensors"),
    [
        (
            "w = torch.zeros(2, 2)\nw.fill_(0.5)\nx = torch.tensor([[1, 2, 3]])",
            {"w": [[0.5, 0.5], [0.5, 0.5]], "x": [[1, 2, 3]]},
        ),
        ("w = torch.ones(1, 2)\nw.zero_()\nb = [4]", {"w": [[0, 0]], "b": [4]}),
        (
            "x = tf.constant([[1, 2]])\nw = tf.Variable(tf.zeros((2, 2)))\nw.assign([[1., 0.],\n [0., 1.]])",
            {"x": [[1, 2]], "w": [[1, 0], [0, 1]]},
        ),
        ("w = torch.zeros(1, 2)\n\nw.copy_(torch.tensor([[3., 4.]]))", {"w": [[3, 4]]}),
        ("w.assign([[1, 2]])", {"w": [[1, 2]]}),
    ],
)
def test_what_is_written_into_a_tensor_is_what_it_holds(text, tensors):
    assert found(text) == tensors


@pytest.mark.parametrize(
    ("text", "line", "got"),
    [
        ("conv = nn.Conv2d(1, 1, 3)\nconv.weight.data.fill_(1.0)", 2, "conv.weight.data.fill_(1.0)"),
        ("layer.set_weights([kernel, bias])", 1, "layer.set_weights([kernel, bias])"),
        ("nn.init.ones_(conv.weight)", 1, "nn.init.ones_(conv.weight)"),
    ],
)
def test_a_tensor_whose_numbers_are_not_there_is_refused_with_the_line_that_fills_it(text, line, got):
    with pytest.raises(Refusal) as caught:
        read_tensors(text)
    assert (caught.value.rule, caught.value.place.line, caught.value.values["got"]) == (
        "worked-out",
        line,
        got,
    )


def kernel_of(text, x_shape=None):
    typed = {role: named.typed for role, named in tensors_of(text).by_role.items()}
    return read_together(typed, {}, x_shape=x_shape)["kernel"]


WEIGHTS = f"[{np.arange(16.0).reshape(2, 2, 2, 2)!r}, {np.array([1.0, 2.0])!r}]"


def test_set_weights_is_kerass_word_and_decides_the_order():
    # By hand: filter 1 of a kernel laid (rows, columns, channels, filters) has its odd numbers.
    kernel = kernel_of(f"layer.set_weights({WEIGHTS})")
    assert kernel.layout == "HWIO"
    assert kernel.array[1].tolist() == [[[1, 5], [9, 13]], [[3, 7], [11, 15]]]


@pytest.mark.parametrize("x_shape", [None, (2, 5, 5)])
def test_weights_without_a_word_are_offered_in_both_orders(x_shape):
    kernel = kernel_of(WEIGHTS, x_shape)
    assert kernel.layout == "OIHW"
    assert "HWIO" in [option.name for option in kernel.others]


def test_the_name_of_a_tensor_alone_says_which_it_is():
    for text in ("w = [[1, 2]]", "Kernel:\n1 2", "卷积核：\n1 2", "conv.weight = torch.tensor([[1, 2]])"):
        assert lone_of(text).role == "kernel"
    assert lone_of("y = [[37, ?]]").role == "output"
    assert lone_of("conv.bias = torch.tensor([1, 2])").role == "bias"
    # A picture may be called so.
    for text in ("f(x) = [[1, 2]]", "B = [1 2; 3 4]", "mask = [[0, 1]]", "Filter output:\n1 2\n3 4"):
        assert lone_of(text) is None
    for text in ("[[1, 2]]", "A = [[1, 2]]", "w = [[1, ?]]", "x = [[1]]\nw = [[2]]", ""):
        assert lone_of(text) is None
