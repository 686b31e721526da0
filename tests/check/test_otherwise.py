"""Texts of which the likeliest order of axes is not the meant one, and arrays of every kind."""

import numpy as np
import pytest
import torch
from torch.nn.functional import conv2d

import dsviz
from dsviz.conv.errors import Refusal

RANDOM = np.random.default_rng(7)


def text(array):
    return str(np.asarray(array).tolist())


def output(x, weight, bias=None):
    tensors = (torch.tensor(x).double()[None], torch.tensor(weight).double())
    return conv2d(*tensors, None if bias is None else torch.tensor(bias).double())[0].numpy()


# (C, H, W) whose last side is the shortest: as a picture it would be (H, W, C).
NARROW, KERNEL = np.arange(1, 25).reshape(3, 4, 2), (np.arange(24) % 5 - 2).reshape(2, 3, 2, 2)
NARROW_OUTPUT = output(NARROW, KERNEL).astype(int)


def test_pytorchs_order_is_right_where_a_picture_would_be_the_likelier_reading():
    found = dsviz.check(text(NARROW_OUTPUT), text(NARROW), text(KERNEL))
    assert found.is_right
    assert "The axes were taken as x CHW, w OIHW" in found.verdict


def test_a_slip_is_found_in_the_order_that_was_meant():
    answer = NARROW_OUTPUT.copy()
    answer[0, 2, 0] -= 1
    found = dsviz.check(text(answer), text(NARROW), text(KERNEL))
    assert np.argwhere(found.marks == "wrong").tolist() == [[0, 2, 0]]


def test_the_likeliest_order_stays_where_no_other_says_more():
    answer = np.arange(8).reshape(2, 2, 2) * 1000
    found = dsviz.check(text(answer), text(NARROW), text(KERNEL))
    assert not found.is_right
    assert "taken as" not in found.verdict


def keras(bias=None):
    x, weight = RANDOM.integers(0, 5, (1, 4, 4, 3)), RANDOM.integers(-2, 3, (3, 3, 3, 4))
    y = output(x[0].transpose(2, 0, 1), weight.transpose(3, 2, 0, 1), bias)
    return x, weight, y.astype(int).transpose(1, 2, 0)[None]


@pytest.mark.parametrize("change", [0, 1])
def test_weights_of_keras_beside_its_picture_make_a_layer(change):
    bias = np.arange(4)
    x, weight, y = keras(bias)
    y[0, 0, 1, 2] += change
    found = dsviz.check(repr(y), repr(x), f"[{weight!r}, {bias!r}]")
    assert (found.marks == "wrong").sum() == change
    assert "x NHWC, w HWIO" in found.verdict
    words = dsviz.check(repr(y), repr(x), f"[{weight!r}, {bias!r}]", language="zh").verdict
    assert "轴的次序按" in words


def test_a_picture_of_four_channels_follows_the_order_of_its_kernel():
    x, weight = RANDOM.integers(0, 5, (1, 4, 4, 4)), RANDOM.integers(-2, 3, (3, 3, 4, 2))
    y = output(x[0].transpose(2, 0, 1), weight.transpose(3, 2, 0, 1)).astype(int).transpose(1, 2, 0)
    assert dsviz.check(repr(y[None]), repr(x), repr(weight)).is_right


def test_where_no_reading_makes_a_layer_the_first_refusal_stays():
    with pytest.raises(Refusal) as caught:
        dsviz.check("1", "[[[1, 2], [3, 4]]]", text(np.ones((1, 5, 2, 2), int)))
    assert caught.value.rule == "kernel-reach-fits"


@pytest.mark.parametrize("typed", ["36.99999999999999 47\n67 77", np.array([[37 + 1e-14, 47], [67, 77]])])
def test_the_noise_of_a_float64_sum_is_no_wrong_number(typed):
    assert dsviz.check(typed, "1 2 3\n4 5 6\n7 8 9", "1 2\n3 4").is_right
    assert not dsviz.check("36.9999999 47\n67 77", "1 2 3\n4 5 6\n7 8 9", "1 2\n3 4").is_right


@pytest.mark.parametrize("given", [{}, object(), {1, 2}, [[10**400]], [["a"]], [[1, 2], [3]], b"1 2", [[1j]]])
def test_what_holds_no_numbers_is_refused_by_its_name(given):
    tensors = {"answer": [[1]], "x": [[1, 2], [3, 4]], "weight": [[1, 2], [3, 4]]}
    for name in tensors:
        with pytest.raises(ValueError, match=f"{name} must hold numbers, in rows of one length; got"):
            dsviz.check(**(tensors | {name: given}))


@pytest.mark.parametrize("kind", [torch.bfloat16, torch.float16])
def test_tensors_of_sixteen_bits_are_right_to_their_digits(kind):
    torch.manual_seed(2)
    x, weight = torch.randn(1, 2, 5, 5).to(kind), torch.randn(4, 2, 3, 3).to(kind)
    right = conv2d(x.double(), weight.double())[0].to(kind)
    assert dsviz.check(right, x[0], weight).is_right
    assert not dsviz.check(right * 1.03, x[0], weight).is_right


def test_what_a_mask_hides_of_an_answer_is_open():
    answer = np.ma.array([[37, 0], [67, 77]], mask=[[0, 1], [0, 0]])
    found = dsviz.check(answer, "1 2 3\n4 5 6\n7 8 9", "1 2\n3 4")
    assert found.marks.tolist() == [[["right", "open"], ["right", "right"]]]
